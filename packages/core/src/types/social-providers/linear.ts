import type { ProviderOptions } from "../oauth";

/** `viewer` of Linear's GraphQL. */
export interface LinearUser {
  /** The subject. */
  id: string;
  name: string;
  email: string;
  avatarUrl?: string | undefined;
  active: boolean;
  createdAt: string;
  updatedAt: string;
}

/** What `POST https://api.linear.app/graphql` answers. */
export interface LinearProfile {
  data?: { viewer?: LinearUser | undefined } | undefined;
}

export interface LinearOptions extends ProviderOptions<LinearUser> {
  clientId: string;
}
