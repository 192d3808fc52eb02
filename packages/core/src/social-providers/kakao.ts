import type { KakaoOptions, KakaoProfile } from "../types";
import { defineProvider } from "./define-provider";
import { fetchProfile } from "./fetch-profile";

/** Sign-in with Kakao. An address counts as verified when Kakao has seen it verified and it is still its owner's. */
export const kakao = defineProvider<KakaoProfile, KakaoOptions>({
  id: "kakao",
  name: "Kakao",
  authorizationEndpoint: "https://kauth.kakao.com/oauth/authorize",
  tokenEndpoint: "https://kauth.kakao.com/oauth/token",
  defaultScopes: ["account_email", "profile_image", "profile_nickname"],
  pkce: false,
  forwards: ["login_hint"],
  clientSecret: "optional",
  profile: ({ accessToken }) => fetchProfile("https://kapi.kakao.com/v2/user/me", { accessToken }),
  subject: (profile) => profile.id,
  map({ kakao_account: account }) {
    return {
      name: account?.profile?.nickname || account?.name || "",
      email: account?.email,
      image: account?.profile?.profile_image_url || account?.profile?.thumbnail_image_url,
      emailVerified: account?.is_email_valid === true && account.is_email_verified === true,
    };
  },
});
