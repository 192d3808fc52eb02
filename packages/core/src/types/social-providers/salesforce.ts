import type { ProviderOptions } from "../oauth";

/** What `GET /services/oauth2/userinfo` answers. */
export interface SalesforceProfile {
  /** The address of the person at Salesforce. */
  sub: string;
  /** The subject. */
  user_id: string;
  organization_id: string;
  preferred_username?: string;
  nickname?: string;
  name: string;
  email?: string;
  email_verified?: boolean;
  given_name?: string;
  family_name?: string;
  zoneinfo?: string;
  locale?: string;
  language?: string;
  photos?: { picture?: string; thumbnail?: string };
  profile?: string;
  picture?: string;
  address?: { country?: string };
  urls?: Record<string, string>;
  active?: boolean;
  user_type?: string;
  utcOffset?: number;
  updated_at?: string;
}

export interface SalesforceOptions extends ProviderOptions<SalesforceProfile> {
  clientId: string;
  /** "sandbox": `test.salesforce.com`. @default "production", `login.salesforce.com` */
  environment?: "sandbox" | "production" | undefined;
  /** The host of a domain of your own, over `environment`, such as "acme.my.salesforce.com". */
  loginUrl?: string | undefined;
}
