import type { ProviderOptions } from "../oauth";

/** What `GET https://api.github.com/user` answers, and the address that `/user/emails` calls the primary one. */
export interface GithubProfile {
  login: string;
  /** The subject; it stays when the login changes. */
  id: number;
  node_id: string;
  avatar_url: string;
  html_url: string;
  type: string;
  name: string | null;
  company: string | null;
  blog: string | null;
  location: string | null;
  /** The public address; `null` when there is none, and the primary one of `/user/emails` cannot be read. */
  email: string | null;
  hireable: boolean | null;
  bio: string | null;
  twitter_username?: string | null;
  public_repos: number;
  public_gists: number;
  followers: number;
  following: number;
  created_at: string;
  updated_at: string;
  two_factor_authentication?: boolean;
}

export interface GithubOptions extends ProviderOptions<GithubProfile> {
  clientId: string;
}
