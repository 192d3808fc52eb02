import { isBase64url } from "../../crypto/encoding";
import type { Keyring } from "../../crypto/keyring";
import type { SecretConfig } from "../../types";

/** The formats of the cache that are JWTs. Their code is loaded when one is first made or read. */
export type TokenStrategy = "jwt" | "jwe";

/** The secrets of an instance, or of whoever reads a cookie without one. */
export interface TokenSecrets {
  readonly current: string;
  readonly all: string | SecretConfig;
  /** Keeps derived keys; without one they are derived anew. */
  readonly keyring: Keyring | null;
}

/** A token that was made with one of the secrets and is not over. */
export interface OpenedToken {
  readonly payload: unknown;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
  /** Made with a secret that is on its way out. */
  readonly isOlder: boolean;
}

const SALT = "better-auth-session";
/** As much as fits into all the chunks of a cookie. */
const MOST_CHARACTERS = 405_000;

/** Makes the token of a payload: `iat` and `exp` are added, to an encrypted one `jti`, too. */
export async function encodeToken(
  payload: object,
  expiresInSeconds: number,
  strategy: TokenStrategy,
  { all, keyring }: TokenSecrets,
): Promise<string> {
  const claims = payload as Record<string, unknown>;
  if (strategy === "jwt") {
    const { signJWT } = await import("../../crypto/jwt");
    return signJWT(claims, all, expiresInSeconds);
  }
  const { symmetricEncodeJWT } = await import("../../crypto/jwe");
  return symmetricEncodeJWT(claims, all, SALT, expiresInSeconds, keyring?.tokenKeyOf);
}

async function claimsOf(
  token: string,
  strategy: TokenStrategy,
  secrets: string | SecretConfig,
  keyring: Keyring | null,
): Promise<{ exp?: unknown } | null> {
  if (strategy === "jwt") {
    const { verifyJWTWithAny } = await import("../../crypto/jwt");
    return verifyJWTWithAny(token, secrets, MOST_CHARACTERS);
  }
  const { symmetricDecodeJWT } = await import("../../crypto/jwe");
  return symmetricDecodeJWT(token, secrets, SALT, { mostCharacters: MOST_CHARACTERS, keyOf: keyring?.tokenKeyOf });
}

/** An encrypted token with a shared key has no part for the key. */
function isSpelledAsMade(token: string, strategy: TokenStrategy): boolean {
  const parts = token.split(".");
  if (parts.length !== (strategy === "jwt" ? 3 : 5)) return false;
  return parts.every((part, index) => (strategy === "jwe" && index === 1 ? part === "" : isBase64url(part)));
}

/** Opens a token of `encodeToken`; `null` for everything else. */
export async function decodeToken(
  token: string,
  strategy: TokenStrategy,
  { current, all, keyring }: TokenSecrets,
): Promise<OpenedToken | null> {
  if (!isSpelledAsMade(token, strategy)) return null;
  let claims = await claimsOf(token, strategy, current, keyring);
  const isOlder = claims === null && typeof all !== "string";
  if (isOlder) claims = await claimsOf(token, strategy, all, keyring);
  // Neither of the two makes a token without an end.
  if (claims === null || typeof claims.exp !== "number") return null;
  return { payload: claims, expiresAt: claims.exp * 1000, isOlder };
}
