import { refreshAccessToken } from "../oauth2/refresh-access-token";
import type { TokenEndpointClient } from "../oauth2/token-endpoint-auth";
import { validateAuthorizationCode } from "../oauth2/validate-authorization-code";
import type { CodeExchange, OAuth2Tokens, ProviderOptions } from "../types";
import { definedParams } from "./authorization-url";
import { type ClientAuthentication, type FromOptions, type ProviderDefinition, resolveOption } from "./definition";

/** Exchanges a code (RFC 6749 §4.1.3). */
export async function exchangeCode<P extends object, O extends ProviderOptions<P>>(
  definition: ProviderDefinition<P, O>,
  options: O,
  exchange: CodeExchange,
): Promise<OAuth2Tokens> {
  if (definition.exchange) return definition.exchange(exchange, options);
  const sendsVerifier = definition.sendsCodeVerifier ?? resolveOption(definition.pkce, options);
  return validateAuthorizationCode({
    code: exchange.code,
    codeVerifier: sendsVerifier ? exchange.codeVerifier : undefined,
    deviceId: exchange.deviceId,
    redirectURI: exchange.redirectURI,
    ...(await clientOf(definition, options, definition.clientAuthentication)),
    headers: definition.exchangeHeaders,
  });
}

/** Spends a refresh token (RFC 6749 §6). */
export async function refreshTokens<P extends object, O extends ProviderOptions<P>>(
  definition: ProviderDefinition<P, O>,
  options: O,
  refreshToken: string,
): Promise<OAuth2Tokens> {
  if (definition.refresh) return definition.refresh(refreshToken, options);
  return refreshAccessToken({
    refreshToken,
    ...(await clientOf(definition, options, definition.refreshAuthentication ?? definition.clientAuthentication)),
    extraParams: definedParams(resolveOption(definition.refreshParams ?? {}, options)),
  });
}

async function clientOf<P extends object, O extends ProviderOptions<P>>(
  definition: ProviderDefinition<P, O>,
  options: O,
  given: FromOptions<O, ClientAuthentication> | undefined,
): Promise<TokenEndpointClient> {
  const clientSecret = definition.makeClientSecret ? await definition.makeClientSecret(options) : options.clientSecret;
  const authentication = resolveOption(given ?? "post", options);
  return {
    options: { ...options, clientSecret },
    tokenEndpoint: resolveOption(definition.tokenEndpoint, options),
    // Without a secret there is nothing to put into the header: the client is a public one and says its id in the body.
    ...(typeof authentication === "object"
      ? { tokenEndpointAuth: authentication }
      : { authentication: clientSecret ? authentication : "post" }),
  };
}
