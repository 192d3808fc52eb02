import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { formatDate } from "@/lib/date";
import { isOutboxOpen, readOutbox } from "@/lib/outbox";

export const metadata: Metadata = { title: "Mail" };

export default async function MailPage({ params }: PageProps<"/outbox/[id]">) {
  const { id } = await params;
  const mail = isOutboxOpen() ? (await readOutbox()).find((candidate) => candidate.id === id) : undefined;
  if (mail === undefined) notFound();
  return (
    <div className="stack">
      <p>
        <Link href="/outbox">All mails</Link>
      </p>
      <article className="card mail">
        <header>
          <h1>{mail.subject}</h1>
          <p className="hint address">to {mail.to}</p>
          <p className="hint">
            <time dateTime={mail.sentAt}>{formatDate(new Date(mail.sentAt))}</time>
          </p>
        </header>
        {mail.text.map((paragraph) => (
          <p key={paragraph}>{paragraph}</p>
        ))}
        {mail.code && <p className="code">{mail.code}</p>}
        {mail.link && (
          <p className="actions">
            <a className="button" href={mail.link.url}>
              {mail.link.label}
            </a>
          </p>
        )}
      </article>
      <p className="hint">What a mail service would have sent.</p>
    </div>
  );
}
