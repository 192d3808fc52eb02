"use client";

import { useActionState } from "react";
import { authClient } from "@/lib/auth-client";
import { type FormState, newForm } from "@/lib/form-state";
import { Field, FormMessage, SubmitButton } from "./form";

const fields: Record<string, string> = {
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
  if (error === null) return { status: "done", message: "Your password is changed." };
  return { status: "failed", message: error.message, field: fields[error.code ?? ""] };
}

export function PasswordForm({ email }: { email: string }) {
  const [state, action, isPending] = useActionState(changePassword, newForm);
  return (
    <form action={action}>
      <FormMessage state={state} />
      {/* Tells password managers whose password it is. */}
      <input type="text" autoComplete="username" value={email} readOnly hidden />
      <Field
        label="Current password"
        name="currentPassword"
        type="password"
        autoComplete="current-password"
        required
        state={state}
      />
      <Field
        label="New password"
        name="newPassword"
        type="password"
        autoComplete="new-password"
        required
        minLength={8}
        maxLength={128}
        hint="At least 8 characters."
        state={state}
      />
      <label className="check">
        <input type="checkbox" name="revokeOtherSessions" defaultChecked />
        Sign out everywhere else
      </label>
      <SubmitButton isPending={isPending}>Change password</SubmitButton>
    </form>
  );
}
