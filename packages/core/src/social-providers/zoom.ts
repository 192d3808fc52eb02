import type { ZoomOptions, ZoomProfile } from "../types";
import { defineProvider } from "./define-provider";
import { fetchProfile } from "./fetch-profile";

/** Sign-in with Zoom. What it tells is set at Zoom, for the application: no scope is asked for. */
export const zoom = defineProvider<ZoomProfile, ZoomOptions>({
  id: "zoom",
  name: "Zoom",
  authorizationEndpoint: "https://zoom.us/oauth/authorize",
  tokenEndpoint: "https://zoom.us/oauth/token",
  defaultScopes: [],
  scopeOrder: "unsent",
  pkce: ({ pkce = true }) => pkce,
  profile: ({ accessToken }) => fetchProfile("https://api.zoom.us/v2/users/me", { accessToken }),
  subject: (profile) => profile.id,
  map: (profile) => ({
    name: profile.display_name,
    image: profile.pic_url,
    email: profile.email,
    emailVerified: Boolean(profile.verified),
  }),
});
