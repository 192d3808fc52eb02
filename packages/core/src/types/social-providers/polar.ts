import type { ProviderOptions } from "../oauth";

/** What `GET https://api.polar.sh/v1/oauth2/userinfo` answers. */
export interface PolarProfile {
  /** The subject. */
  id?: string;
  /** The subject, too, by its name in OpenID Connect. */
  sub?: string;
  email: string;
  email_verified?: boolean;
  name?: string | null;
  username?: string;
  public_name?: string | null;
  avatar_url?: string;
  github_username?: string;
  account_id?: string;
  profile_settings?: { profile_settings_enabled?: string; profile_settings_public_name?: string };
  created_at?: string;
  modified_at?: string;
}

export interface PolarOptions extends ProviderOptions<PolarProfile> {
  clientId: string;
}
