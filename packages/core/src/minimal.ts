import { getBaseAdapter } from "./adapters/get-base-adapter";
import { createAuth } from "./assembly/create-auth";
import type { DatabaseSupport } from "./assembly/database-support";
import { BetterAuthError } from "./error";
import type { Auth, BetterAuthOptions, BetterAuthPlugin, FieldMap } from "./types";

export type { BetterAuthOptions } from "./types";

const adaptersOnly: DatabaseSupport = {
  getAdapter: (options) => getBaseAdapter(options),
  runMigrations: async () => {
    throw new BetterAuthError('runMigrations(): "better-auth/minimal" leaves migrations to the adapter\'s own tools.');
  },
};

/**
 * `betterAuth` without the query builder, for bundles that have an adapter of their own: `database` takes adapters only.
 *
 * @throws {BetterAuthError} for a wrong option, with the option's path; at the first use for a database that is no adapter
 * @example
 * import { betterAuth } from "better-auth/minimal";
 * export const auth = betterAuth({ database: memoryAdapter({}) });
 */
export function betterAuth<
  const P extends readonly BetterAuthPlugin[] = readonly [],
  const U extends FieldMap = {},
  const S extends FieldMap = {},
>(
  options: BetterAuthOptions<P, U, S>,
): Auth<{ plugins: P; user: { additionalFields: U }; session: { additionalFields: S } }> {
  // The types are written down in `types/auth.ts`, as those of the whole `betterAuth`.
  return createAuth(options as BetterAuthOptions, adaptersOnly) as never;
}
