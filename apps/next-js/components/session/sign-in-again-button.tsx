"use client";

import { useTransition } from "react";
import { authClient } from "@/lib/auth-client";
import { signInPath } from "@/lib/sign-in-path";

/** For what a sign-in of a while ago is not enough. Leads back to the page. */
export function SignInAgainButton({ from }: { from: string }) {
  const [isPending, startTransition] = useTransition();
  const signInAgain = () =>
    startTransition(async () => {
      await authClient.signOut();
      location.assign(signInPath({ from }));
    });
  return (
    <button type="button" className="button" aria-disabled={isPending} onClick={isPending ? undefined : signInAgain}>
      Sign in again
    </button>
  );
}
