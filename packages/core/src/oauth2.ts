export {
  additionalAuthorizationParamsSchema,
  RESERVED_AUTHORIZATION_PARAMS,
  RESERVED_AUTHORIZATION_PARAMS_SET,
} from "./oauth2/authorization-params";
export { type ClientCredentials, decodeBasicCredentials, encodeBasicCredentials } from "./oauth2/basic-credentials";
export {
  CLIENT_ASSERTION_TYPE,
  type ClientAssertionParams,
  createPrivateKeyJwtClientAssertionGetter,
  PRIVATE_KEY_JWT_SIGNING_ALGORITHMS,
  type PrivateKeyJwtClientAssertionGetterOptions,
  type PrivateKeyJwtClientAssertionOptions,
  type PrivateKeyJwtSigningAlgorithm,
  resolveClientAssertionParams,
  signPrivateKeyJwtClientAssertion,
} from "./oauth2/client-assertion";
export {
  type ClientCredentialsGrant,
  clientCredentialsToken,
  clientCredentialsTokenRequest,
} from "./oauth2/client-credentials-token";
export { getPrimaryClientId } from "./oauth2/client-id";
export { type AuthorizationURLOptions, createAuthorizationURL } from "./oauth2/create-authorization-url";
export {
  type AccessTokenAuthorization,
  type AccessTokenAuthorizationScheme,
  BEARER_AUTHORIZATION_SCHEME,
  DPOP_AUTHORIZATION_SCHEME,
  parseAccessTokenAuthorization,
  stripAccessTokenAuthorizationScheme,
} from "./oauth2/dpop/authorization";
export { DPOP_PROOF_TYPE, DPOP_SIGNING_ALGORITHMS, type DpopSigningAlgorithm } from "./oauth2/dpop/constants";
export { type EnforceDpopBindingParams, enforceDpopBinding } from "./oauth2/dpop/enforce-binding";
export {
  createDpopBindingError,
  createDpopProofError,
  type DpopBindingError,
  type DpopBindingErrorCode,
  type DpopProofError,
  type DpopProofErrorCode,
  isDpopBindingError,
  isDpopProofError,
} from "./oauth2/dpop/errors";
export { normalizeDpopHtu } from "./oauth2/dpop/htu";
export {
  createDpopReplayStore,
  createInMemoryDpopReplayStore,
  type DpopReplayAuthContext,
  type DpopReplayReservation,
  type DpopReplayReservations,
  type DpopReplayStore,
} from "./oauth2/dpop/replay-store";
export { deriveDpopAth, deriveDpopJkt, getConfirmationJkt, getDpopJktFromPayload } from "./oauth2/dpop/thumbprint";
export { type VerifiedDpopProof, type VerifyDpopProofOptions, verifyDpopProof } from "./oauth2/dpop/verify-proof";
export type { JsonWebKeyInput } from "./oauth2/json-web-key";
export { parseStringBoolean } from "./oauth2/parse-string-boolean";
export { generateCodeChallenge } from "./oauth2/pkce";
export {
  type RefreshTokenGrant,
  refreshAccessToken,
  refreshAccessTokenRequest,
} from "./oauth2/refresh-access-token";
export type { AccessTokenClaims } from "./oauth2/resource-server/access-token-claims";
export {
  type ResourceRequestInput,
  requestToResourceInput,
  type VerifyAccessTokenRequestOptions,
  verifyAccessTokenRequest,
} from "./oauth2/resource-server/access-token-request";
export { type VerifyAccessTokenOptions, verifyBearerToken } from "./oauth2/resource-server/bearer-token";
export type { RemoteVerifyOptions } from "./oauth2/resource-server/introspect";
export { getJwks, type JsonWebKeySetInput, type JwksSource } from "./oauth2/resource-server/jwks";
export { verifyJwsAccessToken } from "./oauth2/resource-server/jws-access-token";
export { createInsufficientScopeError, isInsufficientScopeError } from "./oauth2/resource-server/refusals";
export type { AccessTokenVerifyOptions } from "./oauth2/resource-server/verify-options";
export { mergeScopes } from "./oauth2/scopes";
export type {
  TokenEndpointClient,
  TokenEndpointSecretAuthentication,
  TokenRequest,
} from "./oauth2/token-endpoint-auth";
export type { TokenRequestExtras } from "./oauth2/token-request";
export { applyDefaultAccessTokenExpiry, getOAuth2Tokens } from "./oauth2/tokens";
export {
  type AuthorizationCodeGrant,
  authorizationCodeRequest,
  validateAuthorizationCode,
} from "./oauth2/validate-authorization-code";
export { type ValidateTokenOptions, validateToken } from "./oauth2/validate-token";
export { type IdTokenCheck, type IdTokenRefusal, verifyIdToken } from "./oauth2/verify-id-token";
export {
  type IdTokenCheckContext,
  type IdTokenProvider,
  supportsIdTokenSignIn,
  verifyProviderIdToken,
} from "./oauth2/verify-provider-id-token";
export { ASYMMETRIC_ALGORITHMS, type VerifiedToken } from "./oauth2/verify-signed";
export {
  fetchBytesFromProvider,
  fetchFromProvider,
  type ProviderBytes,
  type ProviderLimits,
} from "./outbound/fetch-from-provider";
export { isProviderError, ProviderError, type ProviderErrorCode } from "./outbound/provider-error";
export type {
  ClientAssertionContext,
  ClientAssertionGetter,
  ClientAssertionGrantType,
  OAuth2Tokens,
  OAuth2UserInfo,
  OAuthAccountKeyContext,
  OAuthAccountSubject,
  OAuthIdTokenConfig,
  OAuthMappedUser,
  OAuthProvider,
  OAuthRefreshContext,
  ProviderOptions,
  TokenEndpointAuth,
  TokenEndpointAuthMethod,
  TokenEndpointRequestContext,
  TokenEndpointRequestHook,
} from "./types";
