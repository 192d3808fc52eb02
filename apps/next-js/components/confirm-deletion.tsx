"use client";

import Link from "next/link";
import { useActionState } from "react";
import { authClient } from "@/lib/auth-client";
import { type FormState, failed, newForm } from "@/lib/form-state";
import { tellOtherTabs } from "@/lib/other-tabs";
import { Form } from "./form/form";
import { SubmitButton } from "./form/submit-button";

/** The last step. The page is opened by a link in a mail, and only its button deletes. */
export function ConfirmDeletion({ email, token }: { email: string; token: string }) {
  const [state, action] = useActionState(async (): Promise<FormState> => {
    const { error } = await authClient.deleteUser({ token });
    if (error?.code === "INVALID_TOKEN") {
      return { status: "failed", message: "This link does not work: it is too old, used, or for another account." };
    }
    if (error) return failed(error);
    tellOtherTabs();
    location.replace("/goodbye"); // a new document: nothing of the account stays in this one
    return { status: "done" };
  }, newForm);
  return (
    <>
      <h1>Delete the account?</h1>
      <p className="lead">
        <strong className="address">{email}</strong> will be gone at once. This is the last question.
      </p>
      <Form state={state} action={action}>
        <SubmitButton pendingText="Deleting …" isLeaving={state.status === "done"} isDangerous>
          Delete it for good
        </SubmitButton>
        <Link className="button quiet" href="/profile">
          Keep it
        </Link>
      </Form>
    </>
  );
}
