import type { ProviderOptions } from "../oauth";

/** What `openid.connect.userInfo` answers. */
export interface SlackProfile {
  ok: boolean;
  sub: string;
  /** The subject. */
  "https://slack.com/user_id": string;
  "https://slack.com/team_id": string;
  email?: string;
  email_verified?: boolean;
  /** Seconds since the epoch. */
  date_email_verified?: number;
  name?: string;
  picture?: string;
  given_name?: string;
  family_name?: string;
  locale?: string;
  "https://slack.com/team_name"?: string;
  "https://slack.com/team_domain"?: string;
  "https://slack.com/user_image_24"?: string;
  "https://slack.com/user_image_32"?: string;
  "https://slack.com/user_image_48"?: string;
  "https://slack.com/user_image_72"?: string;
  "https://slack.com/user_image_192"?: string;
  "https://slack.com/user_image_512"?: string;
  "https://slack.com/team_image_34"?: string;
  "https://slack.com/team_image_44"?: string;
  "https://slack.com/team_image_68"?: string;
  "https://slack.com/team_image_88"?: string;
  "https://slack.com/team_image_102"?: string;
  "https://slack.com/team_image_132"?: string;
  "https://slack.com/team_image_230"?: string;
  "https://slack.com/team_image_default"?: boolean;
}

export interface SlackOptions extends ProviderOptions<SlackProfile> {
  clientId: string;
}
