"use client";

import { useActionState } from "react";
import { authClient } from "@/lib/auth-client";
import { type FormState, failed, newForm } from "@/lib/form-state";
import { tellOtherTabs } from "@/lib/other-tabs";
import { Form } from "../form/form";
import { PasswordField } from "../form/password-field";
import { SubmitButton } from "../form/submit-button";

const fields = {
  INVALID_PASSWORD: "currentPassword",
  PASSWORD_TOO_SHORT: "newPassword",
  PASSWORD_TOO_LONG: "newPassword",
};

async function changePassword(_previous: FormState, form: FormData): Promise<FormState> {
  const { error } = await authClient.changePassword({
    currentPassword: String(form.get("currentPassword")),
    newPassword: String(form.get("newPassword")),
    revokeOtherSessions: form.get("revokeOtherSessions") === "on",
  });
  if (error) return failed(error, fields);
  tellOtherTabs();
  return { status: "done", message: "Your password is changed." };
}

export function PasswordForm({ email }: { email: string }) {
  const [state, action] = useActionState(changePassword, newForm);
  return (
    <Form state={state} action={action}>
      {/* Tells password managers whose password it is. */}
      <input type="text" autoComplete="username" value={email} readOnly hidden />
      <PasswordField label="Current password" name="currentPassword" />
      <PasswordField label="New password" name="newPassword" isNew />
      <label className="check">
        <input type="checkbox" name="revokeOtherSessions" defaultChecked />
        Sign out everywhere else
      </label>
      <SubmitButton pendingText="Changing …">Change password</SubmitButton>
    </Form>
  );
}
