import type { BetterAuthOptions, DBAdapter } from "../types";
import { getBaseAdapter } from "./get-base-adapter";

async function openDatabase(options: BetterAuthOptions): Promise<DBAdapter> {
  const { openSqlAdapter } = await import("./kysely/open");
  // Whoever calls this has seen that it is no adapter.
  return openSqlAdapter(options.database as Parameters<typeof openSqlAdapter>[0], options);
}

/**
 * Finds the adapter of `options.database`. An adapter is loaded when it is needed, so that importing the package
 * stays small. Without a database the rows are kept in memory.
 *
 * @throws {BetterAuthError} when the option is nothing that an adapter can be made of
 */
export async function getAdapter(options: BetterAuthOptions): Promise<DBAdapter> {
  return getBaseAdapter(options, openDatabase);
}
