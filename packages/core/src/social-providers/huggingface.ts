import type { HuggingFaceOptions, HuggingFaceProfile } from "../types";
import { defineProvider } from "./define-provider";
import { fetchProfile } from "./fetch-profile";

/** Sign-in with Hugging Face. */
export const huggingface = defineProvider<HuggingFaceProfile, HuggingFaceOptions>({
  id: "huggingface",
  name: "Hugging Face",
  authorizationEndpoint: "https://huggingface.co/oauth/authorize",
  tokenEndpoint: "https://huggingface.co/oauth/token",
  defaultScopes: ["openid", "profile", "email"],
  pkce: true,
  clientSecret: "optional",
  profile: ({ accessToken }) => fetchProfile("https://huggingface.co/oauth/userinfo", { accessToken }),
  subject: (profile) => profile.sub,
  map: (profile) => ({
    name: profile.name || profile.preferred_username || "",
    email: profile.email,
    image: profile.picture,
    emailVerified: profile.email_verified === true,
  }),
});
