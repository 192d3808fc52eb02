"use client";

import type { ComponentProps } from "react";
import { Field } from "./field";

/** A name to sign in with. The server has the same rules. */
export function UsernameField(input: Pick<ComponentProps<"input">, "required" | "defaultValue">) {
  return (
    <Field
      label="Username"
      name="username"
      autoComplete="off"
      autoCapitalize="none"
      spellCheck={false}
      minLength={3}
      maxLength={30}
      pattern="[A-Za-z0-9_.]+"
      title="Letters from a to z, digits, _ and . only."
      hint="To sign in with, in place of the address."
      {...input}
    />
  );
}
