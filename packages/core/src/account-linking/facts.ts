import type { OAuth2Tokens, OAuth2UserInfo, OAuthProvider } from "../types";

/** What a provider has said of somebody, once it is known who it is there. */
export interface ProviderFacts {
  readonly provider: Pick<
    OAuthProvider,
    "id" | "disableSignUp" | "disableImplicitSignUp" | "requireEmailVerification" | "overrideUserInfoOnSignIn"
  >;
  /** The subject at the provider; with the provider's id it is the account's key, and nothing else is. */
  readonly accountId: string;
  readonly userInfo: OAuth2UserInfo & Readonly<Record<string, unknown>>;
  /** The address is none of the provider's: the person typed it, and has shown here that they read its mail. */
  readonly isEmailProvedHere?: boolean | undefined;
  /** The provider's own words. */
  readonly profile: Readonly<Record<string, unknown>>;
  readonly tokens: OAuth2Tokens;
}

/** Why nobody is signed in, or nothing is linked: what the error page is told. */
export type LinkingError =
  | "account_already_linked_to_different_user"
  | "account_not_linked"
  | "email_does_not_match"
  | "email_not_found"
  | "email_not_verified"
  | "session_not_fresh"
  | "signup_disabled"
  | "unable_to_create_session"
  | "unable_to_create_user"
  | "unable_to_link_account";
