"use client";

import { useFormStatus } from "react-dom";

interface SubmitButtonProps {
  children: string;
  /** What the form holds when this button was pressed, where it has several. */
  name?: string;
  value?: string;
  /** What it says when the answer takes longer than a moment. */
  pendingText: string;
  /** The form is done with, and the next page is on its way. */
  isLeaving?: boolean;
  isDangerous?: boolean;
  isQuiet?: boolean;
  isSmall?: boolean;
}

/** Takes no second click while it is at work. It keeps the focus, which a disabled button would lose. */
export function SubmitButton({
  children,
  name,
  value,
  pendingText,
  isLeaving = false,
  isDangerous = false,
  isQuiet = false,
  isSmall = false,
}: SubmitButtonProps) {
  const { pending, data } = useFormStatus();
  const isBusy = pending || isLeaving;
  const isOther = name !== undefined && data !== null && data.get(name) !== value;
  return (
    <button
      className={`button${isDangerous ? " dangerous" : ""}${isQuiet ? " quiet" : ""}${isSmall ? " small" : ""}`}
      type="submit"
      name={name}
      value={value}
      aria-disabled={isBusy}
      aria-busy={isBusy && !isOther}
      onClick={(event) => isBusy && event.preventDefault()}
    >
      <span className="idle">{children}</span>
      <span className="busy">{pendingText}</span>
    </button>
  );
}
