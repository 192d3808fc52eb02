import type { JWTVerifyGetKey } from "jose";
import { toHex, utf8 } from "../crypto/encoding";
import { constantTimeEqual } from "../crypto/equal";
import { isProviderError } from "../outbound/provider-error";
import type { OAuthIdTokenConfig } from "../types";
import { localKeys, remoteKeys } from "./remote-keys";
import { type VerifiedToken, verifySigned } from "./verify-signed";

/** Why an ID token is not taken. */
export type IdTokenRefusal =
  | "malformed"
  | "algorithm"
  | "unknown-key"
  | "signature"
  | "type"
  | "issuer"
  | "audience"
  | "expired"
  | "too-old"
  | "not-yet-valid"
  | "missing-claim"
  | "nonce"
  | "claims";

/** What an ID token turned out to be. Opaque: no JWT, where the provider takes such for an access token. */
export type IdTokenCheck =
  | { readonly status: "valid"; readonly claims: Record<string, unknown> }
  | { readonly status: "opaque" }
  | { readonly status: "refused"; readonly reason: IdTokenRefusal; readonly cause?: unknown };

const DEFAULT_ALGORITHMS = ["RS256"];
/** Seconds that a provider's clock may be ahead of ours. A token that is over is over at once. */
const CLOCK_SECONDS = 60;

/**
 * Verifies an ID token (OpenID Connect Core 1.0 §3.1.3.7) and gives its claims. Never throws because of the token.
 *
 * @param nonce what the token has to come back with; without one it may have any
 * @throws {ProviderError} when the provider's keys cannot be had
 * @example
 * const check = await verifyIdToken({ jwks, issuer, audience: clientId }, tokens.idToken, nonce);
 * if (check.status === "valid") console.log(check.claims.sub);
 */
export async function verifyIdToken(
  config: OAuthIdTokenConfig,
  token: string,
  nonce?: string | undefined,
): Promise<IdTokenCheck> {
  if (typeof token !== "string" || token === "") return refused("malformed");
  if (config.allowOpaqueToken === true && token.split(".").length !== 3) return { status: "opaque" };
  let verified: VerifiedToken;
  try {
    verified = await verifySigned(token, keysOf(config), {
      algorithms: config.algorithms ?? DEFAULT_ALGORITHMS,
      issuer: config.issuer,
      audience: config.audience,
      requiredClaims: ["sub", "iat", "exp"],
      clockTolerance: CLOCK_SECONDS,
      ...(config.maxTokenAge === undefined ? {} : { maxTokenAge: config.maxTokenAge }),
    });
  } catch (error) {
    if (isProviderError(error)) throw error;
    return refused(reasonOf(error), error);
  }
  const { payload: claims, protectedHeader } = verified;
  // RFC 8725 §3.11: other kinds of tokens of the provider (access, log-out, DPoP) name their kind.
  if (/\+jwt$/i.test(String(protectedHeader.typ ?? ""))) return refused("type");
  const now = Math.floor(Date.now() / 1000);
  if ((claims.exp as number) <= now) return refused("expired");
  if ((claims.iat as number) > now + CLOCK_SECONDS) return refused("not-yet-valid");
  if (!areAudiencesTrusted(claims, config.audience)) return refused("audience");
  if (nonce !== undefined && !(await hasNonce(claims, nonce, config.nonceComparison))) return refused("nonce");
  try {
    if (config.verifyClaims !== undefined && (await config.verifyClaims(claims)) !== true) return refused("claims");
  } catch (error) {
    return refused("claims", error);
  }
  return { status: "valid", claims };
}

function refused(reason: IdTokenRefusal, cause?: unknown): IdTokenCheck {
  return { status: "refused", reason, ...(cause === undefined ? {} : { cause }) };
}

function keysOf({ jwks, jwksHeaders }: OAuthIdTokenConfig): JWTVerifyGetKey {
  if (typeof jwks === "string") return remoteKeys(jwks, jwksHeaders);
  return async (header, token) => {
    const found = await jwks({ kid: header.kid, alg: header.alg });
    const isSet = typeof found === "object" && found !== null && Array.isArray((found as { keys?: unknown }).keys);
    if (isSet) return (await localKeys(found))(header, token);
    // A key that does not fit the algorithm is refused by jose.
    return found as Awaited<ReturnType<JWTVerifyGetKey>>;
  };
}

/** OpenID Connect Core 1.0 §3.1.3.7, 3: no audiences that are not ours, unless it was issued to us (`azp`). */
function areAudiencesTrusted(claims: Record<string, unknown>, audience: string | readonly string[]): boolean {
  const { aud, azp } = claims;
  if (!Array.isArray(aud) || aud.length === 1) return true;
  const ours = typeof audience === "string" ? [audience] : audience;
  return ours.includes(azp as string) || aud.every((one) => ours.includes(one));
}

async function hasNonce(
  claims: Record<string, unknown>,
  nonce: string,
  comparison: OAuthIdTokenConfig["nonceComparison"],
): Promise<boolean> {
  const given = claims.nonce;
  if (typeof given !== "string" || given === "") return false;
  if (constantTimeEqual(given, nonce)) return true;
  if (comparison !== "exact-or-sha256") return false;
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", utf8(nonce)));
  return constantTimeEqual(given, toHex(digest));
}

const REASONS: Readonly<Record<string, IdTokenRefusal>> = {
  ERR_JOSE_ALG_NOT_ALLOWED: "algorithm",
  ERR_JOSE_NOT_SUPPORTED: "algorithm",
  ERR_JWKS_NO_MATCHING_KEY: "unknown-key",
  ERR_JWS_INVALID: "malformed",
  ERR_JWT_INVALID: "malformed",
};
const REASONS_BY_CLAIM: Readonly<Record<string, IdTokenRefusal>> = {
  iss: "issuer",
  aud: "audience",
  nbf: "not-yet-valid",
  iat: "not-yet-valid",
};

function reasonOf(error: unknown): IdTokenRefusal {
  const { code, claim, reason } = error as { code?: string; claim?: string; reason?: string };
  if (code === "ERR_JWT_EXPIRED") return claim === "iat" ? "too-old" : "expired";
  if (code === "ERR_JWT_CLAIM_VALIDATION_FAILED") {
    return reason === "missing" ? "missing-claim" : (REASONS_BY_CLAIM[claim ?? ""] ?? "claims");
  }
  return REASONS[code ?? ""] ?? "signature";
}
