import type { ProviderOptions } from "../oauth";

/** What `GET https://graph.facebook.com/me` answers, with `fields` of the options. */
export interface FacebookGraphProfile {
  /** The subject, of this application alone. */
  id: string;
  name: string;
  /** Missing for people who have none or keep it back. */
  email?: string | undefined;
  email_verified?: boolean | undefined;
  picture?: { data: { height: number; width: number; is_silhouette: boolean; url: string } } | undefined;
  [field: string]: unknown;
}

/** The claims of the ID tokens of Limited Login. */
export interface FacebookLimitedLoginProfile {
  iss: string;
  aud: string;
  /** The subject, of this application alone. */
  sub: string;
  iat: number;
  exp: number;
  jti?: string | undefined;
  nonce?: string | undefined;
  name: string;
  given_name?: string | undefined;
  family_name?: string | undefined;
  email?: string | undefined;
  picture?: string | undefined;
  user_friends?: string[] | undefined;
  user_birthday?: string | undefined;
  user_age_range?: { min?: number; max?: number } | undefined;
  user_hometown?: { id: string; name: string } | undefined;
  user_location?: { id: string; name: string } | undefined;
  user_gender?: string | undefined;
  user_link?: string | undefined;
}

export type FacebookProfile = FacebookGraphProfile | FacebookLimitedLoginProfile;

export interface FacebookOptions extends ProviderOptions<FacebookProfile> {
  /** The app id. */
  clientId: string | readonly string[];
  /** Asked of the profile besides `id`, `name`, `email` and `picture`. */
  fields?: string[] | undefined;
  /** A configuration of Facebook Login for Business. */
  configId?: string | undefined;
}
