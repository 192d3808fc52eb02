"use client";

import type { ComponentProps, ReactNode } from "react";
import { useForm } from "./form";

interface FieldProps extends ComponentProps<"input"> {
  label: string;
  name: string;
  hint?: string;
  /** What stands behind the input, in its box. */
  children?: ReactNode;
}

/** A labelled input that says what is wrong with it. */
export function Field({ label, hint, children, ...input }: FieldProps) {
  const { id: form, state, errors } = useForm();
  const id = `${form}${input.name}`;
  const error = errors[input.name];
  const note = error ?? hint;
  return (
    <div className="field">
      <label htmlFor={id}>
        {label} {input.required ? null : <span className="optional">optional</span>}
      </label>
      <div className="box">
        <input
          id={id}
          aria-invalid={error !== undefined}
          aria-describedby={note && `${id}-note`}
          data-label={label}
          defaultValue={state.values?.[input.name]}
          {...input}
        />
        {children}
      </div>
      {note && (
        <p id={`${id}-note`} className={error ? "error" : "hint"}>
          {note}
        </p>
      )}
    </div>
  );
}
