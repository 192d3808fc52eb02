"use client";

import { useFormStatus } from "react-dom";

interface SubmitButtonProps {
  children: string;
  /** What it says when the answer takes longer than a moment. */
  pendingText: string;
  /** The form is done with, and the next page is on its way. */
  isLeaving?: boolean;
  isDangerous?: boolean;
}

/** Takes no second click while it is at work. It keeps the focus, which a disabled button would lose. */
export function SubmitButton({ children, pendingText, isLeaving = false, isDangerous = false }: SubmitButtonProps) {
  const { pending } = useFormStatus();
  const isBusy = pending || isLeaving;
  return (
    <button
      className={isDangerous ? "button dangerous" : "button"}
      type="submit"
      aria-disabled={isBusy}
      aria-busy={isBusy}
      onClick={(event) => isBusy && event.preventDefault()}
    >
      <span className="idle">{children}</span>
      <span className="busy">{pendingText}</span>
    </button>
  );
}
