import type { ProviderOptions } from "../oauth";

/** What `GET https://oauth.reddit.com/api/v1/me` answers. Addresses are not in it. */
export interface RedditProfile {
  /** The subject. */
  id: string;
  name: string;
  /** The picture; its parameters are escaped for HTML. */
  icon_img?: string | null;
  snoovatar_img?: string | null;
  /** There is a verified address, which Reddit keeps for itself. */
  has_verified_email?: boolean;
  /** The application, the same for everybody. */
  oauth_client_id?: string;
  verified?: boolean;
  created_utc?: number;
  link_karma?: number;
  comment_karma?: number;
  total_karma?: number;
  is_gold?: boolean;
  is_mod?: boolean;
  is_employee?: boolean;
  is_suspended?: boolean;
  over_18?: boolean;
}

export interface RedditOptions extends ProviderOptions<RedditProfile> {
  clientId: string;
  /** "permanent" asks for a refresh token. @default Reddit's: "temporary", an hour */
  duration?: string | undefined;
}
