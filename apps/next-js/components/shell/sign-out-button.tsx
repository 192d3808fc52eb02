"use client";

import { useState, useTransition } from "react";
import { authClient } from "@/lib/auth-client";
import { Icon } from "./icon";

/** Signs out. What happens then is up to whoever shows the session: this tab and all others hear of it. */
export function SignOutButton() {
  const [isPending, startTransition] = useTransition();
  const [hasFailed, setHasFailed] = useState(false);
  const signOut = () => startTransition(async () => setHasFailed((await authClient.signOut()).error !== null));
  return (
    <>
      <button type="button" aria-disabled={isPending} onClick={isPending ? undefined : signOut}>
        <Icon name="out" />
        Sign out
      </button>
      {hasFailed && (
        <p className="error" role="alert">
          The server does not answer. You are still signed in.
        </p>
      )}
    </>
  );
}
