import type { PolarOptions, PolarProfile } from "../types";
import { defineProvider } from "./define-provider";
import { fetchProfile } from "./fetch-profile";

/** Sign-in with Polar. */
export const polar = defineProvider<PolarProfile, PolarOptions>({
  id: "polar",
  name: "Polar",
  authorizationEndpoint: "https://polar.sh/oauth2/authorize",
  tokenEndpoint: "https://api.polar.sh/v1/oauth2/token",
  defaultScopes: ["openid", "profile", "email"],
  pkce: true,
  forwards: ["prompt"],
  profile: ({ accessToken }) => fetchProfile("https://api.polar.sh/v1/oauth2/userinfo", { accessToken }),
  subject: (profile) => profile.id ?? profile.sub,
  map: (profile) => ({
    name: profile.public_name || profile.username || profile.name || "",
    email: profile.email,
    image: profile.avatar_url,
    emailVerified: profile.email_verified === true,
  }),
});
