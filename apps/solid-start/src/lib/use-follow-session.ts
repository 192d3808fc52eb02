import { useIsRouting, useNavigate } from "@solidjs/router";
import { createEffect, createSignal, onCleanup, onMount, untrack } from "solid-js";
import { useSession } from "./use-session";

/**
 * Leaves a protected page once its session is over: signed out in another tab, run out, revoked.
 *
 * @returns whether the page may be shown
 */
export function useFollowSession() {
  const session = useSession();
  const navigate = useNavigate();
  const isRouting = useIsRouting();
  const [isAway, setIsAway] = createSignal(false);
  const isOver = () => session().data === null && !session().isPending;

  createEffect(() => {
    // The sign-out button is on its way to somewhere else already.
    if (isOver() && !untrack(isRouting)) navigate("/sign-in?ended", { replace: true });
  });

  // The browser may keep the page as it was left, and bring it back after the person has gone.
  onMount(() => {
    const leave = () => setIsAway(true);
    const comeBack = async ({ persisted }: PageTransitionEvent) => {
      if (persisted) await session().refetch();
      setIsAway(false);
    };
    window.addEventListener("pagehide", leave);
    window.addEventListener("pageshow", comeBack);
    onCleanup(() => {
      window.removeEventListener("pagehide", leave);
      window.removeEventListener("pageshow", comeBack);
    });
  });

  return () => !isOver() && !isAway();
}
