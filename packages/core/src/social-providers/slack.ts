import type { SlackOptions, SlackProfile } from "../types";
import { defineProvider } from "./define-provider";
import { fetchProfile } from "./fetch-profile";

/** Sign in with Slack. */
export const slack = defineProvider<SlackProfile, SlackOptions>({
  id: "slack",
  name: "Slack",
  authorizationEndpoint: "https://slack.com/openid/connect/authorize",
  tokenEndpoint: "https://slack.com/api/openid.connect.token",
  defaultScopes: ["openid", "profile", "email"],
  scopeOrder: "request-first",
  pkce: false,
  profile: ({ accessToken }) => fetchProfile("https://slack.com/api/openid.connect.userInfo", { accessToken }),
  subject: (profile) => profile["https://slack.com/user_id"],
  map: (profile) => ({
    name: profile.name || "",
    email: profile.email,
    emailVerified: profile.email_verified === true,
    image: profile.picture || profile["https://slack.com/user_image_512"],
  }),
});
