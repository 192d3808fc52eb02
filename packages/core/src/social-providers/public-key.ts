import type { JWK } from "jose";
import { importJWK } from "jose/key/import";
import { BetterAuthError } from "../error";
import { fetchFromProvider } from "../outbound/fetch-from-provider";

/**
 * A key of a provider's key set (RFC 7517 §5), for checking what it signed.
 *
 * @throws BetterAuthError when the set has no key of this identifier; what the request failed with
 */
export async function publicKeyOf(keySet: string, kid: string): Promise<CryptoKey> {
  const { keys } = await fetchFromProvider<{ keys?: JWK[] }>(keySet);
  const key = keys?.find((candidate) => candidate.kid === kid);
  if (key === undefined)
    throw new BetterAuthError(`Expected a key with the kid ${JSON.stringify(kid)} at ${keySet}, found none.`);
  return (await importJWK(key, key.alg ?? "RS256")) as CryptoKey;
}
