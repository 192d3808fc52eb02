"use client";

import { usePathname, useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import { authClient, type Session } from "@/lib/auth-client";
import { signInPath } from "@/lib/sign-in-path";

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
      router.replace(signInPath({ notice: "ended" }));
      router.refresh(); // forget the pages that the router keeps
    }
  }, [data, isPending, session, router]);

  useExtension(session.session.updatedAt);
  return null;
}

const FIVE_MINUTES = 5 * 60_000; // milliseconds; `session.updateAge` in lib/auth.ts

/** Rendering on the server extends no session. A call does, and writes down that this browser was used. */
function useExtension(updatedAt: Date): void {
  const path = usePathname();
  const extendedAt = useRef(updatedAt.getTime());
  // Each page that is opened counts as use.
  useEffect(() => {
    if (Date.now() - extendedAt.current < FIVE_MINUTES) return;
    extendedAt.current = Date.now();
    authClient.getSession();
  }, [path]);
}
