"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { authClient } from "@/lib/auth-client";

/** Leaves for the dashboard as soon as somebody is signed in, be it in another tab. @returns whether it is leaving */
export function useGoOnWhenSignedIn(): boolean {
  const router = useRouter();
  const isSignedIn = authClient.useSession().data !== null;
  useEffect(() => {
    if (isSignedIn) router.replace("/dashboard");
  }, [isSignedIn, router]);
  return isSignedIn;
}
