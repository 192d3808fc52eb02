import type { KickOptions, KickProfile } from "../types";
import { defineProvider } from "./define-provider";
import { fetchProfile } from "./fetch-profile";

/** Sign-in with Kick. It does not say whether an address is verified. */
export const kick = defineProvider<KickProfile, KickOptions>({
  id: "kick",
  name: "Kick",
  authorizationEndpoint: "https://id.kick.com/oauth/authorize",
  tokenEndpoint: "https://id.kick.com/oauth/token",
  defaultScopes: ["user:read"],
  pkce: true,
  async profile({ accessToken }) {
    const answer = await fetchProfile<{ data?: KickProfile[] }>("https://api.kick.com/public/v1/users", {
      accessToken,
    });
    return answer?.data?.[0] ?? null;
  },
  subject: (profile) => profile.user_id,
  map: (profile) => ({
    name: profile.name,
    email: profile.email,
    image: profile.profile_picture,
    emailVerified: false,
  }),
});
