// Stands for a mail service: mails are lines of a local file, and /outbox shows them to anybody who asks.
import { randomUUID } from "node:crypto";
import { appendFile, readFile } from "node:fs/promises";
import { isOnOwnMachine } from "./own-machine.ts";

export interface Mail {
  id: string;
  to: string;
  subject: string;
  /** Paragraphs. */
  text: readonly string[];
  link?: { label: string; url: string };
  /** To be typed somewhere. */
  code?: string;
  /** ISO 8601. */
  sentAt: string;
}

const file = process.env.OUTBOX_FILE ?? "outbox.jsonl";

/**
 * "Sends" a mail.
 * @throws {Error} when people reach the application at another address than localhost
 */
export async function deliver(mail: Omit<Mail, "id" | "sentAt">): Promise<void> {
  if (!isOutboxOpen()) {
    throw new Error(
      `expected a mail service, because BETTER_AUTH_URL is ${process.env.BETTER_AUTH_URL}: the outbox is for localhost\n  mend: send mails in lib/mail.ts`,
    );
  }
  const sent: Mail = { id: randomUUID(), sentAt: new Date().toISOString(), ...mail };
  await appendFile(/* turbopackIgnore: true */ file, `${JSON.stringify(sent)}\n`, { mode: 0o600 }); // its links open accounts
}

/** All mails, the newest first. */
export async function readOutbox(): Promise<Mail[]> {
  const lines = await readFile(/* turbopackIgnore: true */ file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return ""; // nothing was sent yet
    throw error;
  });
  const mails = lines.split("\n").filter((line) => line !== "");
  return mails.map((line): Mail => JSON.parse(line)).reverse();
}

/** Whoever sees the outbox can take every account over, so it opens on one's own machine only. */
export function isOutboxOpen(): boolean {
  return isOnOwnMachine(process.env.BETTER_AUTH_URL);
}
