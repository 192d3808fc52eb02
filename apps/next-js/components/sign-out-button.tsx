"use client";

import { useTransition } from "react";
import { authClient } from "@/lib/auth-client";

/** Signs out. What happens then is up to whoever shows the session: this tab and all others hear of it. */
export function SignOutButton() {
  const [isPending, startTransition] = useTransition();
  const signOut = () => startTransition(async () => void (await authClient.signOut()));
  return (
    <button type="button" className="button small quiet" disabled={isPending} onClick={signOut}>
      Sign out
    </button>
  );
}
