import { BetterAuthError } from "../error";
import type { SecretConfig } from "../types";

/**
 * The secret that new values are made with.
 * @throws {BetterAuthError} when the configuration names a version that it does not hold
 */
export function currentSecret(secrets: string | SecretConfig): string {
  if (typeof secrets === "string") return secrets;
  const current = secrets.keys.get(secrets.currentVersion);
  if (current === undefined) {
    throw new BetterAuthError(`secrets: expected a secret of the current version ${secrets.currentVersion}, got none.`);
  }
  return current;
}

/**
 * Every secret once, in the order to try them on a value that does not say which one made it: the current one, the other
 * versions, the single secret of the time before rotation.
 */
export function secretsInOrder(secrets: string | SecretConfig): readonly string[] {
  if (typeof secrets === "string") return [secrets];
  const { keys, legacySecret } = secrets;
  return [
    ...new Set([currentSecret(secrets), ...keys.values(), ...(legacySecret === undefined ? [] : [legacySecret])]),
  ];
}
