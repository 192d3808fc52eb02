import { DatabaseSync } from "node:sqlite";
import { fileURLToPath } from "node:url";

/** The database of the application under test. It outlives a run: every test makes people of its own. */
export const databaseFile = fileURLToPath(new URL("../e2e.sqlite", import.meta.url));

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

function withDatabase<T>(work: (database: DatabaseSync) => T): T {
  const database = new DatabaseSync(databaseFile);
  try {
    database.exec("PRAGMA busy_timeout = 5000");
    return work(database);
  } finally {
    database.close();
  }
}
