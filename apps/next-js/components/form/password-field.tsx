"use client";

import { useEffect, useState } from "react";
import { Field } from "./field";
import { useForm } from "./form";

interface PasswordFieldProps {
  label?: string;
  name?: string;
  /** One that is being chosen: its length is looked at. */
  isNew?: boolean;
}

/** A password that can be shown. */
export function PasswordField({ label = "Password", name = "password", isNew = false }: PasswordFieldProps) {
  const { state } = useForm();
  const [isShown, setIsShown] = useState(false);
  const [length, setLength] = useState(0);
  useEffect(() => setLength(0), [state]); // each answer empties the field
  return (
    <Field
      label={label}
      name={name}
      type={isShown ? "text" : "password"}
      autoComplete={isNew ? "new-password" : "current-password"}
      autoCapitalize="none"
      spellCheck={false}
      required
      onInput={(event) => setLength(event.currentTarget.value.length)}
      {...(isNew ? { minLength: 8, maxLength: 128, hint: hintAt(length) } : {})}
    >
      <button type="button" className="reveal" onClick={() => setIsShown(!isShown)}>
        {isShown ? "Hide" : "Show"}
        <span className="visually-hidden"> {label.toLowerCase()}</span>
      </button>
    </Field>
  );
}

function hintAt(length: number): string {
  if (length === 0) return "At least 8 characters.";
  if (length < 8) return `${length} of at least 8 characters.`;
  return length < 15 ? "Long enough. Longer is better." : "A good length.";
}
