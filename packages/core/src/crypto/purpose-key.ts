import type { SecretConfig } from "../types";
import { toHex } from "./encoding";
import { hkdf } from "./hkdf";

const SALT = "better-auth:oauth-encryption:v1";
const KEY_BYTES = 32;

/** What a value is sealed for. A value that is sealed for one purpose does not open for another. */
export type Purpose =
  | "oauth-state-cookie"
  | "oauth-link-session-token"
  | "oauth-proxy-profile"
  | "oauth-proxy-package"
  | "oauth-proxy-state"
  | "provider-sign-in";

/**
 * Secrets of their own for one purpose, to encrypt with in place of the given ones: hex of HKDF-SHA-256. The purpose is
 * in the key, so that the tag of what is encrypted vouches for it, too.
 *
 * @returns of the same form: a secret for a secret, secrets in rotation for secrets in rotation
 * @example await symmetricEncrypt({ key: await derivePurposeKey(ctx.context.secretConfig, "oauth-state-cookie"), data })
 */
export function derivePurposeKey(secrets: string, purpose: Purpose): Promise<string>;
export function derivePurposeKey(secrets: string | SecretConfig, purpose: Purpose): Promise<string | SecretConfig>;
export async function derivePurposeKey(
  secrets: string | SecretConfig,
  purpose: Purpose,
): Promise<string | SecretConfig> {
  const derive = async (secret: string) =>
    toHex(await hkdf(secret, { salt: SALT, info: `better-auth:${purpose}:v1`, length: KEY_BYTES }));
  if (typeof secrets === "string") return derive(secrets);
  const keys = new Map<number, string>();
  for (const [version, secret] of secrets.keys) keys.set(version, await derive(secret));
  const { currentVersion, legacySecret } = secrets;
  if (legacySecret === undefined) return { keys, currentVersion };
  return { keys, currentVersion, legacySecret: await derive(legacySecret) };
}
