import type { ProviderOptions } from "../oauth";

/** What `GET /v1/identity/oauth2/userinfo?schema=paypalv1.1` answers, as far as the application's settings allow. */
export interface PayPalProfile {
  /** The subject, of this application alone. */
  user_id: string;
  sub?: string;
  name: string;
  given_name?: string;
  middle_name?: string;
  family_name?: string;
  email?: string;
  email_verified?: boolean | "true" | "false";
  emails?: { value: string; primary?: boolean; confirmed?: boolean }[];
  picture?: string;
  gender?: string;
  birthdate?: string;
  zoneinfo?: string;
  locale?: string;
  phone_number?: string;
  address?: {
    street_address?: string;
    locality?: string;
    region?: string;
    postal_code?: string;
    country?: string;
  };
  /** The account, not the address. */
  verified_account?: boolean | "true" | "false";
  account_type?: string;
  age_range?: string;
  /** The account in PayPal's other interfaces. */
  payer_id?: string;
}

/** What PayPal's token endpoint answers. */
export interface PayPalTokenResponse {
  scope?: string;
  access_token: string;
  refresh_token?: string;
  token_type: "Bearer";
  id_token?: string;
  /** Seconds. */
  expires_in: number;
  nonce?: string;
}

export interface PayPalOptions extends ProviderOptions<PayPalProfile> {
  clientId: string;
  /** "live" for real accounts. @default "sandbox" */
  environment?: "sandbox" | "live" | undefined;
  /** Without effect: PayPal tells what the application's settings at its dashboard say, addresses included. */
  requestShippingAddress?: boolean | undefined;
}
