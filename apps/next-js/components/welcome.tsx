"use client";

import Link from "next/link";
import { authClient } from "@/lib/auth-client";

/** Who is signed in. Its height is that of the answer, so nothing jumps when it comes. */
export function Welcome() {
  const { data: session, isPending } = authClient.useSession();
  return (
    <section className="card welcome" aria-busy={isPending} aria-label="Who is signed in">
      {isPending ? (
        <>
          <span className="placeholder line" />
          <span className="placeholder block" />
        </>
      ) : session ? (
        <>
          <p>
            Signed in as <strong>{session.user.name}</strong>
            <span className="hint">{session.user.email}</span>
          </p>
          <Link className="button" href="/dashboard">
            Open the dashboard
          </Link>
        </>
      ) : (
        <>
          <p>Nobody is signed in here.</p>
          <p className="actions">
            <Link className="button" href="/sign-up">
              Sign up
            </Link>
            <Link className="button quiet" href="/sign-in">
              Sign in
            </Link>
          </p>
        </>
      )}
    </section>
  );
}
