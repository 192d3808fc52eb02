import { useRouter } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useSession } from "./use-session";

/**
 * Leaves a protected page once its session is over: signed out in another tab, run out, revoked.
 *
 * @returns whether the page may be shown
 */
export function useFollowSession(): boolean {
  const router = useRouter();
  const { data, isPending, refetch } = useSession();
  const [isAway, setIsAway] = useState(false);
  const isOver = data === null && !isPending;

  useEffect(() => {
    // The sign-out button is on its way to somewhere else already.
    const isHere = router.latestLocation.pathname === "/dashboard";
    if (isOver && isHere) router.navigate({ to: "/sign-in", search: { ended: true }, replace: true });
  }, [isOver, router]);

  // The browser may keep the page as it was left, and bring it back after the person has gone.
  useEffect(() => {
    const leave = () => setIsAway(true);
    const comeBack = async ({ persisted }: PageTransitionEvent) => {
      if (persisted) await refetch();
      setIsAway(false);
    };
    window.addEventListener("pagehide", leave);
    window.addEventListener("pageshow", comeBack);
    return () => {
      window.removeEventListener("pagehide", leave);
      window.removeEventListener("pageshow", comeBack);
    };
  }, [refetch]);

  return !isOver && !isAway;
}
