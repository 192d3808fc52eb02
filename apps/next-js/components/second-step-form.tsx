"use client";

import { useActionState, useState, useTransition } from "react";
import { authClient } from "@/lib/auth-client";
import { type FormState, failed, newForm } from "@/lib/form-state";
import { tellOtherTabs } from "@/lib/other-tabs";
import type { SecondStep } from "@/lib/second-step";
import { CodeField, readCode } from "./form/code-field";
import { Field } from "./form/field";
import { Form } from "./form/form";
import { SubmitButton } from "./form/submit-button";
import { useGoOnWhenSignedIn } from "./go-on";

/** What each step says, and what its button in the list of other ways does. */
const texts = {
  totp: { hint: "It is in your authenticator app.", other: "Use the authenticator app" },
  otp: { hint: "We have mailed it to you. It works for three minutes.", other: "Mail me a code" },
  backup: { hint: "One of those that you have kept. Each works once.", other: "Use a backup code" },
} as const;

const fields = { INVALID_CODE: "code", INVALID_BACKUP_CODE: "code", OTP_HAS_EXPIRED: "code" };

const { verifyTotp, verifyOtp, verifyBackupCode } = authClient.twoFactor;
const verify = { totp: verifyTotp, otp: verifyOtp, backup: verifyBackupCode };

interface SecondStepFormProps {
  /** What the sign-in can take. */
  steps: SecondStep[];
  /** Where to go on to. */
  target: string;
}

export function SecondStepForm({ steps, target }: SecondStepFormProps) {
  const [step, setStep] = useState<SecondStep>();
  const [error, setError] = useState<string>();
  const [isPending, startTransition] = useTransition();

  const choose = (next: SecondStep) =>
    startTransition(async () => {
      setError(undefined);
      if (next === "otp") {
        const { error } = await authClient.twoFactor.sendOtp();
        if (error) return setError(failed(error).message);
      }
      setStep(next);
    });

  // An app is asked for at once; a mail is sent when somebody wants it.
  const shown = step ?? (steps.includes("totp") ? "totp" : undefined);
  const others = steps.filter((other) => other !== shown || other === "otp");
  return (
    <>
      <h1>One more step</h1>
      <p className="lead">Show that it is you, in a second way.</p>
      {error && (
        <p className="notice bad" role="alert">
          {error}
        </p>
      )}
      {shown && <StepForm key={shown} step={shown} target={target} />}
      <div className="ways others">
        {others.map((other) => (
          <button
            key={other}
            type="button"
            className={shown === undefined && other === "otp" ? "button" : "button quiet"}
            aria-disabled={isPending}
            onClick={isPending ? undefined : () => choose(other)}
          >
            {other === shown ? "Mail me another code" : texts[other].other}
          </button>
        ))}
      </div>
    </>
  );
}

function StepForm({ step, target }: { step: SecondStep; target: string }) {
  const isLeaving = useGoOnWhenSignedIn(target);
  const [state, action] = useActionState(async (_previous: FormState, form: FormData): Promise<FormState> => {
    const trustDevice = form.get("trustDevice") === "on";
    const { error } = await verify[step]({ code: readCode(form), trustDevice });
    if (error) return failed(error, fields, { trustDevice: String(trustDevice) });
    tellOtherTabs();
    return { status: "done" };
  }, newForm);
  return (
    <Form state={state} action={action}>
      {/* The page is for this field, and so is the button that led to it. */}
      {step === "backup" ? (
        <Field
          label="Backup code"
          name="code"
          hint={texts[step].hint}
          autoFocus
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          required
        />
      ) : (
        <CodeField hint={texts[step].hint} autoFocus />
      )}
      <label className="check">
        <input type="checkbox" name="trustDevice" defaultChecked={state.values?.trustDevice === "true"} />
        Trust this device for 30 days
      </label>
      <SubmitButton pendingText="Signing in …" isLeaving={isLeaving}>
        Sign in
      </SubmitButton>
    </Form>
  );
}
