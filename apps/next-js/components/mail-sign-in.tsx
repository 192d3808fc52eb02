"use client";

import Link from "next/link";
import { useActionState, useState } from "react";
import { authClient } from "@/lib/auth-client";
import { type FormState, failed, newForm } from "@/lib/form-state";
import { tellOtherTabs } from "@/lib/other-tabs";
import { mailPath } from "@/lib/sign-in-path";
import { CodeField, readCode } from "./form/code-field";
import { Field } from "./form/field";
import { Form } from "./form/form";
import { SubmitButton } from "./form/submit-button";
import { useGoOnWhenSignedIn } from "./go-on";
import { Outcome } from "./outcome";

const fields = { INVALID_EMAIL: "email", VALIDATION_ERROR: "email" };

const sendTo = (target: string) =>
  async function send(_previous: FormState, form: FormData): Promise<FormState> {
    const values = { email: String(form.get("email")), way: String(form.get("way")) };
    const { error } =
      values.way === "code"
        ? await authClient.emailOtp.sendVerificationOtp({ email: values.email, type: "sign-in" })
        : await authClient.signIn.magicLink({
            email: values.email,
            callbackURL: target,
            errorCallbackURL: mailPath(target),
          });
    return error ? failed(error, fields, values) : { status: "done", values };
  };

interface MailSignInProps {
  /** Where to go on to. */
  target: string;
  /** Why the link that led here signed nobody in. */
  problem?: "no-account" | "broken-link" | undefined;
}

/** Sign-in by a mail: a link to open, or a code to type here. */
export function MailSignIn({ target, problem }: MailSignInProps) {
  const [state, action] = useActionState(sendTo(target), newForm);
  const [dismissed, setDismissed] = useState<FormState>();
  const isLeaving = useGoOnWhenSignedIn(target); // also when the link was opened in another tab
  const { email = "", way } = state.values ?? {};
  if (state.status === "done" && dismissed !== state) {
    return (
      <Outcome title="Look into your mail">
        <p>
          If there is an account for <strong className="address">{email}</strong>, a{" "}
          {way === "code" ? "code" : "link to sign in"} is on its way. It works once, for five minutes.
        </p>
        {way === "code" && <CodeForm email={email} isLeaving={isLeaving} />}
        <p className="actions">
          <Link className={way === "code" ? "button quiet" : "button"} href="/outbox" target="_blank">
            Open the outbox
          </Link>
          <button type="button" className="button quiet" onClick={() => setDismissed(state)}>
            Send another one
          </button>
        </p>
      </Outcome>
    );
  }
  return (
    <>
      <h1>Sign in by mail</h1>
      {problem && (
        <p className="notice bad" role="alert">
          {problem === "no-account" ? (
            <>
              Nobody has an account with this address. <Link href="/sign-up">Create one</Link>
            </>
          ) : (
            "This link does not work. Each works once, for five minutes. Ask for another one."
          )}
        </p>
      )}
      <p className="lead">No password needed: we mail you a link to open, or a code to type here.</p>
      <Form state={state} action={action}>
        <Field label="E-mail" name="email" type="email" autoComplete="username" required />
        <div className="ways">
          <SubmitButton name="way" value="link" pendingText="Sending …">
            Mail me a link
          </SubmitButton>
          <SubmitButton name="way" value="code" pendingText="Sending …" isQuiet>
            Mail me a code
          </SubmitButton>
        </div>
      </Form>
    </>
  );
}

const codeFields = { INVALID_OTP: "code", OTP_EXPIRED: "code", TOO_MANY_ATTEMPTS: "code" };

function CodeForm({ email, isLeaving }: { email: string; isLeaving: boolean }) {
  const [state, action] = useActionState(async (_previous: FormState, form: FormData): Promise<FormState> => {
    const { error } = await authClient.signIn.emailOtp({ email, otp: readCode(form) });
    if (error) return failed(error, codeFields);
    tellOtherTabs();
    return { status: "done" };
  }, newForm);
  return (
    <Form state={state} action={action}>
      <CodeField />
      <SubmitButton pendingText="Signing in …" isLeaving={isLeaving}>
        Sign in
      </SubmitButton>
    </Form>
  );
}
