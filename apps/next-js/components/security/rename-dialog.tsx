"use client";

import { type RefObject, useActionState, useId } from "react";
import { authClient } from "@/lib/auth-client";
import { type FormState, failed, newForm } from "@/lib/form-state";
import { Field } from "../form/field";
import { Form } from "../form/form";
import { SubmitButton } from "../form/submit-button";

interface RenameDialogProps {
  ref: RefObject<HTMLDialogElement | null>;
  passkey: { id: string; label: string } | undefined;
  onDone: (name: string) => void;
}

/** The browser keeps the focus inside, and closes it by Escape. */
export function RenameDialog({ ref, passkey, onDone }: RenameDialogProps) {
  const id = useId();
  const [state, action] = useActionState(async (_previous: FormState, form: FormData): Promise<FormState> => {
    const name = String(form.get("passkeyName")).trim();
    const { error } = await authClient.passkey.updatePasskey({ id: passkey?.id ?? "", name });
    if (error) return failed(error, { VALIDATION_ERROR: "passkeyName" }, { passkeyName: name });
    onDone(name);
    return newForm;
  }, newForm);
  return (
    <dialog ref={ref} className="card" aria-labelledby={id}>
      <h2 id={id}>Rename the passkey</h2>
      <Form key={`${passkey?.id} ${passkey?.label}`} state={state} action={action}>
        <Field
          label="New name"
          name="passkeyName"
          autoComplete="off"
          defaultValue={state.values?.passkeyName ?? passkey?.label}
          maxLength={100}
          required
        />
        <div className="actions">
          <SubmitButton pendingText="Saving …">Save</SubmitButton>
          <button type="button" className="button quiet" onClick={() => ref.current?.close()}>
            Cancel
          </button>
        </div>
      </Form>
    </dialog>
  );
}
