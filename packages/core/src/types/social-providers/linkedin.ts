import type { ProviderOptions } from "../oauth";

/** What `GET https://api.linkedin.com/v2/userinfo` answers. */
export interface LinkedInProfile {
  /** The subject, of this application alone. */
  sub: string;
  name: string;
  given_name: string;
  family_name: string;
  picture?: string;
  locale?: { country: string; language: string };
  email?: string;
  email_verified?: boolean;
}

export interface LinkedInOptions extends ProviderOptions<LinkedInProfile> {
  clientId: string;
}
