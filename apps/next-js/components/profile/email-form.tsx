"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useActionState, useEffect } from "react";
import { authClient } from "@/lib/auth-client";
import { type FormState, failed, newForm } from "@/lib/form-state";
import { tellOtherTabs } from "@/lib/other-tabs";
import { Field } from "../form/field";
import { Form } from "../form/form";
import { SubmitButton } from "../form/submit-button";

const fields = { EMAIL_IS_THE_SAME: "newEmail", INVALID_EMAIL: "newEmail", VALIDATION_ERROR: "newEmail" };

async function changeEmail(_previous: FormState, form: FormData): Promise<FormState> {
  const newEmail = String(form.get("newEmail"));
  const { error } = await authClient.changeEmail({ newEmail, callbackURL: "/email-change" });
  if (error) return failed(error, fields, { newEmail });
  tellOtherTabs();
  return { status: "done", message: "A mail is on its way. Nothing changes before you open its link." };
}

interface EmailFormProps {
  user: { email: string; emailVerified: boolean };
  /** The address that waits for a confirmation. */
  newEmail: string | null;
}

export function EmailForm({ user, newEmail }: EmailFormProps) {
  const router = useRouter();
  const [state, action] = useActionState(changeEmail, newForm);
  useEffect(() => {
    if (state.status === "done") router.refresh();
  }, [state, router]);
  return (
    <>
      <p className="address">
        {user.email} <Badge isGood={user.emailVerified}>{user.emailVerified ? "verified" : "not verified"}</Badge>
      </p>
      {newEmail && (
        <p className="notice">
          <strong>Waiting for confirmation at {newEmail}.</strong>{" "}
          {user.emailVerified
            ? `The first link went to ${user.email}, the second one goes to the new address. Each works for an hour.`
            : "Open the link that we mailed there. It works for an hour."}{" "}
          <Link href="/outbox">Open the outbox</Link>
        </p>
      )}
      <Form state={state} action={action}>
        <Field label="New e-mail" name="newEmail" type="email" autoComplete="email" required />
        <SubmitButton pendingText="Sending …">Change e-mail</SubmitButton>
      </Form>
    </>
  );
}

function Badge({ isGood, children }: { isGood: boolean; children: string }) {
  return <span className={isGood ? "badge" : "badge open"}>{children}</span>;
}
