"use client";

import { useActionState, useEffect } from "react";
import { updateProfile } from "@/app/(signed-in)/profile/actions";
import { authClient } from "@/lib/auth-client";
import { newForm } from "@/lib/form-state";
import { tellOtherTabs } from "@/lib/other-tabs";
import { Field } from "../form/field";
import { Form } from "../form/form";
import { SubmitButton } from "../form/submit-button";
import { UsernameField } from "../form/username-field";

interface ProfileFormProps {
  name: string;
  nickname: string;
  /** Empty as long as none was chosen. */
  username: string;
}

export function ProfileForm({ name, nickname, username }: ProfileFormProps) {
  const [state, action] = useActionState(updateProfile, newForm);
  const { refetch } = authClient.useSession();

  // The client does not see what a server action does: tell it, here and in the other tabs.
  useEffect(() => {
    if (state.status !== "done") return;
    refetch();
    tellOtherTabs();
  }, [state, refetch]);

  return (
    <Form state={state} action={action}>
      <Field
        label="Name"
        name="name"
        autoComplete="name"
        required
        maxLength={100}
        defaultValue={state.values?.name ?? name}
      />
      <Field
        label="Nickname"
        name="nickname"
        autoComplete="nickname"
        maxLength={50}
        defaultValue={state.values?.nickname ?? nickname}
      />
      <UsernameField required={username !== ""} defaultValue={state.values?.username ?? username} />
      <SubmitButton pendingText="Saving …">Save</SubmitButton>
    </Form>
  );
}
