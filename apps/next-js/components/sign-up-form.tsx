"use client";

import { useActionState } from "react";
import { authClient } from "@/lib/auth-client";
import { type FormState, newForm } from "@/lib/form-state";
import { Field, FormMessage, SubmitButton } from "./form";
import { useGoOnWhenSignedIn } from "./go-on";

/** The field that an error of the server is about. */
const fields: Record<string, string> = {
  INVALID_EMAIL: "email",
  USER_ALREADY_EXISTS: "email",
  USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL: "email",
  PASSWORD_TOO_SHORT: "password",
  PASSWORD_TOO_LONG: "password",
};

async function signUp(_previous: FormState, form: FormData): Promise<FormState> {
  const read = (name: string) => String(form.get(name));
  const values = { name: read("name"), nickname: read("nickname"), email: read("email") };
  const { error } = await authClient.signUp.email({ ...values, password: read("password") });
  if (error === null) return { status: "done" };
  return { status: "failed", message: error.message, field: fields[error.code ?? ""], values };
}

export function SignUpForm() {
  const isLeaving = useGoOnWhenSignedIn();
  const [state, action, isPending] = useActionState(signUp, newForm);
  return (
    <form action={action}>
      <FormMessage state={state} />
      <Field label="Name" name="name" autoComplete="name" required maxLength={100} state={state} />
      <Field label="Nickname" name="nickname" autoComplete="nickname" maxLength={50} state={state} />
      <Field label="E-mail" name="email" type="email" autoComplete="username" required state={state} />
      <Field
        label="Password"
        name="password"
        type="password"
        autoComplete="new-password"
        required
        minLength={8}
        maxLength={128}
        hint="At least 8 characters."
        state={state}
      />
      <SubmitButton isPending={isPending || isLeaving}>Create account</SubmitButton>
    </form>
  );
}
