import type {
  Awaitable,
  ErrorCodes,
  OAuth2Tokens,
  OAuthAccountKeyContext,
  OAuthMappedUser,
  OAuthRefreshContext,
  ProviderOptions,
  TokenEndpointAuth,
} from "@better-auth/core/types";

/** What a provider says of a person: the members that are looked at, and whatever else it says. */
export interface GenericOAuthUserInfo {
  /** The person at the provider: never changes, is never given to somebody else. */
  id?: string | number | undefined;
  /** The same in the words of OpenID Connect. */
  sub?: string | undefined;
  name?: string | undefined;
  email?: string | null | undefined;
  /** Address of a picture. */
  image?: string | undefined;
  /** The provider has seen that the person reads this mail. */
  emailVerified?: boolean | undefined;
  [claim: string]: unknown;
}

/** What a code is exchanged with. */
export interface GenericOAuthCode {
  code: string;
  /** Where the provider sent the browser to. */
  redirectURI: string;
  /** Unless `pkce` is `false`. */
  codeVerifier?: string | undefined;
  /** What came along with the code as `device_id`. */
  deviceId?: string | undefined;
}

/**
 * A provider: where it is (`discoveryUrl`, or `authorizationUrl` and `tokenUrl`), and who the application is there. What
 * is given goes over what the discovery document says.
 */
export interface GenericOAuthConfig<ID extends string = string> {
  /** For `signIn.social`, in `account.providerId` and at the end of the callback's address. */
  providerId: ID;
  /** What people call it. @default providerId */
  name?: string | undefined;
  /** Address of the discovery document: "https://id.example.com/.well-known/openid-configuration". */
  discoveryUrl?: string | undefined;
  /**
   * Who the discovery document and ID tokens have to say that they are from.
   * @default with `discoveryUrl` what stands in it before "/.well-known/", else anybody
   */
  issuer?: string | undefined;
  /** Only who comes with an ID token that the discovered keys have signed. @default false */
  requireIdTokenVerification?: boolean | undefined;
  /** Where browsers are sent to. */
  authorizationUrl?: string | undefined;
  /** Where codes and refresh tokens become tokens. */
  tokenUrl?: string | undefined;
  /** Where the profile is. */
  userInfoUrl?: string | undefined;
  /** Where browsers are sent to after a sign-out, to be signed out at the provider, too. */
  endSessionEndpoint?: string | undefined;
  /** Where the provider sends browsers on to then, when the sign-out says no `callbackURL`. */
  postLogoutRedirectURI?: string | undefined;
  /** A sign-out ends the session here alone. @default false */
  disableProviderLogout?: boolean | undefined;
  clientId: string;
  /** Left out by public clients, and with `private_key_jwt`. */
  clientSecret?: string | undefined;
  /** Where the secret stands in requests of tokens: in the body, or in the `Authorization` header. @default "post" */
  authentication?: "basic" | "post" | undefined;
  /** How the client says who it is, in place of `authentication`. */
  tokenEndpointAuth?: TokenEndpointAuth | undefined;
  /** Asked for, besides those of the call. @default [] */
  scopes?: string[] | undefined;
  /** Another address than "{baseURL}/callback/{providerId}", which has to lead there. */
  redirectURI?: string | undefined;
  /** @default "code" */
  responseType?: string | undefined;
  /** How the provider answers; what it posts is taken, too. @default as the provider does */
  responseMode?: "query" | "form_post" | undefined;
  /** What the provider is to show. */
  prompt?: ProviderOptions["prompt"];
  /** Bind codes to the sign-in that asked for them (RFC 7636, S256). Weakens what it protects when `false`. @default true */
  pkce?: boolean | undefined;
  /** "offline" makes Google and others give a refresh token. */
  accessType?: string | undefined;
  /** Seconds that access tokens live, where the provider does not say. */
  accessTokenExpiresIn?: number | undefined;
  /** More parameters of the authorization request. */
  authorizationUrlParams?: Record<string, string> | undefined;
  /** More parameters of the request that exchanges a code. */
  tokenUrlParams?: Record<string, string> | undefined;
  /** More parameters of the request that spends a refresh token. */
  refreshTokenParams?:
    | Record<string, string>
    | ((context?: OAuthRefreshContext) => Awaitable<Record<string, string> | undefined>)
    | undefined;
  /** Headers of the request for the discovery document, and of that for the keys where they are at the same origin. */
  discoveryHeaders?: Record<string, string> | undefined;
  /** Headers of requests for tokens. */
  authorizationHeaders?: Record<string, string> | undefined;
  /** In place of the request that exchanges a code. */
  getToken?: ((code: GenericOAuthCode) => Promise<OAuth2Tokens>) | undefined;
  /** In place of reading the ID token and `userInfoUrl`. */
  getUserInfo?: ((tokens: OAuth2Tokens) => Promise<GenericOAuthUserInfo | null>) | undefined;
  /** Fields of the user from the profile; they go over `name`, `email`, `image` and `emailVerified`. */
  mapProfileToUser?: ((profile: GenericOAuthUserInfo) => Awaitable<OAuthMappedUser>) | undefined;
  /** What never changes of a person at the provider: `account.accountId`. @default `sub` of an ID token, else `id`, else `sub` */
  accountSubject?: ((context: OAuthAccountKeyContext<GenericOAuthUserInfo>) => Awaitable<string | number>) | undefined;
  /** Somebody new only when the call says `requestSignUp`. @default false */
  disableImplicitSignUp?: boolean | undefined;
  /** Nobody new. @default false */
  disableSignUp?: boolean | undefined;
  /** Take over name, picture, mapped fields and, when it is verified and free, the address at every sign-in. @default false */
  overrideUserInfo?: boolean | undefined;
  /** Somebody whose address the provider has not seen verified gets no session before. @default false */
  requireEmailVerification?: boolean | undefined;
  /** Visits of the callback that nobody here has begun begin a sign-in. @default false */
  allowIdpInitiated?: boolean | undefined;
  /** Weakens: an ID token of another sign-in is taken; for providers that lose the nonce. @default false */
  disableIdTokenNonceBinding?: boolean | undefined;
}

/** Options of the plugin. */
export interface GenericOAuthOptions<ID extends string = string> {
  /** The providers. */
  config: GenericOAuthConfig<ID>[];
}

/** What every helper takes. */
export interface BaseOAuthProviderOptions {
  clientId: string;
  clientSecret?: string | undefined;
  /** In place of the helper's own. */
  scopes?: string[] | undefined;
  /** Another address than "{baseURL}/callback/{providerId}", which has to lead there. */
  redirectURI?: string | undefined;
  /** Bind codes to the sign-in that asked for them. @default true */
  pkce?: boolean | undefined;
  /** Somebody new only when the call says `requestSignUp`. @default false */
  disableImplicitSignUp?: boolean | undefined;
  /** Nobody new. @default false */
  disableSignUp?: boolean | undefined;
  /** Take over name, picture, mapped fields and, when it is verified and free, the address at every sign-in. @default false */
  overrideUserInfo?: boolean | undefined;
}

/** Options of `auth0`. */
export interface Auth0Options extends BaseOAuthProviderOptions {
  /** "tenant.eu.auth0.com", or a domain of your own. */
  domain: string;
}

/** Options of `gumroad`. */
export interface GumroadOptions extends BaseOAuthProviderOptions {}

/** Options of `hubspot`. */
export interface HubSpotOptions extends BaseOAuthProviderOptions {}

/** Options of `keycloak`. */
export interface KeycloakOptions extends BaseOAuthProviderOptions {
  /** Address of the realm: "https://id.example.com/realms/main". */
  issuer: string;
}

/** Options of `line`. */
export interface LineOptions extends BaseOAuthProviderOptions {
  /** For channels of several countries beside each other. @default "line" */
  providerId?: string | undefined;
}

/** Options of `microsoftEntraId`. */
export interface MicrosoftEntraIdOptions extends BaseOAuthProviderOptions {
  /** Identifier of the tenant, a GUID. For "common" and its like there is `socialProviders.microsoft`. */
  tenantId: string;
}

/** Options of `okta`. */
export interface OktaOptions extends BaseOAuthProviderOptions {
  /** Address of the authorization server: "https://dev-1.okta.com/oauth2/default". */
  issuer: string;
}

/** Options of `patreon`. */
export interface PatreonOptions extends BaseOAuthProviderOptions {}

/** Options of `slack`. */
export interface SlackOptions extends BaseOAuthProviderOptions {}

/** Options of `yandex`. */
export interface YandexOptions extends BaseOAuthProviderOptions {}

/** Error codes of the plugin. */
export type GenericOAuthErrorCodes = ErrorCodes<
  "INVALID_OAUTH_CONFIGURATION" | "TOKEN_URL_NOT_FOUND" | "PROVIDER_UNAVAILABLE"
>;

/** What the plugin adds to the types. */
export interface GenericOAuthTypes {
  id: "generic-oauth";
  errors: GenericOAuthErrorCodes;
}
