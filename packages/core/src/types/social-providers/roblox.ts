import type { ProviderOptions } from "../oauth";

/** What `GET https://apis.roblox.com/oauth/v1/userinfo` answers. Addresses are not in it. */
export interface RobloxProfile {
  /** The subject. */
  sub: string;
  /** The display name. */
  name: string;
  /** The display name. */
  nickname: string;
  /** The user name. */
  preferred_username: string;
  /** Seconds since the epoch. */
  created_at: number;
  /** The page of the person. */
  profile: string;
  /** `null` while the picture is being made or looked at. */
  picture: string | null;
}

export interface RobloxOptions extends ProviderOptions<RobloxProfile> {
  clientId: string;
}
