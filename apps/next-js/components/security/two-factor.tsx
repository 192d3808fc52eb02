"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { tellOtherTabs } from "@/lib/other-tabs";
import { AppSetup, type NewApp } from "./app-setup";
import { BackupCodes } from "./backup-codes";
import { TurnOffForm, TurnOnForm } from "./two-factor-forms";

interface TwoFactorProps {
  email: string;
  /** Whoever has none is not asked for it. */
  hasPassword: boolean;
  /** `null` when it is off. */
  state: { hasApp: boolean; backupCodesLeft: number } | null;
}

/** Turns two-factor on and off. What is shown once stays until it is put away, whatever the page around it does. */
export function TwoFactor({ state, ...owner }: TwoFactorProps) {
  const router = useRouter();
  const [newApp, setNewApp] = useState<NewApp>();
  const [codes, setCodes] = useState<readonly string[]>();
  const [message, setMessage] = useState<string>();

  const show = (changes: { message?: string; codes?: readonly string[] }) => {
    setNewApp(undefined);
    setCodes(changes.codes);
    setMessage(changes.message);
    tellOtherTabs();
    router.refresh();
  };

  if (codes) return <BackupCodes codes={codes} email={owner.email} message={message} onKept={() => show({})} />;
  if (newApp) {
    return (
      <AppSetup
        app={newApp}
        onDone={() => show({ message: "Two-factor is on.", codes: newApp.backupCodes })}
        onCancel={() => setNewApp(undefined)}
      />
    );
  }
  return (
    <>
      {message && (
        <p className="notice good" role="status">
          {message}
        </p>
      )}
      {state === null ? (
        <p>Whoever knows your password, or reads your mail, gets in. Turn it on, and a sign-in takes a code as well.</p>
      ) : (
        <p>
          A sign-in also takes {state.hasApp ? "a code of your authenticator app, one by mail" : "a code by mail"} or a
          backup code.{" "}
          {state.backupCodesLeft === 0
            ? "You have no backup codes left: make new ones."
            : `${state.backupCodesLeft} backup ${state.backupCodesLeft === 1 ? "code is" : "codes are"} left.`}
        </p>
      )}
      {!state?.hasApp && (
        <TurnOnForm
          {...owner}
          isOn={state !== null}
          onApp={setNewApp}
          onMail={(backupCodes) => show({ message: "Two-factor is on.", codes: backupCodes })}
        />
      )}
      {state && (
        <TurnOffForm
          {...owner}
          onNewCodes={(backupCodes) => show({ message: "The codes before are worth nothing now.", codes: backupCodes })}
          onOff={() => show({ message: "Two-factor is off." })}
        />
      )}
    </>
  );
}
