import type { TiktokOptions, TiktokProfile } from "../types";
import { defineProvider } from "./define-provider";
import { fetchProfile } from "./fetch-profile";

const FIELDS = ["open_id", "avatar_large_url", "display_name", "username"];

/** Login Kit of TikTok. Its clients have a key in place of an id, and it tells no address. */
export const tiktok = defineProvider<TiktokProfile, TiktokOptions>({
  id: "tiktok",
  name: "TikTok",
  authorizationEndpoint: "https://www.tiktok.com/v2/auth/authorize",
  tokenEndpoint: "https://open.tiktokapis.com/v2/oauth/token/",
  defaultScopes: ["user.info.profile"],
  scopeSeparator: ",",
  // Codes of web sites are bound to none, and it takes one all the same.
  pkce: false,
  sendsCodeVerifier: true,
  profile: ({ accessToken }) =>
    fetchProfile(`https://open.tiktokapis.com/v2/user/info/?fields=${FIELDS.join(",")}`, { accessToken }),
  subject: (profile) => profile.data?.user?.open_id,
  map: ({ data: { user } }) => ({
    name: user.display_name || user.username || "",
    email: user.email || null,
    image: user.avatar_large_url,
    emailVerified: false,
  }),
});
