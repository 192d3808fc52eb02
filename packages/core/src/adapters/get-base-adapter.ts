import { BetterAuthError } from "../error";
import type { BetterAuthOptions, DBAdapter } from "../types";

function refuseDatabase(): never {
  throw new BetterAuthError(
    'database: expected an adapter, as in memoryAdapter({}), got a database. Take `betterAuth` from "better-auth" for databases; "better-auth/minimal" leaves out what speaks to them.',
  );
}

/**
 * Finds the adapter of `options.database` without the query builder: an adapter is made with the options, and without a
 * database the rows are kept in memory.
 *
 * @param openDatabase makes an adapter of a database, a pool or a dialect; default: refuse them
 * @throws {BetterAuthError} for a database when nothing opens it
 */
export async function getBaseAdapter(
  options: BetterAuthOptions,
  openDatabase: (options: BetterAuthOptions) => Promise<DBAdapter> = async () => refuseDatabase(),
): Promise<DBAdapter> {
  const { database } = options;
  if (database === undefined || database === null) {
    const { memoryAdapter } = await import("./memory/memory-adapter");
    return memoryAdapter({})(options);
  }
  // A class can be a function too, but no database is one.
  return typeof database === "function" ? database(options) : openDatabase(options);
}
