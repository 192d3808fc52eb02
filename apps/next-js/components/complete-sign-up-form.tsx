"use client";

import Link from "next/link";
import { useActionState, useState } from "react";
import { authClient } from "@/lib/auth-client";
import { type FormState, failed, newForm } from "@/lib/form-state";
import type { MissingEmailProblem } from "@/lib/missing-email-problems";
import { Field } from "./form/field";
import { Form } from "./form/form";
import { SubmitButton } from "./form/submit-button";
import { useGoOnWhenSignedIn } from "./go-on";
import { Outcome } from "./outcome";

const fields = { VALIDATION_ERROR: "email" };

async function send(_previous: FormState, form: FormData): Promise<FormState> {
  const values = { email: String(form.get("email")) };
  const { error } = await authClient.signIn.social.email(values);
  return error ? failed(error, fields, values) : { status: "done", values };
}

interface CompleteSignUpFormProps {
  /** The name of the provider that tells no address. */
  provider: string;
  /** Why the link that led here did not work. */
  problem?: MissingEmailProblem | undefined;
}

/** Asks for an address, and says where the sign-in goes on: in the mail. */
export function CompleteSignUpForm({ provider, problem }: CompleteSignUpFormProps) {
  const [state, action] = useActionState(send, newForm);
  const [dismissed, setDismissed] = useState<FormState>();
  useGoOnWhenSignedIn("/dashboard"); // when the link was opened in another tab
  if (problem?.isOver) {
    return (
      <>
        <h1>This link does not work here</h1>
        <p role="alert">{problem.text}</p>
      </>
    );
  }
  if (state.status === "done" && dismissed !== state) {
    return (
      <Outcome title="Look into your mail">
        <p>
          A link is on its way to <strong className="address">{state.values?.email}</strong>. Open it in this browser:
          it works once, for an hour.
        </p>
        <p className="actions">
          <Link className="button" href="/outbox" target="_blank">
            Open the outbox
          </Link>
          <button type="button" className="button quiet" onClick={() => setDismissed(state)}>
            Another address
          </button>
        </p>
      </Outcome>
    );
  }
  return (
    <>
      <h1>Your e-mail address</h1>
      {problem && (
        <p className="notice bad" role="alert">
          {problem.text}
        </p>
      )}
      <p className="lead">
        {provider} does not tell us your address. Where can we reach you? We mail you a link there.
      </p>
      <Form state={state} action={action}>
        <Field label="E-mail" name="email" type="email" autoComplete="email" required />
        <SubmitButton pendingText="Sending …">Mail me a link</SubmitButton>
      </Form>
    </>
  );
}
