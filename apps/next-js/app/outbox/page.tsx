import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { connection } from "next/server";
import { RefreshOnFocus } from "@/components/follow-changes";
import { TimeAgo } from "@/components/time";
import { isOutboxOpen, readOutbox } from "@/lib/outbox";

export const metadata: Metadata = { title: "Outbox" };

const SHOWN = 20;

export default async function OutboxPage() {
  await connection(); // mails come while the server runs
  if (!isOutboxOpen()) notFound();
  const mails = await readOutbox();
  return (
    <div className="stack">
      <RefreshOnFocus />
      <header>
        <h1>Outbox</h1>
        <p className="lead">
          What a mail service would have sent. It belongs to this demo: mails are kept in a file, and anybody who opens
          this page on this machine can read them.
        </p>
      </header>
      {mails.length === 0 ? (
        <section className="card empty" aria-label="No mails">
          <p>Nothing was sent yet.</p>
          <p className="hint">Sign up, or ask for a new password, and the mail is here.</p>
        </section>
      ) : (
        <ul className="card list" aria-label="Mails, the newest first">
          {mails.slice(0, SHOWN).map(({ id, to, subject, sentAt }) => (
            <li key={id}>
              <div>
                <Link className="subject" href={`/outbox/${id}`}>
                  {subject}
                </Link>
                <p className="hint address">to {to}</p>
              </div>
              <span className="hint">
                <TimeAgo date={new Date(sentAt)} now={Date.now()} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
