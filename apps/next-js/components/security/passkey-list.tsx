"use client";

import { useRouter } from "next/navigation";
import { useRef, useState, useTransition } from "react";
import { authClient } from "@/lib/auth-client";
import { formatDate } from "@/lib/date";
import { tellOtherTabs } from "@/lib/other-tabs";
import { ConfirmDialog } from "../session/confirm-dialog";
import { SignInAgainButton } from "../session/sign-in-again-button";
import { RenameDialog } from "./rename-dialog";

export interface PasskeyItem {
  id: string;
  /** What its owner calls it, else its authenticator's name. */
  label: string;
  /** It is on other devices, too. */
  isSynced: boolean;
  createdAt: Date | null;
}

/** What came of the last step. */
interface Outcome {
  text: string;
  isBad?: boolean;
  isTooOld?: boolean;
}

export function PasskeyList({ passkeys }: { passkeys: PasskeyItem[] }) {
  const router = useRouter();
  const renaming = useRef<HTMLDialogElement>(null);
  const removing = useRef<HTMLDialogElement>(null);
  const said = useRef<HTMLParagraphElement>(null);
  const [subject, setSubject] = useState<PasskeyItem>();
  const [outcome, setOutcome] = useState<Outcome>();
  const [error, setError] = useState<string>();
  const [isPending, startTransition] = useTransition();

  const show = (text: string) => {
    setOutcome({ text });
    said.current?.focus(); // the button that was pressed may go
    tellOtherTabs();
    router.refresh();
  };
  const add = () =>
    startTransition(async () => {
      const { error } = await authClient.passkey.addPasskey();
      if (error) return setOutcome(describeFailure(error));
      show("The passkey is added. From now on you can sign in with it.");
    });
  const remove = () =>
    startTransition(async () => {
      const { error } = await authClient.passkey.deletePasskey({ id: subject?.id ?? "" });
      if (error) return setError(error.message ?? "The server does not answer. Try again.");
      removing.current?.close();
      show(`“${subject?.label}” opens nothing any more. Remove it from your device, too.`);
    });
  const open = (dialog: HTMLDialogElement | null, passkey: PasskeyItem) => {
    setSubject(passkey);
    setError(undefined);
    dialog?.showModal();
  };

  return (
    <>
      <p>Sign in with a fingerprint, a face or a PIN. Nobody can guess it, and no false page can ask you for it.</p>
      <p
        ref={said}
        className={outcome ? `notice ${outcome.isBad ? "bad" : "good"}` : "visually-hidden"}
        role="status"
        tabIndex={-1}
      >
        {outcome?.text}
      </p>
      {passkeys.length > 0 && (
        <ul className="list" aria-label="Passkeys">
          {passkeys.map((passkey) => (
            <li key={passkey.id}>
              <div>
                <p className="subject">{passkey.label}</p>
                <p className="hint">
                  {passkey.isSynced ? "on all of your devices" : "on one device"}
                  {passkey.createdAt && ` · since ${formatDate(passkey.createdAt)}`}
                </p>
              </div>
              <div className="actions small">
                <button type="button" className="button small quiet" onClick={() => open(renaming.current, passkey)}>
                  Rename<span className="visually-hidden"> {passkey.label}</span>
                </button>
                <button type="button" className="button small danger" onClick={() => open(removing.current, passkey)}>
                  Remove<span className="visually-hidden"> {passkey.label}</span>
                </button>
              </div>
            </li>
          ))}
        </ul>
      )}
      <p className="actions">
        {outcome?.isTooOld ? (
          <SignInAgainButton from="/security" />
        ) : (
          <button
            type="button"
            className="button"
            aria-disabled={isPending}
            aria-busy={isPending}
            onClick={isPending ? undefined : add}
          >
            <span className="idle">Add a passkey</span>
            <span className="busy">Waiting …</span>
          </button>
        )}
      </p>
      <RenameDialog
        ref={renaming}
        passkey={subject}
        onDone={(name) => {
          renaming.current?.close();
          show(`It is called “${name}” now.`);
        }}
      />
      <ConfirmDialog
        ref={removing}
        title={`Remove “${subject?.label}”?`}
        text="Nobody can sign in with it any more."
        action="Remove it"
        isPending={isPending}
        error={error}
        onConfirm={remove}
      />
    </>
  );
}

interface Failure {
  code?: string | undefined;
  message?: string | undefined;
  status: number;
}

function describeFailure({ code, message, status }: Failure): Outcome {
  if (code === "SESSION_NOT_FRESH") {
    const text = "You signed in more than a day ago. To add a passkey, show that it is still you.";
    return { text, isBad: true, isTooOld: true };
  }
  if (code === "ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED") {
    return { text: "This device already has a passkey of yours.", isBad: true };
  }
  if (status === 0) return { text: "The server does not answer. Try again.", isBad: true };
  // What the browser says is meant for developers.
  const text = code?.startsWith("ERROR_") ? "No passkey was added. Try again, or use another device." : message;
  return { text: text ?? "That did not work. Try again.", isBad: true };
}
