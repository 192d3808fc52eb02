import { DatabaseSync } from "node:sqlite";
import { fileURLToPath } from "node:url";

/** The database of the application under test. It outlives a run: every test makes people of its own. */
export const databaseFile = fileURLToPath(new URL("../e2e.sqlite", import.meta.url));

/** Where the application under test keeps its mails. */
export const outboxFile = fileURLToPath(new URL("../e2e-outbox.jsonl", import.meta.url));

/** When a user's only session ends. */
export function sessionEnd(email: string): Date {
  const sql = "SELECT session.expiresAt FROM session JOIN user ON user.id = session.userId WHERE user.email = ?";
  return withDatabase((database) => new Date(database.prepare(sql).get(email)?.expiresAt as string));
}

/** Puts the end of a user's sessions to a moment. */
export function endSessionsAt(email: string, end: Date): void {
  const sql = "UPDATE session SET expiresAt = ? WHERE userId = (SELECT id FROM user WHERE email = ?)";
  withDatabase((database) => database.prepare(sql).run(end.toISOString(), email));
}

/** Lets a user's sessions have been used last some minutes ago. @returns when that was */
export function ageUse(email: string, minutes: number): Date {
  const then = Date.now() - minutes * 60_000;
  const sql = "UPDATE session SET updatedAt = ?, expiresAt = ? WHERE userId = (SELECT id FROM user WHERE email = ?)";
  const [used, end] = [new Date(then), new Date(then + 7 * 86_400_000)];
  withDatabase((database) => database.prepare(sql).run(used.toISOString(), end.toISOString(), email));
  return used;
}

/** Lets a user have signed in some days ago. */
export function ageSignIns(email: string, days: number): void {
  const then = new Date(Date.now() - days * 86_400_000).toISOString();
  const sql = `UPDATE session SET createdAt = ?, authenticatedAt = ? WHERE userId = (SELECT id FROM user WHERE email = ?)`;
  withDatabase((database) => database.prepare(sql).run(then, then, email));
}

/** Gives a table another name for a while: what asks for it fails. */
export async function withoutTable(table: string, work: () => Promise<void>): Promise<void> {
  withDatabase((database) => database.exec(`ALTER TABLE "${table}" RENAME TO "gone"`));
  try {
    await work();
  } finally {
    withDatabase((database) => database.exec(`ALTER TABLE "gone" RENAME TO "${table}"`));
  }
}

function withDatabase<T>(work: (database: DatabaseSync) => T): T {
  const database = new DatabaseSync(databaseFile);
  try {
    database.exec("PRAGMA busy_timeout = 5000");
    return work(database);
  } finally {
    database.close();
  }
}
