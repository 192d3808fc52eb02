import type { ProviderOptions } from "../oauth";

/** The one entry of `data` of what `GET https://api.kick.com/public/v1/users` answers. */
export interface KickProfile {
  /** The subject. */
  user_id: number;
  name: string;
  email: string;
  profile_picture: string;
}

export interface KickOptions extends ProviderOptions<KickProfile> {
  clientId: string;
}
