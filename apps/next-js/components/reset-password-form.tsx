"use client";

import { useRouter } from "next/navigation";
import { useActionState, useEffect } from "react";
import { authClient } from "@/lib/auth-client";
import { type FormState, failed, newForm } from "@/lib/form-state";
import { signInPath } from "@/lib/sign-in-path";
import { Form } from "./form/form";
import { PasswordField } from "./form/password-field";
import { SubmitButton } from "./form/submit-button";

const fields = { PASSWORD_TOO_SHORT: "password", PASSWORD_TOO_LONG: "password" };

export function ResetPasswordForm({ token }: { token: string }) {
  const router = useRouter();
  const [state, action] = useActionState(async (_previous: FormState, form: FormData): Promise<FormState> => {
    const { error } = await authClient.resetPassword({ newPassword: String(form.get("password")), token });
    return error ? failed(error, fields, { code: error.code ?? "" }) : { status: "done" };
  }, newForm);

  useEffect(() => {
    if (state.status === "done") router.replace(signInPath({ notice: "password-reset" }));
    // The page says it better, and offers another link.
    if (state.values?.code === "INVALID_TOKEN") router.replace("/reset-password?error=INVALID_TOKEN");
  }, [state, router]);

  return (
    <Form state={state} action={action}>
      <PasswordField label="New password" isNew />
      <SubmitButton pendingText="Saving …" isLeaving={state.status === "done"}>
        Save the password
      </SubmitButton>
    </Form>
  );
}
