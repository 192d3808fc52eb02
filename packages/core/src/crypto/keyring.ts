import { createHmacKey } from "#hmac";
import type { HmacKey } from "./hmac-key";

/** Keys by the secret they are made from. */
export interface Keyring {
  of(secret: string): HmacKey;
}

/** More secrets than this are somebody signing with values of their own; those keys are made anew. */
const MOST_KEYS = 16;

/** Keeps the keys of one instance, so that making a key is not part of every check. */
export function createKeyring(): Keyring {
  const keys = new Map<string, HmacKey>();
  return {
    of(secret) {
      let key = keys.get(secret);
      if (key === undefined) {
        key = createHmacKey(secret);
        if (keys.size < MOST_KEYS) keys.set(secret, key);
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
