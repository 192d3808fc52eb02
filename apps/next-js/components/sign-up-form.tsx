"use client";

import { useActionState } from "react";
import { authClient } from "@/lib/auth-client";
import { type FormState, failed, newForm } from "@/lib/form-state";
import { tellOtherTabs } from "@/lib/other-tabs";
import { Field } from "./form/field";
import { Form } from "./form/form";
import { PasswordField } from "./form/password-field";
import { SubmitButton } from "./form/submit-button";
import { UsernameField } from "./form/username-field";
import { useGoOnWhenSignedIn } from "./go-on";

/** The field that an error of the server is about. */
const fields = {
  INVALID_EMAIL: "email",
  USER_ALREADY_EXISTS: "email",
  USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL: "email",
  USERNAME_TOO_SHORT: "username",
  USERNAME_TOO_LONG: "username",
  INVALID_USERNAME: "username",
  USERNAME_IS_ALREADY_TAKEN: "username",
  PASSWORD_TOO_SHORT: "password",
  PASSWORD_TOO_LONG: "password",
};

async function signUp(_previous: FormState, form: FormData): Promise<FormState> {
  const read = (name: string) => String(form.get(name));
  const values = { name: read("name").trim(), nickname: read("nickname").trim(), email: read("email") };
  const username = read("username");
  const { error } = await authClient.signUp.email({
    ...values,
    ...(username !== "" && { username }),
    password: read("password"),
    callbackURL: "/verified", // where the link in the mail leads
  });
  if (error) return failed(error, fields, { ...values, username });
  tellOtherTabs();
  return { status: "done" };
}

export function SignUpForm() {
  const isLeaving = useGoOnWhenSignedIn("/dashboard");
  const [state, action] = useActionState(signUp, newForm);
  return (
    <Form state={state} action={action}>
      <Field label="Name" name="name" autoComplete="name" required maxLength={100} />
      <Field label="Nickname" name="nickname" autoComplete="nickname" maxLength={50} />
      <Field label="E-mail" name="email" type="email" autoComplete="username" required />
      <UsernameField />
      <PasswordField isNew />
      <SubmitButton pendingText="Creating your account …" isLeaving={isLeaving}>
        Create account
      </SubmitButton>
    </Form>
  );
}
