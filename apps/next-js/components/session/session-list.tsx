"use client";

import { useRouter } from "next/navigation";
import { useRef, useState, useTransition } from "react";
import { authClient, type Session } from "@/lib/auth-client";
import { describeDevice } from "@/lib/device";
import { tellOtherTabs } from "@/lib/other-tabs";
import { ConfirmDialog } from "./confirm-dialog";
import { SessionItem } from "./session-item";

interface SessionListProps {
  sessions: Session["session"][];
  currentToken: string;
  /** The server's clock, in milliseconds since the epoch. */
  now: number;
}

/** What is asked about: one session, or all but this one. */
type Question = { session: Session["session"] } | "others";

export function SessionList({ sessions, currentToken, now }: SessionListProps) {
  const router = useRouter();
  const dialog = useRef<HTMLDialogElement>(null);
  const outcome = useRef<HTMLParagraphElement>(null);
  const [question, setQuestion] = useState<Question>("others");
  const [error, setError] = useState<string>();
  const [message, setMessage] = useState<string>();
  const [isPending, startTransition] = useTransition();

  const device = question === "others" ? "" : describeDevice(question.session.userAgent);
  const ask = (about: Question) => {
    setQuestion(about);
    setError(undefined);
    dialog.current?.showModal();
  };
  const end = () =>
    startTransition(async () => {
      const { error } =
        question === "others"
          ? await authClient.revokeOtherSessions()
          : await authClient.revokeSession({ token: question.session.token });
      if (error) return setError(error.message ?? "The server does not answer. Try again.");
      setMessage(question === "others" ? "Every other browser is signed out." : `${device} is signed out.`);
      dialog.current?.close();
      outcome.current?.focus(); // the button that was pressed goes
      tellOtherTabs();
      router.refresh();
    });

  return (
    <>
      <p ref={outcome} className={message ? "notice good" : "visually-hidden"} role="status" tabIndex={-1}>
        {message}
      </p>
      <ul className="card list" aria-label="Sessions">
        {sessions.map((session) => (
          <SessionItem
            key={session.id}
            session={session}
            now={now}
            {...(session.token === currentToken ? {} : { onEnd: () => ask({ session }) })}
          />
        ))}
      </ul>
      {sessions.length > 1 ? (
        <p className="actions">
          <button type="button" className="button danger" onClick={() => ask("others")}>
            Sign out everywhere else
          </button>
        </p>
      ) : (
        <p className="hint">No other browser is signed in.</p>
      )}
      <ConfirmDialog
        ref={dialog}
        title={question === "others" ? "Sign out everywhere else?" : `Sign out ${device}?`}
        text="It happens at once and cannot be taken back: there, somebody has to sign in again."
        action="Sign out"
        isPending={isPending}
        error={error}
        onConfirm={end}
      />
    </>
  );
}
