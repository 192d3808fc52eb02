import type { VkOption, VkProfile } from "../types";
import { defineProvider } from "./define-provider";
import { fetchProfile } from "./fetch-profile";

/** Sign-in with VK ID. Its callback brings a `device_id`, without which it exchanges no code. */
export const vk = defineProvider<VkProfile, VkOption>({
  id: "vk",
  name: "VK",
  authorizationEndpoint: "https://id.vk.com/authorize",
  tokenEndpoint: "https://id.vk.com/oauth2/auth",
  defaultScopes: ["email", "phone"],
  pkce: true,
  authorizationParams: ({ scheme }) => ({ scheme }),
  profile: ({ accessToken = "" }, { clientId }) =>
    fetchProfile("https://id.vk.com/oauth2/user_info", {
      body: new URLSearchParams({ access_token: accessToken, client_id: clientId }),
    }),
  subject: (profile) => profile.user?.user_id,
  map: ({ user }) => ({
    first_name: user.first_name,
    last_name: user.last_name,
    name: `${user.first_name} ${user.last_name}`,
    email: user.email || null,
    image: user.avatar,
    emailVerified: false,
    birthday: user.birthday,
    sex: user.sex,
  }),
});
