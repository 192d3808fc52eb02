import type { APIError } from "../../error";
import { verifySigned } from "../verify-signed";
import { type AccessTokenClaims, withClientId } from "./access-token-claims";
import { type JwksSource, keySetFor } from "./jwks";
import { invalidToken } from "./refusals";
import { readTokenHeader } from "./token-header";
import { type AccessTokenVerifyOptions, checkVerifyOptions } from "./verify-options";

/**
 * The claims of an access token that is a signed JWT (RFC 9068 §4): its signature by one of the keys, its time, its issuer
 * and its audience. Nothing is said of a key that it is bound to (`cnf`): `enforceDpopBinding` is for that.
 *
 * @throws {APIError} 401 `INVALID_TOKEN` or `TOKEN_EXPIRED`, whatever is wrong with the token; 503 `JWKS_UNAVAILABLE`
 * @throws {BetterAuthError} when `verifyOptions` lacks issuer or audience, or names an algorithm with a shared secret
 * @example
 * const claims = await verifyJwsAccessToken(token, { jwksFetch: jwksUrl, verifyOptions: { issuer, audience, typ: "at+jwt" } });
 */
export async function verifyJwsAccessToken(
  token: string,
  { verifyOptions, ...source }: JwksSource & { verifyOptions: AccessTokenVerifyOptions },
): Promise<AccessTokenClaims> {
  const options = checkVerifyOptions(verifyOptions);
  const { select } = await keySetFor(await readTokenHeader(token), source);
  // RFC 9068 §2.2: a token without an end is none.
  const rules = { ...options, requiredClaims: ["exp", ...(options.requiredClaims ?? [])] };
  try {
    return withClientId((await verifySigned(token, select, rules)).payload);
  } catch (cause) {
    throw refusedClaims(cause);
  }
}

/** The answer to a token whose signature or claims were refused. */
export function refusedClaims(cause: unknown): APIError {
  const isExpired = (cause as { code?: unknown }).code === "ERR_JWT_EXPIRED";
  return isExpired
    ? invalidToken("token expired", { code: "TOKEN_EXPIRED", cause })
    : invalidToken("invalid access token", { cause });
}
