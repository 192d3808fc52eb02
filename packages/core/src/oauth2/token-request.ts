import { fetchFromProvider } from "../outbound/fetch-from-provider";
import { ProviderError } from "../outbound/provider-error";
import type { ClientAssertionGrantType, OAuth2Tokens } from "../types";
import { authenticateClient, type TokenEndpointClient, type TokenRequest } from "./token-endpoint-auth";
import { getOAuth2Tokens } from "./tokens";

/** What the requests of all grants have besides their own parameters. */
export interface TokenRequestExtras {
  /** The resources that tokens are for (RFC 8707). */
  resource?: string | readonly string[] | undefined;
  /** Headers of the request. */
  headers?: Readonly<Record<string, string>> | undefined;
}

/**
 * A request to a token endpoint. Later parameters never go over earlier ones: `more` adds only what the grant itself does
 * not say, and the client's credentials go over both.
 */
export async function makeTokenRequest(
  grantType: ClientAssertionGrantType,
  client: TokenEndpointClient,
  params: Readonly<Record<string, string | undefined>>,
  { resource, headers }: TokenRequestExtras,
  more: Readonly<Record<string, string>> | undefined,
): Promise<TokenRequest> {
  const body = new URLSearchParams({ grant_type: grantType });
  for (const [name, value] of Object.entries(params)) if (value) body.set(name, value);
  for (const one of typeof resource === "string" ? [resource] : (resource ?? [])) body.append("resource", one);
  for (const [name, value] of Object.entries(more ?? {})) if (!body.has(name)) body.set(name, value);
  const request: TokenRequest = {
    body,
    headers: {
      "content-type": "application/x-www-form-urlencoded",
      accept: "application/json",
      ...lowerCased(headers),
    },
  };
  await authenticateClient(client, grantType, request);
  return request;
}

/** @throws {ProviderError} when the token endpoint refuses, cannot be reached, or answers without a token */
export async function requestTokens(tokenEndpoint: string, { body, headers }: TokenRequest): Promise<OAuth2Tokens> {
  const answer = await fetchFromProvider(tokenEndpoint, { method: "POST", body, headers });
  const isObject = typeof answer === "object" && answer !== null && !Array.isArray(answer);
  const tokens = getOAuth2Tokens(isObject ? (answer as Record<string, unknown>) : {});
  // RFC 6749 §5.1: REQUIRED. Some give an ID token alone when nothing but `openid` was asked for.
  if (tokens.accessToken === undefined && tokens.idToken === undefined) {
    throw new ProviderError("unreadable", tokenEndpoint, { reason: "its answer has no access_token" });
  }
  return tokens;
}

function lowerCased(headers: Readonly<Record<string, string>> | undefined): Record<string, string> {
  return Object.fromEntries(Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]));
}
