import { isAPIError } from "better-auth/api";
import type { Metadata } from "next";
import { headers } from "next/headers";
import { SessionList } from "@/components/session-list";
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
        <p className="notice">You signed in a while ago. Sign out and in again to see the list.</p>
      ) : (
        <SessionList sessions={sessions} currentToken={current.session.token} />
      )}
    </div>
  );
}

/** The newest first; `null` when the sign-in is too old for the question (`session.freshAge`). */
async function listSessions() {
  try {
    const sessions = await auth.api.listSessions({ headers: await headers() });
    return sessions.sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime());
  } catch (error) {
    if (isAPIError(error) && error.body?.code === "SESSION_NOT_FRESH") return null;
    throw error;
  }
}
