import type { BetterAuthOptions, DBAdapter } from "@better-auth/core/types";
import { Failure } from "../failure";
import { messageOf } from "./message-of";

/** The id of the built-in adapter. */
export const BUILT_IN = "kysely";

/**
 * The adapter of options that name one; `null` where there is a database for the built-in one, or none at all.
 * @throws {Failure} when it cannot be made, or what is named is no database at all
 */
export function adapterOf(options: BetterAuthOptions): DBAdapter | null {
  const given: unknown = options.database;
  // Without types people give a path or an address; it is not repeated, because it may hold a password.
  if (given && typeof given !== "object" && typeof given !== "function") {
    throw new Failure(`database: expected an adapter, a database, a pool or a dialect, got a ${typeof given}.`, {
      mend: 'Open it first, as in new DatabaseSync("auth.sqlite") or new Pool({ connectionString: process.env.DATABASE_URL }).',
    });
  }
  if (typeof options.database !== "function") return null;
  try {
    return options.database(options);
  } catch (error) {
    throw new Failure(`The adapter of the configuration could not be made: ${messageOf(error)}`, { cause: error });
  }
}

/** Adapters are only known by their id; `null` when the options name no database, so that rows are kept in memory. */
export function adapterIdOf(options: BetterAuthOptions): string | null {
  if (!options.database) return null;
  return adapterOf(options)?.id ?? BUILT_IN;
}
