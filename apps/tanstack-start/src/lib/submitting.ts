import type { SubmitEvent } from "react";

/** Has a form handled in the browser. Its method is "post" anyway: a click that comes too early puts nothing into the address. */
export const submitting = (submit: (form: FormData) => void) => (event: SubmitEvent<HTMLFormElement>) => {
  event.preventDefault();
  submit(new FormData(event.currentTarget));
};
