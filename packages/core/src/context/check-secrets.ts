import { BetterAuthError } from "../error";

/**
 * Checks a list of secrets in rotation.
 *
 * @param path where it was configured
 * @throws {BetterAuthError} when a version is no whole number or occurs twice, or a secret is no text or empty: what was
 * encrypted with it could not be read again
 */
export function checkSecrets(path: string, secrets: unknown): void {
  if (!Array.isArray(secrets)) throw new BetterAuthError(`${path}: expected an array of { version, value }.`);
  const versions = new Set<unknown>();
  secrets.forEach((secret: { version?: unknown; value?: unknown } | null, index) => {
    const version = secret?.version;
    if (!Number.isSafeInteger(version) || (version as number) < 0) {
      throw new BetterAuthError(`${path}[${index}].version: expected a whole number from 0 on.`);
    }
    if (versions.has(version)) {
      throw new BetterAuthError(`${path}[${index}].version: expected each version once, got ${version} again.`);
    }
    versions.add(version);
    if (typeof secret?.value !== "string" || secret.value === "") {
      throw new BetterAuthError(`${path}[${index}].value: expected a secret, got none.`);
    }
  });
}
