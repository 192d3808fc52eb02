import type { LinearOptions, LinearProfile, LinearUser } from "../types";
import { defineProvider } from "./define-provider";
import { fetchProfile } from "./fetch-profile";

const query = "query { viewer { id name email avatarUrl active createdAt updatedAt } }";

/** Sign-in with Linear. It does not say whether an address is verified. */
export const linear = defineProvider<LinearUser, LinearOptions>({
  id: "linear",
  name: "Linear",
  authorizationEndpoint: "https://linear.app/oauth/authorize",
  tokenEndpoint: "https://api.linear.app/oauth/token",
  defaultScopes: ["read"],
  pkce: false,
  forwards: ["login_hint"],
  async profile({ accessToken }) {
    const answer = await fetchProfile<LinearProfile>("https://api.linear.app/graphql", {
      accessToken,
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query }),
    });
    return answer?.data?.viewer ?? null;
  },
  subject: (profile) => profile.id,
  map: (profile) => ({
    name: profile.name,
    email: profile.email,
    image: profile.avatarUrl,
    emailVerified: false,
  }),
});
