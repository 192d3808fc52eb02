"use client";

import { useState, useTransition } from "react";
import { authClient } from "@/lib/auth-client";
import { leave } from "@/lib/away";
import { failed } from "@/lib/form-state";
import type { Provider } from "@/lib/providers";
import { Icon } from "./shell/icon";

interface ProviderButtonsProps {
  providers: Provider[];
  /** Where to go on to; somebody new sees a page of welcome first. */
  target: string;
  /** Where to come back to when it does not work. */
  returnTo: string;
}

/** Sign-in with an account elsewhere: the same for whoever has one here and for whoever has not. */
export function ProviderButtons({ providers, target, returnTo }: ProviderButtonsProps) {
  const [error, setError] = useState<string>();
  const [chosen, setChosen] = useState<string>();
  const [isPending, startTransition] = useTransition();

  const signIn = (provider: string) =>
    startTransition(async () => {
      setError(undefined);
      setChosen(provider);
      const { error } = await authClient.signIn.social({
        provider,
        callbackURL: target,
        newUserCallbackURL: `/welcome?${new URLSearchParams({ from: target })}`,
        errorCallbackURL: returnTo,
      });
      if (error) return setError(failed(error).message);
      await leave();
    });

  if (providers.length === 0) return null;
  return (
    <>
      {providers.map(({ id, name }) => (
        <button
          key={id}
          type="button"
          className="button quiet"
          aria-disabled={isPending}
          aria-busy={isPending && chosen === id}
          onClick={isPending ? undefined : () => signIn(id)}
        >
          <span className="idle">
            <Icon name="provider" />
            Continue with {name}
          </span>
          <span className="busy">Off to {name} …</span>
        </button>
      ))}
      {error && (
        <p className="notice bad" role="alert">
          {error}
        </p>
      )}
    </>
  );
}
