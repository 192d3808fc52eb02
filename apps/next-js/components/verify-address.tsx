"use client";

import Link from "next/link";
import { useEffect, useState, useTransition } from "react";
import { authClient } from "@/lib/auth-client";

const PAUSE = 30; // seconds between two mails

/** Reminds of an address that was not verified yet, and sends another mail. */
export function VerifyAddress({ email }: { email: string }) {
  const [message, setMessage] = useState<string>();
  const [isPending, startTransition] = useTransition();
  const [pause, setPause] = usePause();

  const send = () =>
    startTransition(async () => {
      const { error } = await authClient.sendVerificationEmail(
        { email, callbackURL: "/verified" },
        { onError: ({ response }) => setPause(Number(response.headers.get("retry-after"))) },
      );
      if (error === null) setPause(PAUSE);
      setMessage(error === null ? "Another link is on its way." : (error.message ?? "No answer. Try again."));
    });

  const isWaiting = isPending || pause > 0;
  return (
    <section className="banner" aria-label="Verify your address">
      <p>
        <strong>Verify your address.</strong> We have mailed a link to <span className="address">{email}</span>.{" "}
        <Link href="/outbox">Open the outbox</Link>
      </p>
      <button
        type="button"
        className="button small quiet"
        aria-disabled={isWaiting}
        onClick={isWaiting ? undefined : send}
      >
        {pause > 0 ? `Send again in ${pause} s` : "Send again"}
      </button>
      <p className="hint" role="status">
        {message}
      </p>
    </section>
  );
}

/** Counts seconds down to 0. */
function usePause() {
  const [seconds, setSeconds] = useState(0);
  const isRunning = seconds > 0;
  useEffect(() => {
    if (!isRunning) return;
    const timer = setInterval(() => setSeconds((left) => left - 1), 1000);
    return () => clearInterval(timer);
  }, [isRunning]);
  return [seconds, setSeconds] as const;
}
