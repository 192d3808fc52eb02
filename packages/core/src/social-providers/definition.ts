import type { TokenEndpointSecretAuthentication } from "../oauth2/token-endpoint-auth";
import type {
  CodeExchange,
  OAuth2Tokens,
  OAuth2UserInfo,
  OAuthIdTokenConfig,
  OAuthUserHint,
  ProviderOptions,
  TokenEndpointAuth,
} from "../types";

/** A value, or what makes it from the options of the application. */
export type FromOptions<O, T> = T | ((options: O) => T);

/** Parameters of a request; those that are undefined are left out. */
export type Params = Readonly<Record<string, string | undefined>>;

/** What a profile is read with: tokens, and what the page had of the person. */
export type ProfileTokens = OAuth2Tokens & { user?: OAuthUserHint | undefined };

/** What the application or the caller may say of an authorization request, where the provider understands it. */
export type ForwardedParam = "login_hint" | "prompt" | "display" | "response_mode";

/** Where the secret stands, in the `Authorization` header or in the body; or something else than a secret. */
export type ClientAuthentication = TokenEndpointSecretAuthentication | TokenEndpointAuth;

/** How ID tokens that a page brings are checked; they are for `clientId` unless `audience` says otherwise. */
export type IdTokenRules = Omit<OAuthIdTokenConfig, "audience"> & Partial<Pick<OAuthIdTokenConfig, "audience">>;

/**
 * All that is to know of a provider: mostly data, and functions where providers differ. `defineProvider` makes a factory
 * from it, which has everything that providers have in common.
 */
export interface ProviderDefinition<P extends object, O extends ProviderOptions<P>> {
  /** The key of `socialProviders`, in `accounts` and in the callback's path. */
  readonly id: string;
  /** What people call it. */
  readonly name: string;

  /** Where browsers are sent to. */
  readonly authorizationEndpoint: FromOptions<O, string>;
  /** Asked for unless `disableDefaultScope`. */
  readonly defaultScopes: FromOptions<O, readonly string[]>;
  /** Which scopes come first after the default ones; "unsent": what is granted is set at the provider. @default "options-first" */
  readonly scopeOrder?: "options-first" | "request-first" | "unsent";
  /** Stands between scopes. @default " " */
  readonly scopeSeparator?: string;
  /** Whether the code is bound to a verifier (RFC 7636, S256). */
  readonly pkce: FromOptions<O, boolean>;
  /** What it understands besides `additionalParams`, which every provider is sent. */
  readonly forwards?: readonly ForwardedParam[];
  /** @default "code" */
  readonly responseType?: string;
  /** Parameters of its own. */
  readonly authorizationParams?: FromOptions<O, Params>;
  /** Last changes to the address, in place, where the provider knows parameters by other names. */
  readonly finishAuthorizationURL?: (url: URL, options: O) => void;

  /** Where codes and refresh tokens become tokens. */
  readonly tokenEndpoint: FromOptions<O, string>;
  /** How the client says who it is there: where its secret stands if it has one, or in another way. @default "post" */
  readonly clientAuthentication?: FromOptions<O, ClientAuthentication>;
  /** The same for refresh tokens. @default as `clientAuthentication` */
  readonly refreshAuthentication?: FromOptions<O, ClientAuthentication>;
  /** "optional" where clients without a secret exist. @default "required" */
  readonly clientSecret?: FromOptions<O, "required" | "optional">;
  /** Where the secret is not the one of the options: makes it. */
  readonly makeClientSecret?: (options: O) => Promise<string | undefined>;
  /** Sent with the code, whether or not it is bound to it. @default as `pkce` */
  readonly sendsCodeVerifier?: boolean;
  /** Headers of the request with the code. */
  readonly exchangeHeaders?: Readonly<Record<string, string>>;
  /** In place of the request with the code, where it is none of RFC 6749. */
  readonly exchange?: (exchange: CodeExchange, options: O) => Promise<OAuth2Tokens>;
  /** In place of the request with the refresh token; `false`: there are none. */
  readonly refresh?: false | ((refreshToken: string, options: O) => Promise<OAuth2Tokens>);
  /** Parameters besides the refresh token. */
  readonly refreshParams?: FromOptions<O, Params>;

  /** What the provider says of a person; `null` when it tells nothing. */
  readonly profile: (tokens: ProfileTokens, options: O) => Promise<P | null>;
  /** What further requests say: the profile completed, and what goes over `map`. */
  readonly complete?: (
    profile: P,
    tokens: ProfileTokens,
    options: O,
  ) => Promise<{ profile: P; user?: Partial<OAuth2UserInfo> }>;
  /** What never changes of a person and is never given to somebody else: no address, no name. */
  readonly subject: (profile: P) => string | number | null | undefined;
  /** A profile in our words. `email: null` where the provider has none: nothing is invented. */
  readonly map: (profile: P) => OAuth2UserInfo & Record<string, unknown>;

  /** There where pages may bring an ID token. */
  readonly idToken?: (options: O) => IdTokenRules;
  /** In place of `idToken`, where the provider itself is asked. */
  readonly verifyIdToken?: (token: string, nonce: string | undefined, options: O) => Promise<boolean>;
  /** Who issues the ID tokens that come with a code, where `idToken` does not say. */
  readonly idTokenIssuer?: FromOptions<O, string>;

  /** What is wrong with the options besides what every provider needs: a sentence with the option and the mend. */
  readonly checkOptions?: (options: O) => string | undefined;
}

/** A value of a definition for these options. */
export function resolveOption<O, T>(value: FromOptions<O, T>, options: O): T {
  return typeof value === "function" ? (value as (options: O) => T)(options) : value;
}
