import type { GitlabOptions, GitlabProfile } from "../types";
import { checkServerAddress } from "./check-options";
import { defineProvider } from "./define-provider";
import { fetchProfile } from "./fetch-profile";

/** Sign-in with GitLab, or with a GitLab of one's own. Who is blocked or locked there does not get in. */
export const gitlab = defineProvider<GitlabProfile, GitlabOptions>({
  id: "gitlab",
  name: "Gitlab",
  authorizationEndpoint: (options) => `${serverOf(options)}/oauth/authorize`,
  tokenEndpoint: (options) => `${serverOf(options)}/oauth/token`,
  defaultScopes: ["read_user"],
  pkce: true,
  forwards: ["login_hint"],
  clientSecret: "optional",
  async profile({ accessToken }, options) {
    const profile = await fetchProfile<GitlabProfile>(`${serverOf(options)}/api/v4/user`, { accessToken });
    return profile?.state === "active" && profile.locked !== true ? profile : null;
  },
  subject: (profile) => profile.id,
  map: (profile) => ({
    name: profile.name || profile.username,
    email: profile.email,
    image: profile.avatar_url ?? undefined,
    emailVerified: profile.email_verified === true,
  }),
  checkOptions: ({ issuer }) => checkServerAddress("issuer", issuer),
});

function serverOf({ issuer }: GitlabOptions): string {
  return (issuer || "https://gitlab.com").replace(/\/+$/, "");
}
