import { type ComponentProps, useId } from "react";
import type { FormState } from "@/lib/form-state";

interface FieldProps extends ComponentProps<"input"> {
  label: string;
  name: string;
  hint?: string;
  state: FormState;
}

/** A labelled input that says what is wrong with it. */
export function Field({ label, hint, state, ...input }: FieldProps) {
  const id = useId();
  const error = state.field === input.name ? state.message : undefined;
  const note = error ?? hint;
  return (
    <div className="field">
      <label htmlFor={id}>
        {label} {input.required ? null : <span className="optional">optional</span>}
      </label>
      <input
        id={id}
        aria-invalid={error !== undefined}
        aria-describedby={note && `${id}-note`}
        defaultValue={state.values?.[input.name]}
        {...input}
      />
      {note && (
        <p id={`${id}-note`} className={error ? "error" : "hint"} role={error && "alert"}>
          {note}
        </p>
      )}
    </div>
  );
}

/** What became of the form, when it is not about one field. */
export function FormMessage({ state }: { state: FormState }) {
  if (state.message === undefined || state.field !== undefined) return null;
  const isGood = state.status === "done";
  return (
    <p className={isGood ? "notice good" : "notice bad"} role={isGood ? "status" : "alert"}>
      {state.message}
    </p>
  );
}

/** Says that it is at work, and takes no second click meanwhile. */
export function SubmitButton({ isPending, children }: { isPending: boolean; children: string }) {
  return (
    <button className="button" type="submit" disabled={isPending} aria-busy={isPending}>
      {children}
    </button>
  );
}
