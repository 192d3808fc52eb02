import type { ProviderOptions } from "../oauth";

/** What `GET /api/v4/user` answers. */
export interface GitlabProfile {
  /** The subject. */
  id: number;
  username: string;
  email: string;
  name: string;
  /** "active", or why not: "blocked", "deactivated", … */
  state: string;
  locked?: boolean | undefined;
  /** Not of GitLab itself, which does not say it here. */
  email_verified?: boolean | undefined;
  avatar_url: string | null;
  web_url: string;
  created_at: string;
  bio?: string | null | undefined;
  location?: string | null | undefined;
  public_email?: string | null | undefined;
  commit_email?: string | undefined;
  website_url?: string | undefined;
  organization?: string | null | undefined;
  job_title?: string | null | undefined;
  pronouns?: string | null | undefined;
  bot?: boolean | undefined;
  last_sign_in_at?: string | null | undefined;
  confirmed_at?: string | null | undefined;
  last_activity_on?: string | null | undefined;
  two_factor_enabled?: boolean | undefined;
  external?: boolean | undefined;
  private_profile?: boolean | undefined;
}

export interface GitlabOptions extends ProviderOptions<GitlabProfile> {
  clientId: string;
  /** Where a GitLab of one's own is. @default "https://gitlab.com" */
  issuer?: string | undefined;
}
