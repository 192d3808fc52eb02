import type { RedditOptions, RedditProfile } from "../types";
import { defineProvider } from "./define-provider";
import { fetchProfile } from "./fetch-profile";

/** Sign-in with Reddit. It tells no address: `oauth_client_id` in its answer is the application, the same for everybody. */
export const reddit = defineProvider<RedditProfile, RedditOptions>({
  id: "reddit",
  name: "Reddit",
  authorizationEndpoint: "https://www.reddit.com/api/v1/authorize",
  tokenEndpoint: "https://www.reddit.com/api/v1/access_token",
  clientAuthentication: "basic",
  exchangeHeaders: { accept: "text/plain" },
  defaultScopes: ["identity"],
  pkce: false,
  authorizationParams: ({ duration }) => ({ duration }),
  profile: ({ accessToken }) => fetchProfile("https://oauth.reddit.com/api/v1/me", { accessToken }),
  subject: (profile) => profile.id,
  map: (profile) => ({
    name: profile.name,
    // Its parameters are escaped for HTML, and only say how large it is to be.
    image: profile.icon_img?.split("?")[0],
    email: null,
    emailVerified: false,
  }),
});
