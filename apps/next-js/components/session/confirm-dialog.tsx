"use client";

import { type RefObject, useId } from "react";

interface ConfirmDialogProps {
  ref: RefObject<HTMLDialogElement | null>;
  title: string;
  text: string;
  /** What the button says that goes on. */
  action: string;
  isPending: boolean;
  error?: string | undefined;
  onConfirm: () => void;
}

/** Asks before something that cannot be taken back. The browser keeps the focus inside, and closes it by Escape. */
export function ConfirmDialog({ ref, title, text, action, isPending, error, onConfirm }: ConfirmDialogProps) {
  const id = useId();
  return (
    <dialog ref={ref} className="card" aria-labelledby={id} aria-describedby={`${id}-text`}>
      <h2 id={id}>{title}</h2>
      <p id={`${id}-text`}>{text}</p>
      {error && (
        <p className="notice bad" role="alert">
          {error}
        </p>
      )}
      <p className="actions">
        <button
          type="button"
          className="button dangerous"
          aria-disabled={isPending}
          aria-busy={isPending}
          onClick={isPending ? undefined : onConfirm}
        >
          <span className="idle">{action}</span>
          <span className="busy">One moment …</span>
        </button>
        <button type="button" className="button quiet" onClick={() => ref.current?.close()}>
          Cancel
        </button>
      </p>
    </dialog>
  );
}
