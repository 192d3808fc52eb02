import { isAPIError } from "better-auth/api";
import type { Metadata } from "next";
import { headers } from "next/headers";
import { SessionList } from "@/components/session/session-list";
import { SignInAgainButton } from "@/components/session/sign-in-again-button";
import { auth } from "@/lib/auth";
import { requireSession } from "@/lib/session";

export const metadata: Metadata = { title: "Sessions" };

export default async function SessionsPage() {
  const current = await requireSession();
  const sessions = await listSessions();
  return (
    <div className="stack">
      <header>
        <h1>Sessions</h1>
        <p className="lead">Every browser that is signed in to your account.</p>
      </header>
      {sessions === null ? (
        <section className="card" aria-label="Sign in again">
          <p>You signed in more than a day ago. To see the list, show that it is still you.</p>
          <p className="actions">
            <SignInAgainButton from="/sessions" />
          </p>
        </section>
      ) : (
        <SessionList sessions={sessions} currentToken={current.session.token} now={Date.now()} />
      )}
      <p className="hint">
        The place is what the address tells by itself. Use is written down every five minutes at most; a browser that
        was not to be remembered shows its sign-in.
      </p>
    </div>
  );
}

/** Last used first; `null` when the sign-in is too old for the question (`session.freshAge`). */
async function listSessions() {
  try {
    const sessions = await auth.api.listSessions({ headers: await headers() });
    return sessions.sort((a, b) => b.updatedAt.getTime() - a.updatedAt.getTime());
  } catch (error) {
    if (isAPIError(error) && error.body?.code === "SESSION_NOT_FRESH") return null;
    throw error;
  }
}
