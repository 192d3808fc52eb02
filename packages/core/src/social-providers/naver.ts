import type { NaverOptions, NaverProfile } from "../types";
import { defineProvider } from "./define-provider";
import { fetchProfile } from "./fetch-profile";

/** Sign-in with Naver. It does not say whether it has seen an address verified. */
export const naver = defineProvider<NaverProfile, NaverOptions>({
  id: "naver",
  name: "Naver",
  authorizationEndpoint: "https://nid.naver.com/oauth2.0/authorize",
  tokenEndpoint: "https://nid.naver.com/oauth2.0/token",
  defaultScopes: ["profile", "email"],
  pkce: false,
  async profile({ accessToken }) {
    const profile = await fetchProfile<NaverProfile>("https://openapi.naver.com/v1/nid/me", { accessToken });
    return profile?.resultcode === "00" ? profile : null;
  },
  subject: (profile) => profile.response?.id,
  map: ({ response }) => ({
    name: response.name || response.nickname || "",
    email: response.email,
    image: response.profile_image,
    emailVerified: false,
  }),
});
