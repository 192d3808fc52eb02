import type { SchemaProblem, TableChange, UnsafeChange } from "../../database/migration-plan";
import type { WantedIndex } from "../../database/table-indexes";
import { UnsafeMigrationError } from "../../database/unsafe-migration-error";
import { BetterAuthError } from "../../error";
import type { BetterAuthOptions, DatabaseType } from "../../types";
import { makeMigrations, planEmptyDatabase } from "./migrator";
import { openDriver } from "./open";
import { connectionOf, type SqlConnection } from "./sql-connection";

/** What has to be done to a database, and the doing of it. */
export interface MigrationResult {
  toBeCreated: readonly TableChange[];
  toBeAdded: readonly TableChange[];
  toBeAddedIndexes: readonly WantedIndex[];
  /** Changes that the rows which are there stand against. `runMigrations` refuses as long as there are any. */
  unsafeChanges: readonly UnsafeChange[];
  /** What no migration mends. */
  schemaProblems: readonly SchemaProblem[];
  /**
   * Carries the plan out, in one transaction. Running it again changes nothing.
   * @throws {UnsafeMigrationError} when there are unsafe changes
   */
  runMigrations(): Promise<void>;
  /** The statements as text. Unsafe changes are named in a comment above them. */
  compileMigrations(): Promise<string>;
}

function asComment(changes: readonly UnsafeChange[]): string {
  if (changes.length === 0) return "";
  return [
    "-- UNSAFE: these statements fail or spoil rows that are there.",
    ...changes.map(({ message }) => `-- ${message}`),
    "",
  ].join("\n");
}

function asText(changes: readonly UnsafeChange[], statements: readonly string[]): string {
  return asComment(changes) + statements.map((statement) => `${statement};`).join("\n\n");
}

/** What options say about names without a database at hand. */
function namingOf(options: BetterAuthOptions): { schemaName: string | undefined; usePlural: boolean } {
  const { database } = options;
  if (typeof database === "function") {
    const connection = connectionOf(database(options));
    return { schemaName: connection?.driver.schemaName, usePlural: connection?.usePlural ?? false };
  }
  return { schemaName: database && "schemaName" in database ? database.schemaName : undefined, usePlural: false };
}

function migrationsOfEmpty(options: BetterAuthOptions, dialect: DatabaseType): MigrationResult {
  const { plan, statements } = planEmptyDatabase(options, { dialect, ...namingOf(options) });
  return {
    ...plan,
    runMigrations: async () => {
      throw new BetterAuthError(
        "A plan for an empty database is there to be read: expected no emptyDatabase to run it.",
      );
    },
    compileMigrations: async () => asText([], statements),
  };
}

async function connectTo(options: BetterAuthOptions): Promise<SqlConnection> {
  const { database } = options;
  if (database && typeof database !== "function")
    return { driver: (await openDriver(database)).driver, usePlural: false };
  const connection = database && connectionOf(database(options));
  if (connection) return connection;
  throw new BetterAuthError(
    "getMigrations works with the built-in SQL adapter: expected options.database to be a database, a dialect or a Kysely " +
      `instance, got ${database ? "an adapter of something else" : "nothing"}. With an ORM, run ` +
      "`npx @better-auth/cli generate` and the ORM's own migrations.",
  );
}

/**
 * Compares the configuration with its database. For the built-in SQL adapter; others are migrated with their own tools.
 *
 * @param settings.throwOnUnsafe throws {@link UnsafeMigrationError} instead of listing unsafe changes
 * @param settings.onMigrated told what `runMigrations` has carried out: the plan as it was then, empty when another process had done it
 * @param settings.emptyDatabase plans for an empty database of this dialect; options.database is not asked, and may be missing
 * @throws {BetterAuthError} when there is no database, or it is behind an adapter of its own
 * @example
 * const { runMigrations } = await getMigrations(options);
 * await runMigrations();
 */
export async function getMigrations(
  options: BetterAuthOptions,
  settings: {
    throwOnUnsafe?: boolean | undefined;
    emptyDatabase?: DatabaseType | undefined;
    onMigrated?: ((done: Pick<MigrationResult, "toBeCreated" | "toBeAdded" | "toBeAddedIndexes">) => void) | undefined;
  } = {},
): Promise<MigrationResult> {
  if (settings.emptyDatabase !== undefined) return migrationsOfEmpty(options, settings.emptyDatabase);
  const migrations = makeMigrations(await connectTo(options), options);
  const checked = await migrations.plan();
  const { start: _, ...plan } = checked;
  if (settings.throwOnUnsafe && plan.unsafeChanges.length > 0) throw new UnsafeMigrationError(plan.unsafeChanges);
  return {
    ...plan,
    runMigrations: async () => {
      const done = await migrations.run();
      settings.onMigrated?.(done);
    },
    compileMigrations: async () => asText(plan.unsafeChanges, migrations.write(checked)),
  };
}
