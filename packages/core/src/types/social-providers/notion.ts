import type { ProviderOptions } from "../oauth";

/** Whoever authorised the integration: `bot.owner.user` of what `GET https://api.notion.com/v1/users/me` answers. */
export interface NotionProfile {
  object: "user";
  /** The subject. */
  id: string;
  type: "person" | "bot";
  name?: string | null;
  avatar_url?: string | null;
  person?: {
    /** There when the integration may read it. */
    email?: string;
  };
}

export interface NotionOptions extends ProviderOptions<NotionProfile> {
  clientId: string;
}
