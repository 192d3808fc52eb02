import type { SpotifyOptions, SpotifyProfile } from "../types";
import { defineProvider } from "./define-provider";
import { fetchProfile } from "./fetch-profile";

/** Sign-in with Spotify, which says of its addresses that they are not verified. */
export const spotify = defineProvider<SpotifyProfile, SpotifyOptions>({
  id: "spotify",
  name: "Spotify",
  authorizationEndpoint: "https://accounts.spotify.com/authorize",
  tokenEndpoint: "https://accounts.spotify.com/api/token",
  defaultScopes: ["user-read-email"],
  pkce: true,
  profile: ({ accessToken }) => fetchProfile("https://api.spotify.com/v1/me", { accessToken }),
  subject: (profile) => profile.id,
  map: (profile) => ({
    name: profile.display_name ?? "",
    email: profile.email,
    image: profile.images?.[0]?.url,
    emailVerified: false,
  }),
});
