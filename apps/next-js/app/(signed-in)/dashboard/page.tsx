import type { Metadata } from "next";
import Link from "next/link";
import { Avatar } from "@/components/avatar";
import { formatDate } from "@/lib/date";
import { requireSession } from "@/lib/session";

export const metadata: Metadata = { title: "Dashboard" };

export default async function DashboardPage() {
  const { session, user } = await requireSession();
  const facts = [
    ["Name", user.name],
    ["Nickname", user.nickname || "–"],
    ["E-mail", `${user.email}${user.emailVerified ? "" : " (not verified)"}`],
    ["With us since", formatDate(user.createdAt)],
    ["Signed in", formatDate(session.createdAt)],
    [
      "Until",
      <time key="until" dateTime={session.expiresAt.toISOString()}>
        {formatDate(session.expiresAt)}
      </time>,
    ],
  ] as const;
  return (
    <div className="stack">
      <header className="greeting">
        <Avatar user={user} size="large" />
        <div>
          <h1>Hello, {user.nickname || user.name}</h1>
          <p className="lead">This page was rendered on the server, for you alone.</p>
        </div>
      </header>
      <section className="card" aria-label="Your account">
        <dl className="facts">
          {facts.map(([term, value]) => (
            <div key={term}>
              <dt>{term}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </section>
      <p className="actions">
        <Link className="button" href="/sessions">
          See your sessions
        </Link>
        <Link className="button quiet" href="/profile">
          Edit your profile
        </Link>
      </p>
    </div>
  );
}
