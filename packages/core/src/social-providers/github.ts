import type { GithubOptions, GithubProfile } from "../types";
import { defineProvider } from "./define-provider";
import { fetchIfAllowed, fetchProfile } from "./fetch-profile";

/** An entry of `GET /user/emails`. */
interface GithubEmail {
  email: string;
  primary: boolean;
  verified: boolean;
}

/** Sign-in with GitHub. The address is the public one, else the primary one; `/user/emails` says whether it is verified. */
export const github = defineProvider<GithubProfile, GithubOptions>({
  id: "github",
  name: "GitHub",
  authorizationEndpoint: "https://github.com/login/oauth/authorize",
  tokenEndpoint: "https://github.com/login/oauth/access_token",
  defaultScopes: ["read:user", "user:email"],
  pkce: true,
  forwards: ["login_hint", "prompt"],
  profile: ({ accessToken }) => fetchProfile("https://api.github.com/user", { accessToken }),
  async complete(profile, { accessToken }) {
    const answer = await fetchIfAllowed<GithubEmail[]>("https://api.github.com/user/emails", { accessToken });
    const emails = Array.isArray(answer) ? answer : [];
    const email = profile.email ?? (emails.find((entry) => entry.primary) ?? emails[0])?.email ?? null;
    const emailVerified = emails.find((entry) => entry.email === email)?.verified === true;
    return { profile: { ...profile, email }, user: { emailVerified } };
  },
  subject: (profile) => profile.id,
  map: (profile) => ({
    name: profile.name || profile.login,
    email: profile.email,
    image: profile.avatar_url,
    emailVerified: false,
  }),
});
