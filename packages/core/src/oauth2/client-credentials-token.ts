import type { OAuth2Tokens } from "../types";
import type { TokenEndpointClient, TokenRequest } from "./token-endpoint-auth";
import { makeTokenRequest, requestTokens, type TokenRequestExtras } from "./token-request";

/** What a client asks for on its own behalf. */
export interface ClientCredentialsGrant extends TokenEndpointClient, TokenRequestExtras {
  /** With spaces between several. */
  scope?: string | undefined;
  /** Parameters of the provider's own, such as `audience`; they go over nothing that is sent anyway. */
  extraParams?: Readonly<Record<string, string>> | undefined;
}

/**
 * The request for tokens of the client's own (RFC 6749 §4.4), unsent: POST it to the token endpoint.
 * @throws {BetterAuthError} when the options lack what the client is to authenticate with
 */
export function clientCredentialsTokenRequest(grant: ClientCredentialsGrant): Promise<TokenRequest> {
  return makeTokenRequest("client_credentials", grant, { scope: grant.scope }, grant, grant.extraParams);
}

/**
 * Tokens of the client's own, for no person (RFC 6749 §4.4).
 *
 * @throws {ProviderError} what the token endpoint refused, or that it could not be reached
 * @throws {BetterAuthError} when the options lack what the client is to authenticate with
 * @example
 * const { accessToken } = await clientCredentialsToken({ options: { clientId, clientSecret }, tokenEndpoint, scope: "read" });
 */
export async function clientCredentialsToken(grant: ClientCredentialsGrant): Promise<OAuth2Tokens> {
  return requestTokens(grant.tokenEndpoint, await clientCredentialsTokenRequest(grant));
}
