import type { ProviderOptions } from "../oauth";

/** What `GET https://api.spotify.com/v1/me` answers. */
export interface SpotifyProfile {
  /** The subject. */
  id: string;
  display_name: string | null;
  /** What was given at the sign-up; Spotify has not seen it verified. */
  email?: string;
  images?: { url: string; height: number | null; width: number | null }[];
  /** With the scope `user-read-private`, as the two below. */
  country?: string;
  product?: string;
  explicit_content?: { filter_enabled: boolean; filter_locked: boolean };
  external_urls?: { spotify: string };
  followers?: { href: string | null; total: number };
  href?: string;
  type?: "user";
  uri?: string;
}

export interface SpotifyOptions extends ProviderOptions<SpotifyProfile> {
  clientId: string;
}
