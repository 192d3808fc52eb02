import type { ProviderOptions } from "../oauth";

/** The claims of Paybin's ID tokens. */
export interface PaybinProfile {
  iss: string;
  aud: string | string[];
  iat: number;
  exp: number;
  /** The subject. */
  sub: string;
  email: string;
  email_verified?: boolean;
  name?: string;
  preferred_username?: string;
  picture?: string;
  given_name?: string;
  family_name?: string;
}

export interface PaybinOptions extends ProviderOptions<PaybinProfile> {
  clientId: string;
  /** The address that all of its endpoints are below. @default "https://idp.paybin.io" */
  issuer?: string | undefined;
}
