import type { TwitterOption, TwitterProfile } from "../types";
import { defineProvider } from "./define-provider";
import { fetchIfAllowed, fetchProfile } from "./fetch-profile";

const ME = "https://api.x.com/2/users/me?user.fields=";

/** Sign-in with X. Its address is there when the application may ask for it, and then it is a confirmed one. */
export const twitter = defineProvider<TwitterProfile, TwitterOption>({
  id: "twitter",
  name: "Twitter",
  authorizationEndpoint: "https://x.com/i/oauth2/authorize",
  tokenEndpoint: "https://api.x.com/2/oauth2/token",
  clientAuthentication: "basic",
  defaultScopes: ["users.read", "tweet.read", "offline.access", "users.email"],
  pkce: true,
  profile: ({ accessToken }) => fetchProfile(`${ME}profile_image_url`, { accessToken }),
  // A request of its own: X refuses it whole where the application may not ask.
  async complete(profile, { accessToken }) {
    const answer = await fetchIfAllowed<TwitterProfile>(`${ME}confirmed_email`, { accessToken });
    const email = answer?.data?.confirmed_email;
    if (!email) return { profile };
    return { profile: { ...profile, data: { ...profile.data, email } }, user: { emailVerified: true } };
  },
  subject: (profile) => profile.data?.id,
  map: ({ data }) => ({
    name: data.name,
    email: data.email || null,
    image: data.profile_image_url,
    emailVerified: false,
  }),
});
