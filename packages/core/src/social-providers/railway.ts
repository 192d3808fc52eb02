import type { RailwayOptions, RailwayProfile } from "../types";
import { defineProvider } from "./define-provider";
import { fetchProfile } from "./fetch-profile";

/** Login with Railway. It does not say whether it has seen an address verified. */
export const railway = defineProvider<RailwayProfile, RailwayOptions>({
  id: "railway",
  name: "Railway",
  authorizationEndpoint: "https://backboard.railway.com/oauth/auth",
  tokenEndpoint: "https://backboard.railway.com/oauth/token",
  clientAuthentication: "basic",
  defaultScopes: ["openid", "email", "profile"],
  pkce: true,
  profile: ({ accessToken }) => fetchProfile("https://backboard.railway.com/oauth/me", { accessToken }),
  subject: (profile) => profile.sub,
  map: (profile) => ({
    name: profile.name,
    email: profile.email,
    image: profile.picture,
    emailVerified: false,
  }),
});
