import type { LinkedInOptions, LinkedInProfile } from "../types";
import { defineProvider } from "./define-provider";
import { fetchProfile } from "./fetch-profile";

/** Sign-in with LinkedIn, of the product "Sign In with LinkedIn using OpenID Connect". */
export const linkedin = defineProvider<LinkedInProfile, LinkedInOptions>({
  id: "linkedin",
  name: "Linkedin",
  authorizationEndpoint: "https://www.linkedin.com/oauth/v2/authorization",
  tokenEndpoint: "https://www.linkedin.com/oauth/v2/accessToken",
  defaultScopes: ["profile", "email", "openid"],
  pkce: false,
  forwards: ["login_hint"],
  profile: ({ accessToken }) => fetchProfile("https://api.linkedin.com/v2/userinfo", { accessToken }),
  subject: (profile) => profile.sub,
  map: (profile) => ({
    name: profile.name,
    email: profile.email,
    emailVerified: profile.email_verified === true,
    image: profile.picture,
  }),
});
