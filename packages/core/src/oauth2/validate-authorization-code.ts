import type { OAuth2Tokens } from "../types";
import type { TokenEndpointClient, TokenRequest } from "./token-endpoint-auth";
import { makeTokenRequest, requestTokens, type TokenRequestExtras } from "./token-request";

/** A code, and what it is bound to. */
export interface AuthorizationCodeGrant extends TokenEndpointClient, TokenRequestExtras {
  code: string;
  /** What the code challenge was made from (RFC 7636 §4.5). */
  codeVerifier?: string | undefined;
  /** As in the authorization request; that of the options goes over it. */
  redirectURI: string;
  /** VK sends it along with the code. */
  deviceId?: string | undefined;
  /** Parameters of the provider's own; they go over nothing that is sent anyway. */
  additionalParams?: Readonly<Record<string, string>> | undefined;
}

/**
 * The request that exchanges a code for tokens (RFC 6749 §4.1.3), unsent: POST it to the token endpoint.
 * @throws {BetterAuthError} when the options lack what the client is to authenticate with
 */
export function authorizationCodeRequest(grant: AuthorizationCodeGrant): Promise<TokenRequest> {
  const params = {
    code: grant.code,
    code_verifier: grant.codeVerifier,
    device_id: grant.deviceId,
    redirect_uri: grant.options.redirectURI ?? grant.redirectURI,
  };
  return makeTokenRequest("authorization_code", grant, params, grant, grant.additionalParams);
}

/**
 * Exchanges a code for tokens (RFC 6749 §4.1.3).
 *
 * @throws {ProviderError} what the token endpoint refused, or that it could not be reached
 * @throws {BetterAuthError} when the options lack what the client is to authenticate with
 * @example
 * const tokens = await validateAuthorizationCode({
 *   code,
 *   codeVerifier,
 *   redirectURI,
 *   options: { clientId, clientSecret },
 *   tokenEndpoint: "https://github.com/login/oauth/access_token",
 * });
 */
export async function validateAuthorizationCode(grant: AuthorizationCodeGrant): Promise<OAuth2Tokens> {
  return requestTokens(grant.tokenEndpoint, await authorizationCodeRequest(grant));
}
