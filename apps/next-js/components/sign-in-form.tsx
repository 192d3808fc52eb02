"use client";

import Link from "next/link";
import { useActionState } from "react";
import { authClient } from "@/lib/auth-client";
import { type FormState, failed, newForm } from "@/lib/form-state";
import { tellOtherTabs } from "@/lib/other-tabs";
import { Field } from "./form/field";
import { Form } from "./form/form";
import { PasswordField } from "./form/password-field";
import { SubmitButton } from "./form/submit-button";
import { useGoOnWhenSignedIn } from "./go-on";

async function signIn(_previous: FormState, form: FormData): Promise<FormState> {
  const email = String(form.get("email"));
  const rememberMe = form.get("rememberMe") === "on";
  const { error } = await authClient.signIn.email({ email, password: String(form.get("password")), rememberMe });
  if (error) return failed(error, { INVALID_EMAIL: "email" }, { email, rememberMe: String(rememberMe) });
  tellOtherTabs();
  return { status: "done" };
}

/** @param target where to go on to */
export function SignInForm({ target }: { target: string }) {
  const isLeaving = useGoOnWhenSignedIn(target);
  const [state, action] = useActionState(signIn, newForm);
  return (
    <Form state={state} action={action}>
      <Field label="E-mail" name="email" type="email" autoComplete="username" required />
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
    </Form>
  );
}
