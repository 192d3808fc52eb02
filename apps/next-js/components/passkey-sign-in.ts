"use client";

import { useCallback, useEffect, useState, useTransition } from "react";
import { authClient } from "@/lib/auth-client";
import { tellOtherTabs } from "@/lib/other-tabs";

/** What the server says to a passkey. Anything else comes from the browser: somebody who did not want to, or has none. */
const refusals: Readonly<Record<string, string>> = {
  PASSKEY_NOT_FOUND: "Nobody here has this passkey; it may have been removed. Sign in another way.",
  CHALLENGE_NOT_FOUND: "That took too long. Try again.",
  AUTHENTICATION_FAILED: "This passkey was not accepted. Sign in another way.",
};

/** Offers passkeys among the suggestions of the form (`autocomplete="webauthn"`), and signs in when a button asks for it. */
export function usePasskeySignIn() {
  const [error, setError] = useState<string>();
  const [isPending, startTransition] = useTransition();

  // Waits until somebody chooses one, or until the button, another form or another page asks for one.
  const offer = useCallback(async () => {
    if (!(await globalThis.PublicKeyCredential?.isConditionalMediationAvailable?.())) return;
    const { error } = await authClient.signIn.passkey({ autoFill: true });
    if (error === null) tellOtherTabs();
    else setError((shown) => refusals[error.code ?? ""] ?? shown);
  }, []);

  useEffect(() => {
    offer();
  }, [offer]);

  const signIn = () =>
    startTransition(async () => {
      setError(undefined);
      const { error } = await authClient.signIn.passkey();
      if (error === null) return tellOtherTabs();
      setError(refusals[error.code ?? ""] ?? "No passkey was used. If you have none yet, sign in another way.");
      offer();
    });

  return { error, isPending, signIn };
}
