import type { JWTVerifyGetKey } from "jose";
import { fetchFromProvider } from "../outbound/fetch-from-provider";
import { ProviderError } from "../outbound/provider-error";
import {
  freshKeys,
  isReasonToFetch,
  KEY_LIMITS,
  type KeptKeys,
  type KeyWorlds,
  keptUnder,
  loadKeys,
} from "./kept-keys";

const MOST_KEYS = 100;

type KeyHeaders = Readonly<Record<string, string>>;

const worlds: KeyWorlds<JWTVerifyGetKey> = new WeakMap();

/**
 * Finds the key of a token at an address of keys. They are fetched once in five minutes, by one of those who ask at the
 * same time, and once more for a key that is not among them, at most every thirty seconds.
 *
 * The function that comes back throws a `ProviderError` when the keys cannot be had, and what `jose` throws when the token's
 * key is not among them.
 *
 * @param headers of the request; keys that were fetched with others are not used
 */
export function remoteKeys(address: string, headers: KeyHeaders = {}): JWTVerifyGetKey {
  const load = (kept: KeptKeys<JWTVerifyGetKey>) => loadKeys(kept, () => fetchKeys(address, headers));
  return async (header, token) => {
    const kept = keptUnder(worlds, `${address}\n${JSON.stringify(headers)}`);
    const fresh = freshKeys(kept);
    const keys = fresh ?? (await load(kept));
    try {
      return await keys(header, token);
    } catch (error) {
      const isUnknown = (error as { code?: unknown }).code === "ERR_JWKS_NO_MATCHING_KEY";
      if (!isUnknown || fresh === undefined || !isReasonToFetch(kept)) throw error;
      return (await load(kept))(header, token);
    }
  };
}

async function fetchKeys(address: string, headers: KeyHeaders): Promise<JWTVerifyGetKey> {
  const accept = "application/json, application/jwk-set+json";
  const set = await fetchFromProvider<{ keys?: unknown } | null>(
    address,
    { headers: { accept, ...headers } },
    KEY_LIMITS,
  );
  if (!Array.isArray(set?.keys) || set.keys.length > MOST_KEYS) {
    throw new ProviderError("unreadable", address, { reason: `expected a set of at most ${MOST_KEYS} keys` });
  }
  try {
    return await localKeys(set);
  } catch {
    throw new ProviderError("unreadable", address, { reason: "its set of keys is malformed" });
  }
}

/**
 * Finds the key of a token in a set of keys.
 * @throws when it is no set of keys
 */
export async function localKeys(set: object): Promise<JWTVerifyGetKey> {
  const { createLocalJWKSet } = await import("jose/jwks/local");
  return createLocalJWKSet(set as Parameters<typeof createLocalJWKSet>[0]);
}
