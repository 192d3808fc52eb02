"use client";

import Link from "next/link";
import { useActionState } from "react";
import { authClient } from "@/lib/auth-client";
import { type FormState, failed, newForm } from "@/lib/form-state";
import { Field } from "./form/field";
import { Form } from "./form/form";
import { SubmitButton } from "./form/submit-button";
import { Outcome } from "./outcome";

async function ask(_previous: FormState, form: FormData): Promise<FormState> {
  const email = String(form.get("email"));
  const { error } = await authClient.requestPasswordReset({ email, redirectTo: "/reset-password" });
  return error ? failed(error, { VALIDATION_ERROR: "email" }, { email }) : { status: "done", values: { email } };
}

export function ForgotPasswordForm() {
  const [state, action] = useActionState(ask, newForm);
  if (state.status === "done") {
    return (
      <Outcome title="Look into your mail">
        <p>
          If there is an account for <strong>{state.values?.email}</strong>, a link to choose a new password is on its
          way. It works for an hour.
        </p>
        <p className="actions">
          <Link className="button" href="/outbox">
            Open the outbox
          </Link>
          <Link className="button quiet" href="/sign-in">
            Back to sign-in
          </Link>
        </p>
      </Outcome>
    );
  }
  return (
    <>
      <h1>Forgot your password?</h1>
      <p className="lead">Tell us your address, and we mail you a link to choose a new one.</p>
      <Form state={state} action={action}>
        <Field label="E-mail" name="email" type="email" autoComplete="username" required />
        <SubmitButton pendingText="Sending …">Mail me a link</SubmitButton>
      </Form>
      <p className="aside">
        It came back to you? <Link href="/sign-in">Sign in</Link>
      </p>
    </>
  );
}
