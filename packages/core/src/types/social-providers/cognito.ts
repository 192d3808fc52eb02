import type { ProviderOptions } from "../oauth";

/** The claims of a user pool's ID tokens, or what its `userInfo` answers. */
export interface CognitoProfile {
  /** The subject. */
  sub: string;
  email?: string | undefined;
  email_verified?: boolean | "true" | "false" | undefined;
  name?: string | undefined;
  given_name?: string | undefined;
  family_name?: string | undefined;
  picture?: string | undefined;
  username?: string | undefined;
  locale?: string | undefined;
  phone_number?: string | undefined;
  phone_number_verified?: boolean | undefined;
  aud?: string | undefined;
  iss?: string | undefined;
  exp?: number | undefined;
  iat?: number | undefined;
  /** Attributes of the pool, as in "custom:department". */
  [claim: string]: unknown;
}

export interface CognitoOptions extends ProviderOptions<CognitoProfile> {
  clientId: string | readonly string[];
  /** Where the hosted pages are, as in "your-app.auth.us-east-1.amazoncognito.com". */
  domain: string;
  /** As in "us-east-1". */
  region: string;
  /** As in "us-east-1_AbCdEfGhI". */
  userPoolId: string;
  /** Refuse to run without a client secret. @default false: an application client may have none */
  requireClientSecret?: boolean | undefined;
  /** Go to this identity provider of the pool at once, as in "Google". */
  identityProvider?: string | undefined;
}
