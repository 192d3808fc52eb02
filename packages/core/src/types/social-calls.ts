/** The providers that there are ready-made configurations for. */
export type SocialProviderName =
  | "apple"
  | "atlassian"
  | "cloudflare"
  | "cognito"
  | "discord"
  | "dropbox"
  | "facebook"
  | "figma"
  | "github"
  | "gitlab"
  | "google"
  | "huggingface"
  | "kakao"
  | "kick"
  | "line"
  | "linear"
  | "linkedin"
  | "microsoft"
  | "naver"
  | "notion"
  | "paybin"
  | "paypal"
  | "polar"
  | "railway"
  | "reddit"
  | "roblox"
  | "salesforce"
  | "slack"
  | "spotify"
  | "tiktok"
  | "twitch"
  | "twitter"
  | "vercel"
  | "vk"
  | "wechat"
  | "zoom";

/** Tokens that the page has from the provider already, from its own button or from a native application. */
export interface SocialIdToken {
  /** The ID token (OpenID Connect Core 1.0 §2). */
  token: string;
  /** The nonce that the provider was asked with. */
  nonce?: string | undefined;
  accessToken?: string | undefined;
  refreshToken?: string | undefined;
}

/** What a sign-in and a linking with a provider have in common. */
interface SocialRequest {
  provider: SocialProviderName | (string & {});
  /** Where the browser goes afterwards. @default the page that the provider sends it to */
  callbackURL?: string | undefined;
  /** Where the browser goes when it did not work; `?error=` says why. */
  errorCallbackURL?: string | undefined;
  /** Give the provider's address out instead of opening it. @default false */
  disableRedirect?: boolean | undefined;
  /** Asked of the provider besides those of the configuration. */
  scopes?: string[] | undefined;
  /** Sign up, where the provider's configuration wants that said. */
  requestSignUp?: boolean | undefined;
  /** Which account the provider should offer, mostly an address. */
  loginHint?: string | undefined;
  /** Parameters of the provider's own for its address. */
  additionalParams?: Record<string, string> | undefined;
  /** Comes back to the server's hooks with the user. */
  additionalData?: Record<string, unknown> | undefined;
}

/** Body of `sign-in/social`. */
export interface SignInSocialBody extends SocialRequest {
  /** Where the browser goes when this was a sign-up. */
  newUserCallbackURL?: string | undefined;
  /** Signs in without a redirect. */
  idToken?:
    | (SocialIdToken & {
        /** When the access token ends, in milliseconds since the epoch. */
        expiresAt?: number | undefined;
        /** What Apple tells the page, and nobody else, the first time. */
        user?:
          | {
              name?: { firstName?: string | undefined; lastName?: string | undefined } | undefined;
              email?: string | undefined;
            }
          | undefined;
      })
    | undefined;
}

/** Answer of `sign-in/social`: the provider's address; or, with an ID token, whoever is signed in. */
export type SignInSocialResult<U> =
  | {
      redirect: boolean;
      url: string;
      /** The provider told no address, and `url` is the page that asks for one (`account.missingEmail`). */
      emailRequired?: true | undefined;
    }
  | { redirect: boolean; token: string; url?: undefined; user: U };

/** Body of `sign-in/social/email`. */
export interface SignInSocialEmailBody {
  /** Where the proof is mailed to. */
  email: string;
}

/** Body of `link-social`. */
export interface LinkSocialBody extends SocialRequest {
  /** Links without a redirect. */
  idToken?: SocialIdToken | undefined;
}

/** Answer of `link-social`: the provider's address, or `status: true` when the account is linked already. */
export interface LinkSocialResult {
  url: string;
  redirect: boolean;
  status?: boolean | undefined;
}

/** Which linked account is meant: one of the list, or that of the account cookie. */
export type AccountChoice =
  | {
      /** The account's `id`, as `listAccounts` gives it. */
      accountId: string;
      /** Only for calls from the server, without a session. */
      userId?: string | undefined;
    }
  | { useAccountCookie: true; userId?: string | undefined };

/** Answer of `refresh-token`. */
export interface RefreshTokenResult {
  accessToken?: string | undefined;
  refreshToken: string;
  accessTokenExpiresAt?: Date | undefined;
  refreshTokenExpiresAt?: Date | null | undefined;
  scope?: string | null | undefined;
  idToken?: string | null | undefined;
  providerId: string;
  /** The subject at the provider. */
  accountId: string;
}

/** Answer of `get-access-token`: a token that is still valid, refreshed when it was not. */
export interface AccessTokenResult {
  accessToken: string;
  accessTokenExpiresAt?: Date | undefined;
  scopes: string[];
  idToken?: string | undefined;
}

/** Answer of `account-info`: what the provider says now. */
export interface AccountInfoResult {
  account: {
    id: string;
    providerId: string;
    /** The subject at the provider. */
    accountId: string;
  };
  user: {
    name?: string | undefined;
    email?: string | null | undefined;
    image?: string | undefined;
    emailVerified: boolean;
  };
  /** The provider's whole answer. */
  data: Record<string, unknown>;
}
