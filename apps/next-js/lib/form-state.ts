/** What a form shows after it was sent. */
export interface FormState {
  status: "new" | "done" | "failed";
  /** About the form as a whole. */
  message?: string | undefined;
  /** About single fields, by their names. */
  errors?: Readonly<Record<string, string>> | undefined;
  /** What was sent, so that nobody has to type it again. Never a password. */
  values?: Readonly<Record<string, string>> | undefined;
}

export const newForm: FormState = { status: "new" };

interface Problem {
  code?: string | undefined;
  message?: string | undefined;
  /** 0 when no answer came. */
  status?: number;
}

/**
 * A form that was refused. What the error says stands beside the field that its code is about, or above the form.
 * @param fields the fields by error code
 */
export function failed(error: Problem, fields: Record<string, string> = {}, values?: FormState["values"]): FormState {
  const message =
    error.status === 0
      ? "The server does not answer. Look at your connection and try again."
      : (error.message ?? "That did not work. Try again.");
  const field = fields[error.code ?? ""];
  return { status: "failed", values, ...(field === undefined ? { message } : { errors: { [field]: message } }) };
}
