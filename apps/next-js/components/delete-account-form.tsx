"use client";

import Link from "next/link";
import { useActionState } from "react";
import { authClient } from "@/lib/auth-client";
import { type FormState, failed, newForm } from "@/lib/form-state";
import { Field } from "./form/field";
import { Form } from "./form/form";
import { PasswordField } from "./form/password-field";
import { SubmitButton } from "./form/submit-button";
import { Outcome } from "./outcome";

const fields = { INVALID_PASSWORD: "password", PASSWORD_TOO_LONG: "password" };

/** The first of two steps: the server checks the password, of whoever has one, and mails a link. */
async function askForDeletion(_previous: FormState, form: FormData): Promise<FormState> {
  const password = form.get("password");
  const { error } = await authClient.deleteUser(password === null ? {} : { password: String(password) });
  return error ? failed(error, fields) : { status: "done" };
}

export function DeleteAccountForm({ email, hasPassword }: { email: string; hasPassword: boolean }) {
  const [state, action] = useActionState(askForDeletion, newForm);
  if (state.status === "done") {
    return (
      <Outcome title="One more step">
        <p>
          We have mailed a link to <strong className="address">{email}</strong>. Open it in this browser within a day.
          Until then nothing is deleted.
        </p>
        <p className="actions">
          <Link className="button" href="/outbox">
            Open the outbox
          </Link>
          <Link className="button quiet" href="/profile">
            Back to the profile
          </Link>
        </p>
      </Outcome>
    );
  }
  return (
    <>
      <h1>Delete the account?</h1>
      <p className="lead">
        Your profile, your sessions and your ways to sign in go for good. Nobody can bring them back.
      </p>
      <Form state={state} action={action}>
        <input type="text" autoComplete="username" value={email} readOnly hidden />
        {hasPassword && <PasswordField />}
        <Field
          label="Type DELETE"
          name="confirmation"
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          required
          pattern="DELETE"
          title="Type the word DELETE in capital letters."
          hint="So that it does not happen by accident."
        />
        <SubmitButton pendingText="Sending a mail …" isDangerous>
          Mail me the last link
        </SubmitButton>
      </Form>
      <p className="aside">
        <Link href="/profile">Keep the account</Link>
      </p>
    </>
  );
}
