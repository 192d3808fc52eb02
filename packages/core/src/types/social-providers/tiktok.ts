import type { ProviderOptions } from "../oauth";

/** What `GET https://open.tiktokapis.com/v2/user/info/` answers. Addresses are not in it. */
export interface TiktokProfile {
  data: {
    user: {
      /** The subject, of this application alone. */
      open_id: string;
      /** The same person in all applications of a developer. */
      union_id?: string;
      avatar_url?: string;
      avatar_url_100?: string;
      avatar_large_url?: string;
      display_name?: string;
      username?: string;
      email?: string;
      bio_description?: string;
      profile_deep_link?: string;
      is_verified?: boolean;
      follower_count?: number;
      following_count?: number;
      likes_count?: number;
      video_count?: number;
    };
  };
  error?: {
    /** "ok" when all is well. */
    code?: string;
    message?: string;
    log_id?: string;
  };
}

export interface TiktokOptions extends ProviderOptions<TiktokProfile> {
  /** TikTok has a client key in its place. */
  clientId?: never | undefined;
  /** The client key of the console. */
  clientKey: string;
  clientSecret: string;
}
