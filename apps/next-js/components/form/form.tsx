"use client";

import {
  createContext,
  type FormEvent,
  type FormHTMLAttributes,
  type ReactNode,
  useContext,
  useEffect,
  useId,
  useRef,
  useState,
} from "react";
import { type FormState, newForm } from "@/lib/form-state";
import { complaintAbout } from "./complaint";

interface FormContents {
  id: string;
  state: FormState;
  errors: Readonly<Record<string, string>>;
}

const FormContext = createContext<FormContents>({ id: "", state: newForm, errors: {} });

export const useForm = () => useContext(FormContext);

interface FormProps {
  state: FormState;
  action: NonNullable<FormHTMLAttributes<HTMLFormElement>["action"]>;
  children: ReactNode;
}

/**
 * A form whose errors stand beside its fields: those of the browser's own checks, and those of the server. The first bad
 * field gets the focus. Without JavaScript the browser's bubbles do it.
 */
export function Form({ state, action, children }: FormProps) {
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  const [shown, setShown] = useState({ state, errors: state.errors ?? {} });
  if (shown.state !== state) setShown({ state, errors: state.errors ?? {} });

  useEffect(() => {
    if (state.errors) form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [state]);

  const change = (name: string, complaint: string | undefined) =>
    setShown(({ errors: { [name]: _before, ...others }, ...rest }) => ({
      ...rest,
      errors: complaint === undefined ? others : { ...others, [name]: complaint },
    }));

  // The browser reports each bad field, in their order, and sends nothing.
  const onInvalid = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const field = event.target as HTMLInputElement;
    change(field.name, complaintAbout(field));
    if (field === form.current?.querySelector("input:invalid")) field.focus();
  };
  const onInput = (event: FormEvent<HTMLFormElement>) => {
    const field = event.target as HTMLInputElement;
    if (field.name in shown.errors && field.validity.valid) change(field.name, undefined);
  };

  return (
    <form ref={form} action={action} onInvalidCapture={onInvalid} onInput={onInput}>
      <FormContext value={{ id, state, errors: shown.errors }}>
        <FormMessage />
        {children}
      </FormContext>
    </form>
  );
}

/** What became of the form as a whole; and all that is wrong with it, when that is more than one thing. */
function FormMessage() {
  const { id, state, errors } = useForm();
  const bad = Object.entries(errors);
  if (bad.length > 1) {
    return (
      <div className="notice bad" role="alert">
        <p>{bad.length} fields need another look:</p>
        <ul>
          {bad.map(([name, message]) => (
            <li key={name}>
              <a
                href={`#${id}${name}`}
                onClick={(event) => {
                  event.preventDefault(); // an address with the field would only scroll
                  document.getElementById(`${id}${name}`)?.focus();
                }}
              >
                {message}
              </a>
            </li>
          ))}
        </ul>
      </div>
    );
  }
  if (state.message === undefined || bad.length > 0) return null;
  const isGood = state.status === "done";
  return (
    <p className={isGood ? "notice good" : "notice bad"} role={isGood ? "status" : "alert"}>
      {state.message}
    </p>
  );
}
