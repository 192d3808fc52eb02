"use client";

import type { ComponentProps } from "react";
import { Field } from "./field";

/** Six digits, which phones offer to type out of an app or a mail. */
export function CodeField({
  label = "Code",
  ...input
}: Partial<Pick<ComponentProps<typeof Field>, "label" | "hint" | "autoFocus">>) {
  return (
    <Field
      label={label}
      name="code"
      inputMode="numeric"
      autoComplete="one-time-code"
      pattern="\s*(\d\s*){6}"
      title="Six digits."
      required
      {...input}
    />
  );
}

/** A code without the spaces that people type in it. */
export function readCode(form: FormData): string {
  return String(form.get("code")).replace(/\s/g, "");
}
