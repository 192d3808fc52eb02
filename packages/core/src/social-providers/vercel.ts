import type { VercelOptions, VercelProfile } from "../types";
import { defineProvider } from "./define-provider";
import { fetchProfile } from "./fetch-profile";

/** Sign in with Vercel. What it tells is set at Vercel, unless `scope` asks. */
export const vercel = defineProvider<VercelProfile, VercelOptions>({
  id: "vercel",
  name: "Vercel",
  authorizationEndpoint: "https://vercel.com/oauth/authorize",
  tokenEndpoint: "https://api.vercel.com/login/oauth/token",
  clientAuthentication: ({ tokenEndpointAuth }) => tokenEndpointAuth ?? "post",
  clientSecret: "optional",
  refresh: false,
  defaultScopes: [],
  pkce: true,
  profile: ({ accessToken }) => fetchProfile("https://api.vercel.com/login/oauth/userinfo", { accessToken }),
  subject: (profile) => profile.sub,
  map: (profile) => ({
    name: profile.name || profile.preferred_username || "",
    email: profile.email,
    image: profile.picture,
    emailVerified: profile.email_verified === true,
  }),
});
