import { betterAuth } from "../auth";
import { getMigrations } from "../db-migration";
import type { BetterAuthOptions, BetterAuthPlugin } from "../types";
import { Browser } from "./browser";
import { ORIGIN, PASSWORD, SECRET } from "./constants";
import { openedTestDatabase, openTestDatabase } from "./test-database";

export { ORIGIN, PASSWORD, SECRET };

/** Hashes that cost nothing, for tests that are not about hashing. */
export const cheapPasswords = {
  hash: async (password: string) => `plain:${password}`,
  verify: async ({ hash, password }: { hash: string; password: string }) => hash === `plain:${password}`,
};

/**
 * What stands around the statements that a flow is measured by: transactions, and where MySQL gives no row back, the
 * read that locks a row before it is written.
 */
function isAround(sql: string): boolean {
  return (
    /^(begin|start transaction|commit|rollback|savepoint|release|pragma)/i.test(sql) ||
    (process.env.BETTER_AUTH_TEST_DATABASE === "mysql" && / for update$/.test(sql))
  );
}

/** An instance on a real database of its own (SQLite in memory, unless told), migrated by its own migrations. */
export async function makeAuth<P extends BetterAuthPlugin[] = []>(
  options: Omit<Partial<BetterAuthOptions>, "plugins"> & { plugins?: P; file?: string } = {},
) {
  const { file = ":memory:", ...rest } = options;
  const given = openedTestDatabase(rest.database);
  const { database, db, statements } = given ?? (await openTestDatabase(file));
  const complete: BetterAuthOptions = {
    baseURL: ORIGIN,
    secret: SECRET,
    database,
    emailAndPassword: { enabled: true, password: cheapPasswords },
    logger: { disabled: true },
    rateLimit: { enabled: false },
    ...rest,
    ...(given && { database }),
  };
  if (complete.database === database && given === undefined) await (await getMigrations(complete)).runMigrations();
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
      return statements.filter((sql) => !isAround(sql.trim()));
    },
    rows: (sql: string, ...values: unknown[]) => db.prepare(sql).all(...values) as Record<string, unknown>[],
  };
}
