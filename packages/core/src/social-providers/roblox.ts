import type { RobloxOptions, RobloxProfile } from "../types";
import { defineProvider } from "./define-provider";
import { fetchProfile } from "./fetch-profile";

/** Sign-in with Roblox. It tells no address. */
export const roblox = defineProvider<RobloxProfile, RobloxOptions>({
  id: "roblox",
  name: "Roblox",
  authorizationEndpoint: "https://apis.roblox.com/oauth/v1/authorize",
  tokenEndpoint: "https://apis.roblox.com/oauth/v1/token",
  defaultScopes: ["openid", "profile"],
  pkce: false,
  authorizationParams: ({ prompt = "select_account consent" }) => ({ prompt }),
  profile: ({ accessToken }) => fetchProfile("https://apis.roblox.com/oauth/v1/userinfo", { accessToken }),
  subject: (profile) => profile.sub,
  map: (profile) => ({
    name: profile.nickname || profile.preferred_username || "",
    image: profile.picture ?? undefined,
    email: null,
    emailVerified: false,
  }),
});
