"use client";

import { useActionState } from "react";
import { authClient } from "@/lib/auth-client";
import { type FormState, failed, newForm } from "@/lib/form-state";
import { Form } from "../form/form";
import { PasswordField } from "../form/password-field";
import { SubmitButton } from "../form/submit-button";
import type { NewApp } from "./app-setup";

interface Owner {
  email: string;
  hasPassword: boolean;
}

/** Proves whose account it is; without a password, the server looks at when the sign-in was. */
function OwnerFields({ email, hasPassword }: Owner) {
  if (!hasPassword) return null;
  return (
    <>
      <input type="text" autoComplete="username" value={email} readOnly hidden />
      <PasswordField label="Your password" />
    </>
  );
}

const fields = { INVALID_PASSWORD: "password" };

function readPassword(form: FormData): { password?: string } {
  const password = form.get("password");
  return password === null ? {} : { password: String(password) };
}

interface TurnOnFormProps extends Owner {
  /** It is, by mailed codes; an app can still come to them. */
  isOn: boolean;
  onApp: (app: NewApp) => void;
  onMail: (backupCodes: readonly string[]) => void;
}

export function TurnOnForm({ isOn, onApp, onMail, ...owner }: TurnOnFormProps) {
  const [state, action] = useActionState(async (_previous: FormState, form: FormData): Promise<FormState> => {
    const password = readPassword(form);
    const method = form.get("method") === "otp" ? "otp" : "totp";
    const { data, error } = await authClient.twoFactor.enable({ ...password, method });
    if (error) return failed(error, fields);
    if (data.method === "totp") {
      onApp(data);
      return newForm;
    }
    const made = await authClient.twoFactor.generateBackupCodes(password);
    if (made.error) return failed(made.error, fields);
    onMail(made.data.backupCodes);
    return newForm;
  }, newForm);
  return (
    <Form state={state} action={action}>
      <OwnerFields {...owner} />
      <div className="actions">
        <SubmitButton name="method" value="totp" pendingText="One moment …">
          {isOn ? "Add an authenticator app" : "Use an authenticator app"}
        </SubmitButton>
        {!isOn && (
          <SubmitButton name="method" value="otp" pendingText="One moment …" isQuiet>
            Use codes by mail
          </SubmitButton>
        )}
      </div>
    </Form>
  );
}

interface TurnOffFormProps extends Owner {
  onNewCodes: (backupCodes: readonly string[]) => void;
  onOff: () => void;
}

export function TurnOffForm({ onNewCodes, onOff, ...owner }: TurnOffFormProps) {
  const [state, action] = useActionState(async (_previous: FormState, form: FormData): Promise<FormState> => {
    const password = readPassword(form);
    if (form.get("do") === "off") {
      const { error } = await authClient.twoFactor.disable(password);
      if (error) return failed(error, fields);
      onOff();
      return newForm;
    }
    const { data, error } = await authClient.twoFactor.generateBackupCodes(password);
    if (error) return failed(error, fields);
    onNewCodes(data.backupCodes);
    return newForm;
  }, newForm);
  return (
    <details className="more">
      <summary>New backup codes, or turn it off</summary>
      <Form state={state} action={action}>
        <OwnerFields {...owner} />
        <div className="actions">
          <SubmitButton name="do" value="codes" pendingText="One moment …">
            Make new backup codes
          </SubmitButton>
          <SubmitButton name="do" value="off" pendingText="One moment …" isDangerous>
            Turn it off
          </SubmitButton>
        </div>
      </Form>
    </details>
  );
}
