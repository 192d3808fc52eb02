import { DatabaseSync } from "node:sqlite";
import { fileURLToPath } from "node:url";

/** The database of the application under test. It outlives a run: every test makes people of its own. */
export const databaseFile = fileURLToPath(new URL("../e2e.sqlite", import.meta.url));

/** One value of the row of a user's only session. */
export function readSession(email: string, column: "expiresAt"): string {
  return withDatabase(
    (database) =>
      database.prepare(`SELECT s."${column}" FROM session s JOIN user u ON u.id = s.userId WHERE u.email = ?`).get(email)?.[
        column
      ] as string,
  );
}

/** Puts the end of a user's sessions to a moment. */
export function endSessionsAt(email: string, end: Date): void {
  withDatabase((database) =>
    database
      .prepare("UPDATE session SET expiresAt = ? WHERE userId = (SELECT id FROM user WHERE email = ?)")
      .run(end.toISOString(), email),
  );
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
