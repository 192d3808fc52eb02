import { getAdapter } from "./adapters/get-adapter";
import { createAuth } from "./assembly/create-auth";
import type { DatabaseSupport } from "./assembly/database-support";
import type { Auth, BetterAuthOptions, BetterAuthPlugin, FieldMap } from "./types";

const everyDatabase: DatabaseSupport = {
  getAdapter,
  runMigrations: async (options) => {
    const { getMigrations } = await import("./adapters/kysely/migrations");
    await (await getMigrations(options)).runMigrations();
  },
};

/**
 * Makes an instance. Nothing is opened, read or checked against the environment until it is first used, so that builds
 * can import it; options that can only be mistakes throw at once.
 *
 * @returns one handler for every request, and every operation as a method of `api`
 * @throws {BetterAuthError} for a wrong option, with the option's path
 * @example
 * export const auth = betterAuth({
 *   database: new Database("sqlite.db"),
 *   emailAndPassword: { enabled: true },
 * });
 */
export function betterAuth<
  const P extends readonly BetterAuthPlugin[] = readonly [],
  const U extends FieldMap = {},
  const S extends FieldMap = {},
>(
  options: BetterAuthOptions<P, U, S>,
): Auth<{ plugins: P; user: { additionalFields: U }; session: { additionalFields: S } }> {
  // The types are written down in `types/auth.ts`; the type tests hold them to what is built here.
  return createAuth(options as BetterAuthOptions, everyDatabase) as never;
}
