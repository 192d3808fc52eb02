import type { Awaitable } from "./endpoint";

/** What a token endpoint answered (RFC 6749 §5.1, OpenID Connect Core 1.0 §3.1.3.3). */
export interface OAuth2Tokens {
  tokenType?: string | undefined;
  accessToken?: string | undefined;
  refreshToken?: string | undefined;
  accessTokenExpiresAt?: Date | undefined;
  refreshTokenExpiresAt?: Date | undefined;
  /** What was granted, where the provider says so. */
  scopes?: string[] | undefined;
  idToken?: string | undefined;
  /** The whole answer. */
  raw?: Record<string, unknown> | undefined;
}

/** What a provider says of a person. */
export interface OAuth2UserInfo {
  name?: string | undefined;
  email?: string | null | undefined;
  image?: string | undefined;
  /** The provider has seen that the person reads this mail. */
  emailVerified: boolean;
}

/** What `mapProfileToUser` gives: it goes over what the provider's own mapping gave, and additional fields come along. */
export type OAuthMappedUser = Partial<OAuth2UserInfo> & Record<string, unknown>;

/** What an account's key is made from. */
export interface OAuthAccountKeyContext<P = Record<string, unknown>> {
  /** The provider's whole answer about the person. */
  profile: P;
  tokens: OAuth2Tokens;
}

/** The subject of a person at a provider: what never changes and is never given to somebody else. */
export type OAuthAccountSubject<P = Record<string, unknown>> = (
  context: OAuthAccountKeyContext<P>,
) => Awaitable<string | number>;

/** Why tokens are asked for anew. */
export interface OAuthRefreshContext {
  /** The account whose tokens they are. */
  account?: { id: string; providerId: string; accountId: string; userId: string } | undefined;
}

/** What a page has of a person besides the ID token: Apple says it once, to the page alone. */
export interface OAuthUserHint {
  name?: { firstName?: string | undefined; lastName?: string | undefined } | undefined;
  email?: string | undefined;
}

/** How the ID tokens of a provider are checked (OpenID Connect Core 1.0 §3.1.3.7). */
export interface OAuthIdTokenConfig {
  /** Where the provider's keys are, or the keys themselves by the header of a token. */
  jwks: string | ((header: { kid?: string | undefined; alg?: string | undefined }) => Promise<unknown>);
  /** Headers of the request to an address in `jwks`. */
  jwksHeaders?: Readonly<Record<string, string>> | undefined;
  /** `iss` has to be this, or one of these; `undefined` when `verifyClaims` decides. */
  issuer?: string | readonly string[] | undefined;
  /** `aud` has to name one of these. */
  audience: string | readonly string[];
  /** @default ["RS256"] */
  algorithms?: readonly string[] | undefined;
  /** How old a token may be by its `iat`, as in "1h". */
  maxTokenAge?: string | undefined;
  /** `exact-or-sha256` takes the SHA-256 of the nonce, too, in hexadecimal, as Apple sends it. @default "exact" */
  nonceComparison?: "exact" | "exact-or-sha256" | undefined;
  /** What is no JWT is handed to `getUserInfo` as an access token. @default false */
  allowOpaqueToken?: boolean | undefined;
  /** Asked last, about the claims of a token whose signature is right. */
  verifyClaims?: ((claims: Record<string, unknown>) => Awaitable<boolean>) | undefined;
}

/** What an authorization request is made from. */
export interface AuthorizationRequest {
  state: string;
  codeVerifier: string;
  redirectURI: string;
  /** Besides those of the provider and its options. */
  scopes?: readonly string[] | undefined;
  loginHint?: string | undefined;
  display?: string | undefined;
  /** What the ID token has to come back with. */
  idTokenNonce?: string | undefined;
  additionalParams?: Readonly<Record<string, string>> | undefined;
}

/** What a code is exchanged with. */
export interface CodeExchange {
  code: string;
  redirectURI: string;
  codeVerifier?: string | undefined;
  /** VK sends it along with the code. */
  deviceId?: string | undefined;
}

/** What a provider says of a person, in our words and in its own. */
export interface OAuthProfile<P = Record<string, unknown>> {
  user: OAuth2UserInfo & Record<string, unknown>;
  data: P;
}

/** A provider of accounts, as sign-in and linking use it. */
export interface OAuthProvider<P extends object = Record<string, unknown>> {
  id: string;
  name: string;
  /** Where the provider sends browsers back to, below the base path. @default "/callback/{id}" */
  callbackPath?: string | undefined;
  createAuthorizationURL(request: AuthorizationRequest): Awaitable<URL>;
  /** @throws what the token endpoint refused, or that it could not be reached */
  validateAuthorizationCode(exchange: CodeExchange): Promise<OAuth2Tokens>;
  /** `null` when the provider tells nothing. */
  getUserInfo(tokens: OAuth2Tokens & { user?: OAuthUserHint | undefined }): Promise<OAuthProfile<P> | null>;
  /** The subject of a person: `OAuthAccountSubject`. */
  accountSubject(context: OAuthAccountKeyContext<P>): Awaitable<string | number>;
  refreshAccessToken?: ((refreshToken: string, context?: OAuthRefreshContext) => Promise<OAuth2Tokens>) | undefined;
  /** There where people sign in with an ID token that their page already has. */
  idToken?: OAuthIdTokenConfig | undefined;
  /** The application's own check of an ID token, in place of `idToken`. */
  verifyIdToken?: ((token: string, nonce?: string) => Promise<boolean>) | undefined;
  /** An ID token that comes with a code has to have a nonce of ours. */
  requiresIdTokenNonce?: boolean | undefined;
  /** What `iss` of a callback has to be, where it is there (RFC 9207). */
  issuer?: string | undefined;
  /** Whether the provider says in every callback who it is (RFC 9207): then `iss` has to be there. */
  sendsIssuer?: boolean | undefined;
  /**
   * Where both have to be asked for first, as a discovery document says them: goes over the two, and is waited for by every
   * callback. What it rejects with ends the callback.
   */
  discover?: (() => Promise<Pick<OAuthProvider, "issuer" | "sendsIssuer">>) | undefined;
  disableSignUp?: boolean | undefined;
  /** A sign-up has to be asked for (`requestSignUp`). */
  disableImplicitSignUp?: boolean | undefined;
  disableIdTokenSignIn?: boolean | undefined;
  /** People whose address the provider has not seen verified get no session before they verify it. */
  requireEmailVerification?: boolean | undefined;
  /** Name, picture, mapped fields and an address that is verified and free are the provider's at every sign-in. */
  overrideUserInfoOnSignIn?: boolean | undefined;
  /** Callbacks that nobody here has begun are taken as a wish to begin. */
  allowIdpInitiated?: boolean | undefined;
  options?: object | undefined;
}

/** Options that every provider has. */
export interface ProviderOptions<P extends object = Record<string, unknown>> {
  /** Several for providers whose web site and applications have ids of their own: the first asks, all are taken as audience. */
  clientId?: string | readonly string[] | undefined;
  clientSecret?: string | undefined;
  /** TikTok's name for the client's id. */
  clientKey?: string | undefined;
  /** Asked for besides the default ones. */
  scope?: string[] | undefined;
  /** Ask for `scope` only. @default false */
  disableDefaultScope?: boolean | undefined;
  /** @default "{baseURL}/callback/{id}" */
  redirectURI?: string | undefined;
  /** Another authorization endpoint than the provider's. */
  authorizationEndpoint?: string | undefined;
  /** What the provider is to show. */
  prompt?:
    | "select_account"
    | "consent"
    | "login"
    | "none"
    | "select_account consent"
    | "create"
    | "login consent"
    | undefined;
  responseMode?: "query" | "form_post" | undefined;
  /** Nobody signs in with an ID token that a page brings. @default false */
  disableIdTokenSignIn?: boolean | undefined;
  /** Nobody new. @default false */
  disableSignUp?: boolean | undefined;
  /** Somebody new only when the call says `requestSignUp`. @default false */
  disableImplicitSignUp?: boolean | undefined;
  /** Somebody whose address the provider has not seen verified gets no session before. @default false */
  requireEmailVerification?: boolean | undefined;
  /** Take over name, picture, mapped fields and an address that is verified and free at every sign-in. @default false */
  overrideUserInfoOnSignIn?: boolean | undefined;
  /** Fields of the user from the profile; they go over the provider's own mapping. */
  mapProfileToUser?: ((profile: P) => Awaitable<OAuthMappedUser>) | undefined;
  /** In place of the provider's own request for the profile. */
  getUserInfo?:
    | ((tokens: OAuth2Tokens & { user?: OAuthUserHint | undefined }) => Promise<OAuthProfile<P> | null>)
    | undefined;
  /** In place of the provider's own refresh. */
  refreshAccessToken?: ((refreshToken: string, context?: OAuthRefreshContext) => Promise<OAuth2Tokens>) | undefined;
  /** In place of the check of ID tokens. */
  verifyIdToken?: ((token: string, nonce?: string) => Promise<boolean>) | undefined;
}

/** How a client says at the token endpoint that it is itself (RFC 6749 §2.3, RFC 7523 §2.2). */
export type TokenEndpointAuth =
  | { method: "none" }
  | { method: "client_secret_basic" }
  | { method: "client_secret_post" }
  | { method: "private_key_jwt"; getClientAssertion: ClientAssertionGetter }
  | { method: "custom"; customizeRequest: TokenEndpointRequestHook };

export type TokenEndpointAuthMethod = TokenEndpointAuth["method"];

export type ClientAssertionGrantType = "authorization_code" | "refresh_token" | "client_credentials";

/** What a client assertion is made for. */
export interface ClientAssertionContext {
  clientId: string;
  tokenEndpoint: string;
  grantType: ClientAssertionGrantType;
}

/** Makes a client assertion (a signed JWT). */
export type ClientAssertionGetter = (context: ClientAssertionContext) => Awaitable<string>;

/** A request to a token endpoint, for a hook to complete. */
export interface TokenEndpointRequestContext {
  clientId: string;
  tokenEndpoint: string;
  grantType: ClientAssertionGrantType;
  body: URLSearchParams;
  headers: Record<string, string>;
}

/** Completes a request to a token endpoint, in place. */
export type TokenEndpointRequestHook = (request: TokenEndpointRequestContext) => Awaitable<void>;

/** What a browser has with it while it is at a provider, and what comes back to the callback. */
export interface OAuthState {
  callbackURL: string;
  codeVerifier: string;
  /** Milliseconds since the epoch. */
  expiresAt: number;
  errorURL?: string | undefined;
  newUserURL?: string | undefined;
  requestSignUp?: boolean | undefined;
  idTokenNonce?: string | undefined;
  /** Whoever is signed in and wants to have the account. */
  link?: { email: string; userId: string } | undefined;
  /** What `addOAuthServerContext` added; no client has seen or sent it. */
  serverContext?: Record<string, unknown> | undefined;
  /** `additionalData` of the call that began it. */
  [more: string]: unknown;
}
