import type { AtlassianOptions, AtlassianProfile } from "../types";
import { defineProvider } from "./define-provider";
import { fetchProfile } from "./fetch-profile";

/** Sign-in with Atlassian. It does not say whether an address is verified. */
export const atlassian = defineProvider<AtlassianProfile, AtlassianOptions>({
  id: "atlassian",
  name: "Atlassian",
  authorizationEndpoint: "https://auth.atlassian.com/authorize",
  tokenEndpoint: "https://auth.atlassian.com/oauth/token",
  defaultScopes: ["read:jira-user", "offline_access"],
  pkce: true,
  forwards: ["prompt"],
  authorizationParams: { audience: "api.atlassian.com" },
  profile: ({ accessToken }) => fetchProfile("https://api.atlassian.com/me", { accessToken }),
  subject: (profile) => profile.account_id,
  map: (profile) => ({
    name: profile.name,
    email: profile.email,
    image: profile.picture,
    emailVerified: false,
  }),
});
