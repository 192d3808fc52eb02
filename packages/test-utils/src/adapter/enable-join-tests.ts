import type { BetterAuthOptions } from "@better-auth/core/types";

/**
 * Options with which joins are handed to the adapter, instead of being read one query after the other.
 *
 * @example await testAdapter({ overrideBetterAuthOptions: enableJoinTests, adapter, runMigrations, tests });
 */
export function enableJoinTests(options: BetterAuthOptions): BetterAuthOptions {
  const { advanced } = options;
  return { ...options, advanced: { ...advanced, database: { ...advanced?.database, joins: true } } };
}
