import type { JWTPayload } from "jose";
import { APIError } from "../../error";
import { logger } from "../../logger/logger";
import { fetchFromProvider } from "../../outbound/fetch-from-provider";
import { type AccessTokenClaims, withClientId } from "./access-token-claims";
import { refusedClaims } from "./jws-access-token";
import { invalidToken } from "./refusals";
import { type AccessTokenVerifyOptions, checkVerifyOptions } from "./verify-options";

/** The authorization server's word on a token (RFC 7662). */
export interface RemoteVerifyOptions {
  /** The introspection endpoint. */
  introspectUrl: string;
  /** The resource server, as a client of the authorization server. */
  clientId: string;
  clientSecret: string;
  /** Do not look at signatures before, for tokens that are signed. @default false */
  force?: boolean | undefined;
}

/**
 * What the authorization server says of a token that is active. Issuer, audience, time and required claims are checked as
 * those of a JWT are; `typ` is not, as there is no header.
 *
 * @throws {APIError} 401 for a token that is not active or not for here, 503 `INTROSPECTION_FAILED`
 */
export async function introspect(
  token: string,
  { introspectUrl, clientId, clientSecret }: RemoteVerifyOptions,
  verifyOptions: AccessTokenVerifyOptions,
): Promise<AccessTokenClaims> {
  const { typ: _, ...options } = checkVerifyOptions(verifyOptions);
  const body = new URLSearchParams({
    client_id: clientId,
    client_secret: clientSecret,
    token,
    token_type_hint: "access_token",
  });
  const answer = await ask(introspectUrl, body);
  if (answer.active === false) throw invalidToken("token inactive");
  // RFC 7662 §2.2: a boolean, and nothing that looks like one.
  if (answer.active !== true) throw invalidToken("invalid access token");
  // RFC 7662 §4: a server tells of refresh tokens, too, and the hint is but a hint.
  if (answer.token_type === "refresh_token" || answer.token_use === "refresh_token") {
    throw invalidToken("invalid access token");
  }
  const { UnsecuredJWT } = await import("jose/jwt/unsecured");
  const claims = withClientId(answer);
  try {
    // Only to have the claims checked by what checks those of signed tokens.
    UnsecuredJWT.decode(new UnsecuredJWT({ ...claims } as JWTPayload).encode(), options);
  } catch (cause) {
    throw refusedClaims(cause);
  }
  return claims;
}

async function ask(introspectUrl: string, body: URLSearchParams): Promise<Record<string, unknown>> {
  try {
    const answer = await fetchFromProvider(introspectUrl, { method: "POST", body });
    if (typeof answer === "object" && answer !== null && !Array.isArray(answer)) {
      return answer as Record<string, unknown>;
    }
    throw new TypeError("The introspection endpoint answered with something else than an object.");
  } catch (cause) {
    logger.error("Introspection of an access token failed.", cause);
    throw new APIError("SERVICE_UNAVAILABLE", {
      code: "INTROSPECTION_FAILED",
      message: "Access tokens cannot be verified at the moment",
      cause,
    });
  }
}
