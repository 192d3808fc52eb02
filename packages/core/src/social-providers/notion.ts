import type { NotionOptions, NotionProfile } from "../types";
import { defineProvider } from "./define-provider";
import { fetchProfile } from "./fetch-profile";

/** What `GET /v1/users/me` answers: the integration itself. */
interface NotionBot {
  bot?: { owner?: { type: "user"; user: NotionProfile } | { type: "workspace" } };
}

// Notion wants the version that one has read about.
const headers = { "notion-version": "2022-06-28" };

/** Sign-in with Notion: who authorised a public integration. One that belongs to a workspace is nobody. */
export const notion = defineProvider<NotionProfile, NotionOptions>({
  id: "notion",
  name: "Notion",
  authorizationEndpoint: "https://api.notion.com/v1/oauth/authorize",
  tokenEndpoint: "https://api.notion.com/v1/oauth/token",
  clientAuthentication: "basic",
  defaultScopes: [],
  pkce: false,
  forwards: ["login_hint"],
  authorizationParams: { owner: "user" },
  async profile({ accessToken }) {
    const answer = await fetchProfile<NotionBot>("https://api.notion.com/v1/users/me", { accessToken, headers });
    const owner = answer?.bot?.owner;
    return owner?.type === "user" ? owner.user : null;
  },
  subject: (profile) => profile.id,
  map: (profile) => ({
    name: profile.name || "",
    email: profile.person?.email || null,
    image: profile.avatar_url ?? undefined,
    emailVerified: false,
  }),
});
