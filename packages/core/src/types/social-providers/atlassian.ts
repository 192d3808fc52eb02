import type { ProviderOptions } from "../oauth";

/** What `GET https://api.atlassian.com/me` answers (scope `read:me`); what a person hides is missing. */
export interface AtlassianProfile {
  account_type?: string | undefined;
  /** The subject. */
  account_id: string;
  email?: string | undefined;
  name: string;
  picture?: string | undefined;
  account_status?: "active" | "inactive" | "closed" | undefined;
  nickname?: string | undefined;
  last_updated?: string | undefined;
  job_title?: string | undefined;
  locale?: string | undefined;
  zoneinfo?: string | undefined;
  extended_profile?: Record<string, string | undefined> | undefined;
}

export interface AtlassianOptions extends ProviderOptions<AtlassianProfile> {
  clientId: string;
}
