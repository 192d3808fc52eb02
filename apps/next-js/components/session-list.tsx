"use client";

import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { authClient, type Session } from "@/lib/auth-client";
import { formatDate } from "@/lib/date";
import { describeDevice } from "@/lib/device";

interface SessionListProps {
  sessions: Session["session"][];
  currentToken: string;
}

export function SessionList({ sessions, currentToken }: SessionListProps) {
  const router = useRouter();
  const [error, setError] = useState<string>();
  const [isPending, startTransition] = useTransition();

  const end = (call: () => Promise<{ error: { message?: string | undefined } | null }>) =>
    startTransition(async () => {
      const { error } = await call();
      setError(error ? (error.message ?? "That did not work. Try again.") : undefined);
      router.refresh();
    });

  return (
    <>
      {error && (
        <p className="notice bad" role="alert">
          {error}
        </p>
      )}
      <ul className="card list" aria-label="Sessions">
        {sessions.map(({ id, token, userAgent, ipAddress, createdAt }) => (
          <li key={id}>
            <div>
              <p className="device">
                {describeDevice(userAgent)} {token === currentToken && <span className="badge">this browser</span>}
              </p>
              <p className="hint">
                {ipAddress || "unknown address"} ·{" "}
                <time dateTime={createdAt.toISOString()}>{formatDate(createdAt)}</time>
              </p>
            </div>
            {token !== currentToken && (
              <button
                type="button"
                className="button small quiet"
                disabled={isPending}
                onClick={() => end(() => authClient.revokeSession({ token }))}
              >
                Revoke
              </button>
            )}
          </li>
        ))}
      </ul>
      {sessions.length > 1 && (
        <p className="actions">
          <button
            type="button"
            className="button danger"
            disabled={isPending}
            onClick={() => end(() => authClient.revokeOtherSessions())}
          >
            Sign out everywhere else
          </button>
        </p>
      )}
    </>
  );
}
