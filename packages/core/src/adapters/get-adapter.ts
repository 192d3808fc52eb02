import type { BetterAuthOptions, DBAdapter } from "../types";

/**
 * Finds the adapter of `options.database`. An adapter is loaded when it is needed, so that importing the package
 * stays small. Without a database the rows are kept in memory.
 *
 * @throws {BetterAuthError} when the option is nothing that an adapter can be made of
 */
export async function getAdapter(options: BetterAuthOptions): Promise<DBAdapter> {
  const { database } = options;
  if (database === undefined || database === null) {
    const { memoryAdapter } = await import("./memory/memory-adapter");
    return memoryAdapter({})(options);
  }
  // A class can be a function too, but no database is one.
  if (typeof database === "function") return database(options);
  const { openSqlAdapter } = await import("./kysely/open");
  return openSqlAdapter(database, options);
}
