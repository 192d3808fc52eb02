"use client";

import { useActionState } from "react";
import { authClient } from "@/lib/auth-client";
import { type FormState, newForm } from "@/lib/form-state";
import { Field, FormMessage, SubmitButton } from "./form";
import { useGoOnWhenSignedIn } from "./go-on";

async function signIn(_previous: FormState, form: FormData): Promise<FormState> {
  const email = String(form.get("email"));
  const rememberMe = form.get("rememberMe") === "on";
  const { error } = await authClient.signIn.email({ email, password: String(form.get("password")), rememberMe });
  if (error === null) return { status: "done" };
  return { status: "failed", message: error.message, values: { email, rememberMe: String(rememberMe) } };
}

export function SignInForm() {
  const isLeaving = useGoOnWhenSignedIn();
  const [state, action, isPending] = useActionState(signIn, newForm);
  return (
    <form action={action}>
      <FormMessage state={state} />
      <Field label="E-mail" name="email" type="email" autoComplete="username" required state={state} />
      <Field label="Password" name="password" type="password" autoComplete="current-password" required state={state} />
      <label className="check">
        <input type="checkbox" name="rememberMe" defaultChecked={state.values?.rememberMe !== "false"} />
        Remember me on this device
      </label>
      <SubmitButton isPending={isPending || isLeaving}>Sign in</SubmitButton>
    </form>
  );
}
