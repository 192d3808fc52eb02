"use client";

import { useActionState, useEffect } from "react";
import { updateProfile } from "@/app/(signed-in)/profile/actions";
import { authClient } from "@/lib/auth-client";
import { newForm } from "@/lib/form-state";
import { Field, FormMessage, SubmitButton } from "./form";

export function ProfileForm({ name, nickname }: { name: string; nickname: string }) {
  const [state, action, isPending] = useActionState(updateProfile, newForm);
  const { refetch } = authClient.useSession();

  // The client does not see what a server action does: tell it.
  useEffect(() => {
    if (state.status === "done") refetch();
  }, [state, refetch]);

  return (
    <form action={action}>
      <FormMessage state={state} />
      <Field
        label="Name"
        name="name"
        autoComplete="name"
        required
        maxLength={100}
        defaultValue={state.values?.name ?? name}
        state={state}
      />
      <Field
        label="Nickname"
        name="nickname"
        autoComplete="nickname"
        maxLength={50}
        defaultValue={state.values?.nickname ?? nickname}
        state={state}
      />
      <SubmitButton isPending={isPending}>Save</SubmitButton>
    </form>
  );
}
