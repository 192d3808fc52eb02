import type { FigmaOptions, FigmaProfile } from "../types";
import { defineProvider } from "./define-provider";
import { fetchProfile } from "./fetch-profile";

/** Sign-in with Figma. It does not say whether an address is verified. */
export const figma = defineProvider<FigmaProfile, FigmaOptions>({
  id: "figma",
  name: "Figma",
  authorizationEndpoint: "https://www.figma.com/oauth",
  tokenEndpoint: "https://api.figma.com/v1/oauth/token",
  defaultScopes: ["current_user:read"],
  pkce: true,
  clientAuthentication: "basic",
  profile: ({ accessToken }) => fetchProfile("https://api.figma.com/v1/me", { accessToken }),
  subject: (profile) => profile.id,
  map: (profile) => ({
    name: profile.handle,
    email: profile.email,
    image: profile.img_url,
    emailVerified: false,
  }),
});
