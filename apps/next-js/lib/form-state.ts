/** What a form shows after it was sent. */
export interface FormState {
  status: "new" | "done" | "failed";
  message?: string | undefined;
  /** The field that the message is about; without one it is about the whole form. */
  field?: string | undefined;
  /** What was sent, so that nobody has to type it again. Never a password. */
  values?: Record<string, string> | undefined;
}

export const newForm: FormState = { status: "new" };
