"use client";

import Link from "next/link";
import { useActionState } from "react";
import { authClient } from "@/lib/auth-client";
import { type FormState, failed, newForm } from "@/lib/form-state";
import { tellOtherTabs } from "@/lib/other-tabs";
import type { Provider } from "@/lib/providers";
import { mailPath, signInPath } from "@/lib/sign-in-path";
import { Field } from "./form/field";
import { Form } from "./form/form";
import { PasswordField } from "./form/password-field";
import { SubmitButton } from "./form/submit-button";
import { useGoOnWhenSignedIn } from "./go-on";
import { usePasskeySignIn } from "./passkey-sign-in";
import { ProviderButtons } from "./provider-buttons";
import { Icon } from "./shell/icon";

const fields = {
  INVALID_EMAIL: "login",
  INVALID_USERNAME: "login",
  USERNAME_TOO_SHORT: "login",
  USERNAME_TOO_LONG: "login",
};

async function signIn(_previous: FormState, form: FormData): Promise<FormState> {
  const login = String(form.get("login")).trim();
  const rememberMe = form.get("rememberMe") === "on";
  const shared = { password: String(form.get("password")), rememberMe };
  const { error } = login.includes("@")
    ? await authClient.signIn.email({ email: login, ...shared })
    : await authClient.signIn.username({ username: login, ...shared });
  if (error) return failed(error, fields, { login, rememberMe: String(rememberMe) });
  tellOtherTabs();
  return { status: "done" };
}

interface SignInFormProps {
  /** Where to go on to. */
  target: string;
  providers: Provider[];
}

/** All ways in: an address or a username with a password, accounts elsewhere, a passkey, and those by mail. */
export function SignInForm({ target, providers }: SignInFormProps) {
  const isLeaving = useGoOnWhenSignedIn(target);
  const [state, action] = useActionState(signIn, newForm);
  const passkey = usePasskeySignIn();
  return (
    <Form state={state} action={action}>
      <Field
        label="E-mail or username"
        name="login"
        autoComplete="username webauthn"
        autoCapitalize="none"
        spellCheck={false}
        inputMode="email"
        required
      />
      <PasswordField />
      <div className="row">
        <label className="check">
          <input type="checkbox" name="rememberMe" defaultChecked={state.values?.rememberMe !== "false"} />
          Remember me on this device
        </label>
        <Link href="/forgot-password">Forgot it?</Link>
      </div>
      <SubmitButton pendingText="Signing in …" isLeaving={isLeaving}>
        Sign in
      </SubmitButton>
      <p className="or">or</p>
      <div className="ways stacked">
        <ProviderButtons providers={providers} target={target} returnTo={signInPath({ from: target })} />
        <button
          type="button"
          className="button quiet"
          aria-disabled={passkey.isPending}
          onClick={passkey.isPending ? undefined : passkey.signIn}
        >
          <Icon name="passkey" />
          Use a passkey
        </button>
        <Link className="button quiet" href={mailPath(target)}>
          <Icon name="outbox" />
          Link or code by mail
        </Link>
      </div>
      {passkey.error && (
        <p className="notice bad" role="alert">
          {passkey.error}
        </p>
      )}
    </Form>
  );
}
