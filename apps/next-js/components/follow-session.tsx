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
  const { data, isPending } = authClient.useSession();

  useEffect(() => {
    if (isPending) authClient.hydrateSession(session);
    else if (data === null) leave();
  }, [data, isPending, session]);

  useExtension(session.session.updatedAt);
  useRefreshOnReturn();
  return null;
}

/** By a document of its own: the router keeps pages, and would ask for this one again while it goes. */
function leave(): void {
  window.location.replace(signInPath({ notice: "ended" }));
}

/**
 * Has the server render again when somebody comes back to the page: another device may have changed something. Only once
 * it is known that the session is not over: the server would lead away without a word, for want of the cookie.
 */
function useRefreshOnReturn(): void {
  const router = useRouter();
  useEffect(() => {
    const refresh = async () => {
      const { data, error } = await authClient.getSession();
      if (data !== null) router.refresh();
      else if (error === null) leave();
    };
    window.addEventListener("focus", refresh);
    return () => window.removeEventListener("focus", refresh);
  }, [router]);
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
