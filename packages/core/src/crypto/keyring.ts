import { createHmacKey } from "#hashing";
import type { SecretConfig } from "../types";
import type { HmacKey } from "./hmac-key";
import { secretsInOrder } from "./secrets";
import { type DeriveTokenKey, deriveTokenKey, type TokenKey } from "./token-key";

/** The keys of an instance, so that making a key is not part of every check. */
export interface Keyring {
  /** The key for signing with a secret. */
  of(secret: string): HmacKey;
  /** With secrets in rotation, the keys of all but the current one, in the order to try them; else empty. */
  readonly older: readonly HmacKey[];
  /** The key for encrypted tokens. */
  readonly tokenKeyOf: DeriveTokenKey;
}

/** More secrets than this are somebody signing with values of their own; those keys are made anew. */
const MOST_KEYS = 16;

/** Keeps the keys that are made from the secrets of an instance. */
export function createKeyring(secrets: string | SecretConfig): Keyring {
  const keys = new Map<string, HmacKey>();
  const tokenKeys = new Map<string, Promise<TokenKey>>();
  return {
    of(secret) {
      let key = keys.get(secret);
      if (key === undefined) {
        key = createHmacKey(secret);
        if (keys.size < MOST_KEYS) keys.set(secret, key);
      }
      return key;
    },
    older: secretsInOrder(secrets).slice(1).map(createHmacKey),
    tokenKeyOf(secret, salt, encryption) {
      const name = JSON.stringify([secret, salt, encryption]);
      let key = tokenKeys.get(name);
      if (key === undefined) {
        key = deriveTokenKey(secret, salt, encryption);
        if (tokenKeys.size < MOST_KEYS) tokenKeys.set(name, key);
      }
      return key;
    },
  };
}

/**
 * HMAC-SHA-256 of a value, in standard base64 with padding.
 * @example await makeSignature(token, secret)
 */
export async function makeSignature(value: string, secret: string): Promise<string> {
  return createHmacKey(secret).sign(value);
}
