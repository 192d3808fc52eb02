import { BetterAuthError } from "../../error";
import { getDpopJktFromPayload, hasUnreadableJkt } from "../dpop/thumbprint";
import type { AccessTokenClaims } from "./access-token-claims";
import { introspect, type RemoteVerifyOptions } from "./introspect";
import type { JwksSource } from "./jwks";
import { verifyJwsAccessToken } from "./jws-access-token";
import { createInsufficientScopeError, invalidToken } from "./refusals";
import { isToken, peekTokenHeader } from "./token-header";
import { type AccessTokenVerifyOptions, checkVerifyOptions } from "./verify-options";

/** How access tokens are verified: by their signature, by asking the authorization server, or by both. */
export interface VerifyAccessTokenOptions {
  verifyOptions: AccessTokenVerifyOptions;
  /** Scopes that a token has to have, all of them. */
  requiredScopes?: readonly string[] | undefined;
  /** Where the keys are that tokens are signed with. */
  jwksUrl?: string | undefined;
  /** Gets the keys in place of `jwksUrl`. */
  jwksFetch?: JwksSource["jwksFetch"] | undefined;
  /** What a `jwksFetch` that is a function gives is kept for as long as this object is. @default not kept */
  jwksCacheKey?: object | undefined;
  /**
   * Ask the authorization server about every token, those too whose signature is right: it knows which of them were
   * revoked. Needed for tokens that are no JWT.
   */
  remoteVerify?: RemoteVerifyOptions | undefined;
}

/**
 * The claims of an access token that whoever has it may use (RFC 6750). A token that is bound to a key is refused: it needs
 * the proof that came with it, so `verifyAccessTokenRequest` is for it, as for everything that takes requests.
 *
 * @param token without "Bearer"
 * @throws {APIError} 401 `INVALID_TOKEN` or `TOKEN_EXPIRED`, whatever is wrong with the token; 403 `INSUFFICIENT_SCOPE`;
 * 503 `JWKS_UNAVAILABLE` or `INTROSPECTION_FAILED`
 * @throws {BetterAuthError} when the options lack issuer or audience, or say no way of verifying
 * @example
 * const { sub } = await verifyBearerToken(token, { jwksUrl, verifyOptions: { issuer, audience, typ: "at+jwt" } });
 */
export async function verifyBearerToken(token: string, options: VerifyAccessTokenOptions): Promise<AccessTokenClaims> {
  const claims = await verifyToken(token, options);
  if (getDpopJktFromPayload(claims) !== undefined || hasUnreadableJkt(claims)) {
    throw invalidToken("DPoP-bound access token requires verifyAccessTokenRequest");
  }
  requireScopes(claims, options.requiredScopes);
  return claims;
}

/** The claims of a token, bound to a key or not; scopes are not looked at. */
export async function verifyToken(
  token: unknown,
  { verifyOptions, jwksUrl, jwksFetch = jwksUrl, jwksCacheKey, remoteVerify }: VerifyAccessTokenOptions,
): Promise<AccessTokenClaims> {
  checkVerifyOptions(verifyOptions);
  if (jwksFetch === undefined && remoteVerify === undefined) {
    throw new BetterAuthError(
      "Access tokens cannot be verified: expected jwksUrl, jwksFetch or remoteVerify, got none.",
    );
  }
  if (!isToken(token)) throw invalidToken("invalid access token");
  const isSigned = (await peekTokenHeader(token)) !== null;
  const signed =
    isSigned && jwksFetch !== undefined && remoteVerify?.force !== true
      ? await verifyJwsAccessToken(token, { jwksFetch, jwksCacheKey, verifyOptions })
      : undefined;
  if (remoteVerify === undefined) {
    if (signed === undefined) throw invalidToken("invalid access token");
    return signed;
  }
  const told = await introspect(token, remoteVerify, verifyOptions);
  // A server that does not repeat the key must not make a free token of a bound one.
  return signed?.cnf === undefined ? told : { ...told, cnf: signed.cnf };
}

/** @throws {APIError} 403 when a scope is missing, 401 when scopes are not given as text */
export function requireScopes(claims: AccessTokenClaims, required: readonly string[] = []): void {
  if (required.length === 0) return;
  const granted: unknown = claims.scope ?? "";
  // RFC 9068 §2.2.3
  if (typeof granted !== "string") throw invalidToken("access token scope claim is invalid");
  const scopes = new Set(granted.split(" "));
  if (!required.every((scope) => scopes.has(scope))) throw createInsufficientScopeError(required);
}
