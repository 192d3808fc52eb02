import Database from "better-sqlite3";
import { betterAuth } from "../auth";
import { getMigrations } from "../db-migration";
import type { BetterAuthOptions, BetterAuthPlugin } from "../types";
import { Browser } from "./browser";
import { ORIGIN, PASSWORD, SECRET } from "./constants";

export { ORIGIN, PASSWORD, SECRET };

/** Hashes that cost nothing, for tests that are not about hashing. */
export const cheapPasswords = {
  hash: async (password: string) => `plain:${password}`,
  verify: async ({ hash, password }: { hash: string; password: string }) => hash === `plain:${password}`,
};

/** An instance on a real SQLite database in memory, migrated by its own migrations. */
export async function makeAuth<P extends BetterAuthPlugin[] = []>(
  options: Omit<Partial<BetterAuthOptions>, "plugins"> & { plugins?: P; file?: string } = {},
) {
  const { file = ":memory:", ...rest } = options;
  const statements: string[] = [];
  const db = new Database(file, { verbose: (sql) => statements.push(String(sql)) });
  const complete: BetterAuthOptions = {
    baseURL: ORIGIN,
    secret: SECRET,
    database: db,
    emailAndPassword: { enabled: true, password: cheapPasswords },
    logger: { disabled: true },
    rateLimit: { enabled: false },
    ...rest,
  };
  if (complete.database === db) await (await getMigrations(complete)).runMigrations();
  const auth = betterAuth(complete);
  await auth.$context;
  statements.length = 0;
  return {
    auth,
    db,
    options: complete,
    /** A browser with a cookie jar of its own. */
    browser: (name = "alice") => new Browser(auth, name),
    /** What a piece of work sends to the database, BEGIN and COMMIT left out. */
    async statementsOf(work: () => Promise<unknown>): Promise<string[]> {
      statements.length = 0;
      await work();
      return statements.filter((sql) => !/^(begin|commit|rollback|savepoint|release|pragma)/i.test(sql.trim()));
    },
    rows: (sql: string, ...values: unknown[]) => db.prepare(sql).all(...values) as Record<string, unknown>[],
  };
}
