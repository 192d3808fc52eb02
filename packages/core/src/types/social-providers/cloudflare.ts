import type { ProviderOptions } from "../oauth";

/** `result` of what `GET https://api.cloudflare.com/client/v4/user` answers. */
export interface CloudflareProfile {
  /** The subject. */
  id: string;
  email: string;
  first_name: string | null;
  last_name: string | null;
  telephone?: string | null | undefined;
  country?: string | null | undefined;
  zipcode?: string | null | undefined;
  two_factor_authentication_enabled?: boolean | undefined;
  two_factor_authentication_locked?: boolean | undefined;
  has_pro_zones?: boolean | undefined;
  has_business_zones?: boolean | undefined;
  has_enterprise_zones?: boolean | undefined;
  suspended?: boolean | undefined;
  created_on?: string | undefined;
  modified_on?: string | undefined;
}

export interface CloudflareOptions extends ProviderOptions<CloudflareProfile> {
  clientId: string;
  /** How the client says who it is. @default "client_secret_basic" with a secret, "none" without */
  tokenEndpointAuth?: { method: "client_secret_basic" | "client_secret_post" } | { method: "none" } | undefined;
  /** The same as a text; `tokenEndpointAuth` goes over it. */
  tokenEndpointAuthMethod?: "none" | "client_secret_basic" | "client_secret_post" | undefined;
}
