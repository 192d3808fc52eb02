import { APIError } from "@better-auth/core/error";
import {
  applyDefaultAccessTokenExpiry,
  createAuthorizationURL,
  refreshAccessToken,
  type TokenEndpointClient,
  type TokenRequestExtras,
  validateAuthorizationCode,
} from "@better-auth/core/oauth2";
import type { CodeExchange, OAuth2Tokens, OAuthAccountKeyContext, OAuthProvider } from "@better-auth/core/types";
import type { ConfiguredProvider } from "./discovery";
import { GENERIC_OAUTH_ERROR_CODES } from "./error-codes";
import { isCurrentIdToken } from "./id-token";
import { readProfile } from "./profile";
import type { GenericOAuthConfig, GenericOAuthUserInfo } from "./types";

/** A provider as sign-in and linking use it. */
export function makeProvider(provider: ConfiguredProvider): OAuthProvider {
  const { config, metadata } = provider;
  const isDiscovered = config.discoveryUrl !== undefined;
  return {
    id: config.providerId,
    name: config.name ?? config.providerId,
    async createAuthorizationURL(request) {
      const { authorizationEndpoint } = await metadata();
      return createAuthorizationURL({
        id: config.providerId,
        options: { clientId: config.clientId, redirectURI: config.redirectURI },
        authorizationEndpoint,
        redirectURI: request.redirectURI,
        state: request.state,
        codeVerifier: config.pkce === false ? undefined : request.codeVerifier,
        scopes: [...new Set([...(config.scopes ?? []), ...(request.scopes ?? [])])],
        responseType: config.responseType,
        responseMode: config.responseMode,
        prompt: config.prompt,
        accessType: config.accessType,
        display: request.display,
        loginHint: request.loginHint,
        nonce: request.idTokenNonce,
        additionalParams: { ...config.authorizationUrlParams, ...request.additionalParams },
      });
    },
    validateAuthorizationCode: (exchange) => exchangeCode(provider, exchange),
    async refreshAccessToken(refreshToken, context) {
      const { refreshTokenParams: params } = config;
      const tokens = await refreshAccessToken({
        refreshToken,
        ...(await clientOf(provider)),
        extraParams: typeof params === "function" ? await params(context) : params,
      });
      await checkRefreshed(provider, tokens);
      return applyDefaultAccessTokenExpiry(tokens, config.accessTokenExpiresIn);
    },
    getUserInfo: (tokens) => readProfile(provider, tokens),
    async accountSubject({ profile, tokens }) {
      const subject = await (config.accountSubject ?? defaultSubject(config))({ profile, tokens });
      return isSubject(subject) ? subject : "";
    },
    // Without keys there is nothing to hold a token to that anybody may have made.
    verifyIdToken: isDiscovered ? (token, nonce) => isCurrentIdToken(provider, token, nonce) : undefined,
    requiresIdTokenNonce: isDiscovered && config.disableIdTokenNonceBinding !== true,
    discover: metadata,
    disableSignUp: config.disableSignUp,
    disableImplicitSignUp: config.disableImplicitSignUp,
    requireEmailVerification: config.requireEmailVerification,
    overrideUserInfoOnSignIn: config.overrideUserInfo,
    allowIdpInitiated: config.allowIdpInitiated,
  };
}

/** `id` is what the application means by it; in what an ID token says it is anything. */
function defaultSubject({ discoveryUrl, getUserInfo }: GenericOAuthConfig) {
  return ({ profile: { id, sub }, tokens }: OAuthAccountKeyContext<GenericOAuthUserInfo>): string | number => {
    const isOpenIdConnect = getUserInfo === undefined && (discoveryUrl !== undefined || tokens.idToken !== undefined);
    return (isOpenIdConnect ? [sub, id] : [id, sub]).find(isSubject) ?? "";
  };
}

/** Anything else would be the same for many. The account is refused then, and the log says so. */
function isSubject(value: unknown): value is string | number {
  return typeof value === "string" ? value !== "" : Number.isFinite(value);
}

async function exchangeCode(
  provider: ConfiguredProvider,
  { code, codeVerifier: verifier, redirectURI, deviceId }: CodeExchange,
): Promise<OAuth2Tokens> {
  const { config } = provider;
  const codeVerifier = config.pkce === false ? undefined : verifier;
  const tokens = config.getToken
    ? await config.getToken({ code, redirectURI: config.redirectURI ?? redirectURI, codeVerifier, deviceId })
    : await validateAuthorizationCode({
        code,
        codeVerifier,
        deviceId,
        redirectURI,
        ...(await clientOf(provider)),
        additionalParams: config.tokenUrlParams,
      });
  // Says where they are from, to whoever reads them next.
  return applyDefaultAccessTokenExpiry({ raw: {}, ...tokens }, config.accessTokenExpiresIn);
}

/** @throws {APIError} 400 TOKEN_URL_NOT_FOUND where there is only `getToken` */
async function clientOf({ config, metadata }: ConfiguredProvider): Promise<TokenEndpointClient & TokenRequestExtras> {
  const { tokenEndpoint } = await metadata();
  if (tokenEndpoint === undefined) throw APIError.from("BAD_REQUEST", GENERIC_OAUTH_ERROR_CODES.TOKEN_URL_NOT_FOUND);
  const { clientId, clientSecret, redirectURI, authentication, tokenEndpointAuth, authorizationHeaders } = config;
  return {
    options: { clientId, clientSecret, redirectURI },
    tokenEndpoint,
    authentication,
    tokenEndpointAuth,
    headers: authorizationHeaders,
  };
}

/**
 * OpenID Connect Core 1.0 §12.2: an ID token that comes with new tokens is held to the same rules, but for the nonce.
 * @throws {APIError} 400 INVALID_OAUTH_CONFIGURATION, and the log says why
 */
async function checkRefreshed(provider: ConfiguredProvider, { idToken }: OAuth2Tokens): Promise<void> {
  if (idToken === undefined || provider.config.discoveryUrl === undefined) return;
  if (await isCurrentIdToken(provider, idToken)) return;
  throw APIError.from("BAD_REQUEST", GENERIC_OAUTH_ERROR_CODES.INVALID_OAUTH_CONFIGURATION);
}
