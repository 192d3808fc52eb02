import type { BetterAuthOptions, BetterAuthPlugin, DatabaseType } from "../types";
import { Browser } from "./browser";
import { ORIGIN, SECRET } from "./constants";
import { databaseKind, openedTestDatabase, openTestDatabase } from "./test-database";

/** Hashes that cost nothing, for tests that are not about hashing. */
export const cheapPasswords = {
  hash: async (password: string) => `plain:${password}`,
  verify: async ({ hash, password }: { hash: string; password: string }) => hash === `plain:${password}`,
};

/** What stands around the statements that a flow is measured by: transactions. */
const isAround = (sql: string): boolean =>
  /^(begin|start transaction|commit|rollback|savepoint|release|pragma)/i.test(sql);

/** What tests do with an instance themselves. */
interface Instance {
  handler(request: Request): Promise<Response>;
  $context: Promise<unknown>;
}

interface Migrations {
  runMigrations(): Promise<void>;
  compileMigrations(): Promise<string>;
}

/** Makes what makes instances, of the core's sources or of the packages that stand on it. */
export function authMaker<A extends Instance>(
  betterAuth: (options: BetterAuthOptions) => A,
  getMigrations: (options: BetterAuthOptions, settings?: { emptyDatabase?: DatabaseType }) => Promise<Migrations>,
) {
  return async function makeAuth<P extends BetterAuthPlugin[] = []>(
    options: Omit<Partial<BetterAuthOptions>, "plugins"> & { plugins?: P; file?: string } = {},
  ) {
    const { file, ...rest } = options;
    const given = openedTestDatabase(rest.database);
    const isOurs = given === undefined && !("database" in rest);
    const wanted: BetterAuthOptions = {
      baseURL: ORIGIN,
      secret: SECRET,
      emailAndPassword: { enabled: true, password: cheapPasswords },
      logger: { disabled: true },
      rateLimit: { enabled: false },
      ...rest,
    };
    const open = async () => {
      // Beside a database of the test's own there is one that stays empty.
      if (!isOurs) return openTestDatabase({ file: file ?? ":memory:" });
      if (file !== undefined || databaseKind === "sqlite") return openTestDatabase({ file });
      const migrations = await getMigrations(wanted, { emptyDatabase: databaseKind });
      return openTestDatabase({ schema: await migrations.compileMigrations() });
    };
    const { database, db, statements, tables, isMigrated, migrated } = given ?? (await open());
    const complete: BetterAuthOptions = isOurs || given ? { ...wanted, database } : wanted;
    if (isOurs && !isMigrated) {
      await (await getMigrations(complete)).runMigrations();
      migrated();
    }
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
      /** The names of the tables, sorted. */
      tables,
      rows: (sql: string, ...values: unknown[]) => db.prepare(sql).all(...values) as Record<string, unknown>[],
    };
  };
}
