import type { LocalJWKSet } from "jose";
import { APIError } from "../../error";
import { logger } from "../../logger/logger";
import { fetchFromProvider } from "../../outbound/fetch-from-provider";
import type { Awaitable } from "../../types";
import type { JsonWebKeyInput } from "../json-web-key";
import {
  freshKeys,
  isReasonToFetch,
  KEY_LIMITS,
  type KeptKeys,
  type KeyWorlds,
  keptUnder,
  loadKeys,
  nothingKept,
} from "../kept-keys";
import { readTokenHeader } from "./token-header";

/** Keys (RFC 7517 §5). */
export interface JsonWebKeySetInput {
  keys: JsonWebKeyInput[];
}

/** Where the keys are that tokens are signed with. */
export interface JwksSource {
  /** An address, whose answer is kept; or a function that gets them, asked for every token unless `jwksCacheKey` is there. */
  jwksFetch: string | (() => Awaitable<JsonWebKeySetInput | undefined>);
  /** What a `jwksFetch` that is a function gives is kept for as long as this object is. @default not kept */
  jwksCacheKey?: object | undefined;
}

/** Keys, and what finds the one of a token among them. */
export interface KeySet {
  readonly jwks: JsonWebKeySetInput;
  readonly select: LocalJWKSet;
}

// A resource server calls functions that are given nothing which outlives a request, so that keys can be kept here alone.
const worlds: KeyWorlds<KeySet> = new WeakMap();
const ofObjects = new WeakMap<object, KeptKeys<KeySet>>();

/**
 * The keys that a token may be signed with. Those of an address are kept for five minutes, and fetched sooner when a token
 * names one that is not among them, every thirty seconds at most.
 *
 * @throws {APIError} 401 `INVALID_TOKEN` for what is no signed JWT, 503 `JWKS_UNAVAILABLE` when there are no keys to be had
 * @example const { keys } = await getJwks(token, { jwksFetch: "https://auth.example.com/api/auth/jwks" });
 */
export async function getJwks(token: string, source: JwksSource): Promise<JsonWebKeySetInput> {
  return (await keySetFor(await readTokenHeader(token), source)).jwks;
}

/** The same for a header that has been read. */
export async function keySetFor({ kid }: { kid?: unknown }, source: JwksSource): Promise<KeySet> {
  const kept = keptOf(source);
  if (kept === undefined) return fetchKeySet(source);
  const set = freshKeys(kept);
  if (set === undefined) return loadKeys(kept, () => fetchKeySet(source));
  const isKnown = kid === undefined || set.jwks.keys.some((key) => key.kid === kid);
  return isKnown || !isReasonToFetch(kept) ? set : loadKeys(kept, () => fetchKeySet(source));
}

function keptOf({ jwksFetch, jwksCacheKey }: JwksSource): KeptKeys<KeySet> | undefined {
  if (typeof jwksFetch === "string") return keptUnder(worlds, jwksFetch);
  if (jwksCacheKey === undefined) return undefined;
  const known = ofObjects.get(jwksCacheKey);
  if (known !== undefined) return known;
  const made = nothingKept<KeySet>();
  ofObjects.set(jwksCacheKey, made);
  return made;
}

async function fetchKeySet({ jwksFetch }: JwksSource): Promise<KeySet> {
  const { createLocalJWKSet } = await import("jose/jwks/local");
  try {
    const jwks = await (typeof jwksFetch === "string"
      ? fetchFromProvider<JsonWebKeySetInput>(jwksFetch, {}, KEY_LIMITS)
      : jwksFetch());
    // jose refuses what is no set of keys, `undefined` too.
    const select = createLocalJWKSet(jwks as Parameters<typeof createLocalJWKSet>[0]);
    return { jwks: jwks as JsonWebKeySetInput, select };
  } catch (cause) {
    logger.error("The keys that access tokens are signed with cannot be had.", cause);
    // Not the token's fault: a client that is told 401 would throw it away.
    throw new APIError("SERVICE_UNAVAILABLE", {
      code: "JWKS_UNAVAILABLE",
      message: "Access tokens cannot be verified at the moment",
      cause,
    });
  }
}
