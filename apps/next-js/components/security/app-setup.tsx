"use client";

import { useActionState } from "react";
import { authClient } from "@/lib/auth-client";
import { type FormState, failed, newForm } from "@/lib/form-state";
import { CodeField, readCode } from "../form/code-field";
import { Form } from "../form/form";
import { SubmitButton } from "../form/submit-button";
import { Subject } from "../outcome";
import { CopyButton } from "./copy-button";
import { QRCode } from "./qr-code";

/** An authenticator app that has not shown a first code yet. */
export interface NewApp {
  totpURI: string;
  backupCodes: readonly string[];
}

interface AppSetupProps {
  app: NewApp;
  onDone: () => void;
  onCancel: () => void;
}

export function AppSetup({ app, onDone, onCancel }: AppSetupProps) {
  const secret = new URL(app.totpURI).searchParams.get("secret") ?? "";
  const [state, action] = useActionState(async (_previous: FormState, form: FormData): Promise<FormState> => {
    const { error } = await authClient.twoFactor.verifyTotp({ code: readCode(form) });
    if (error) return failed(error, { INVALID_CODE: "code" });
    onDone();
    return { status: "done" };
  }, newForm);
  return (
    <>
      <Subject title="Scan it with your authenticator app" />
      <div className="setup">
        <QRCode text={app.totpURI} label="QR code for your authenticator app" />
        <div>
          <p>
            Is the app on this device? <a href={app.totpURI}>Open it there</a>
          </p>
          <p className="hint">Or type this key into the app:</p>
          <p>
            <code className="secret">{secret.match(/.{1,4}/g)?.join(" ")}</code>
          </p>
          <CopyButton text={secret}>Copy the key</CopyButton>
        </div>
      </div>
      <Form state={state} action={action}>
        <CodeField label="The code that the app shows" />
        <div className="actions">
          <SubmitButton pendingText="One moment …">Turn it on</SubmitButton>
          <button type="button" className="button quiet" onClick={onCancel}>
            Cancel
          </button>
        </div>
      </Form>
    </>
  );
}
