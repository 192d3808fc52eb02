"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { authClient } from "@/lib/auth-client";

/** Leaves for another page as soon as somebody is signed in, be it in another tab. @returns whether it is leaving */
export function useGoOnWhenSignedIn(target: string): boolean {
  const router = useRouter();
  const isSignedIn = authClient.useSession().data !== null;
  useEffect(() => {
    if (isSignedIn) router.replace(target);
  }, [isSignedIn, router, target]);
  return isSignedIn;
}
