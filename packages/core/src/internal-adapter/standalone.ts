import { checkPassword } from "../account/check-password";
import { resolveBase } from "../context/call-base";
import { assembleInstance } from "../context/create-instance";
import type { Instance } from "../context/instance";
import { getAuthTables } from "../database/resolve-schema";
import { VERSION } from "../database/version";
import type { BetterAuthOptions, DatabaseHooksEntry, DBAdapter } from "../types";
import { makeInternalAdapter } from "./internal-adapter";

/** An instance for helpers that are handed an adapter, options and hooks instead of a context. */
export function makeStandaloneInstance(
  adapter: DBAdapter,
  options: BetterAuthOptions,
  hooks: readonly DatabaseHooksEntry[],
): Instance {
  return assembleInstance(
    options,
    {
      adapter,
      schema: getAuthTables(options),
      base: resolveBase(options, false),
      requirements: [],
      socialProviders: [],
      version: VERSION,
      makeInternalAdapter,
      checkPassword,
      runMigrations: async () => {
        const { getMigrations } = await import("../adapters/kysely/migrations");
        await (await getMigrations(options)).runMigrations();
      },
    },
    hooks.map((entry) => entry.hooks),
  );
}
