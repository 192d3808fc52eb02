import type { OAuth2Tokens } from "../types";
import type { TokenEndpointClient, TokenRequest } from "./token-endpoint-auth";
import { makeTokenRequest, requestTokens, type TokenRequestExtras } from "./token-request";

/** A refresh token, and who it was given to. */
export interface RefreshTokenGrant extends TokenEndpointClient, TokenRequestExtras {
  refreshToken: string;
  /** Parameters of the provider's own, such as `scope`; they go over nothing that is sent anyway. */
  extraParams?: Readonly<Record<string, string>> | undefined;
}

/**
 * The request that spends a refresh token (RFC 6749 §6), unsent: POST it to the token endpoint.
 * @throws {BetterAuthError} when the options lack what the client is to authenticate with
 */
export function refreshAccessTokenRequest(grant: RefreshTokenGrant): Promise<TokenRequest> {
  return makeTokenRequest("refresh_token", grant, { refresh_token: grant.refreshToken }, grant, grant.extraParams);
}

/**
 * New tokens for a refresh token (RFC 6749 §6). Where the answer has no refresh token, the old one stays valid.
 *
 * @throws {ProviderError} what the token endpoint refused, or that it could not be reached
 * @throws {BetterAuthError} when the options lack what the client is to authenticate with
 * @example
 * const tokens = await refreshAccessToken({ refreshToken, options: { clientId, clientSecret }, tokenEndpoint });
 */
export async function refreshAccessToken(grant: RefreshTokenGrant): Promise<OAuth2Tokens> {
  return requestTokens(grant.tokenEndpoint, await refreshAccessTokenRequest(grant));
}
