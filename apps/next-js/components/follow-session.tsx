"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { authClient, type Session } from "@/lib/auth-client";

/**
 * Gives the client the session that the server has read, so that it need not fetch it, and leaves the page once it is
 * over: signed out here or in another tab, revoked, or run out.
 */
export function FollowSession({ session }: { session: Session }) {
  const router = useRouter();
  const { data, isPending } = authClient.useSession();

  useEffect(() => {
    if (isPending) authClient.hydrateSession(session);
    else if (data === null) {
      router.replace("/sign-in");
      router.refresh(); // forget the pages that the router keeps
    }
  }, [data, isPending, session, router]);

  return null;
}
