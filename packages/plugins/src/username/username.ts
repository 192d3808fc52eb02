import { mergeSchema } from "@better-auth/core/db";
import { makeEndpoints } from "./endpoints";
import { USERNAME_ERROR_CODES } from "./error-codes";
import { beforeNamesAreWritten } from "./hooks";
import { readRules } from "./rules";
import { makeSchema } from "./schema";
import type { UsernameOptions, UsernamePlugin, UsernamePluginWithoutDisplayUsername } from "./types";

/**
 * Sign-in with a name and a password. Names are chosen at sign-up or later with `updateUser`, compared in a normal form, and
 * had by one user each.
 *
 * @example
 * export const auth = betterAuth({
 *   emailAndPassword: { enabled: true },
 *   plugins: [username({ minUsernameLength: 5 })],
 * });
 */
export function username(options: UsernameOptions & { displayUsername: false }): UsernamePluginWithoutDisplayUsername;
export function username(options?: UsernameOptions): UsernamePlugin;
export function username(options: UsernameOptions = {}): UsernamePlugin {
  const rules = readRules(options);
  return {
    id: "username",
    endpoints: makeEndpoints(rules),
    hooks: { before: [beforeNamesAreWritten(rules)] },
    schema: mergeSchema(makeSchema(rules), options.schema),
    options,
    $ERROR_CODES: USERNAME_ERROR_CODES,
  };
}
