// What the story changes behind the application's back.
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

/** When a person's only session ends. */
export function sessionEnd(email: string): string {
  const sql = `SELECT "expiresAt" FROM "session" WHERE "userId" = (SELECT "id" FROM "user" WHERE "email" = ?)`;
  return withDatabase((database) => String(database.prepare(sql).get(email)?.expiresAt));
}

/** Lets a person's sessions have run out a second ago. */
export function expireSessions(email: string): void {
  const sql = `UPDATE "session" SET "expiresAt" = ? WHERE "userId" = (SELECT "id" FROM "user" WHERE "email" = ?)`;
  withDatabase((database) => database.prepare(sql).run(new Date(Date.now() - 1000).toISOString(), email));
}

function withDatabase<T>(work: (database: DatabaseSync) => T): T {
  const database = new DatabaseSync(join(process.env.STORY_FOLDER as string, "auth.sqlite"));
  try {
    database.exec("PRAGMA busy_timeout = 5000");
    return work(database);
  } finally {
    database.close();
  }
}
