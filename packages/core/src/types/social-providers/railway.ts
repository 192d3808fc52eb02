import type { ProviderOptions } from "../oauth";

/** What `GET https://backboard.railway.com/oauth/me` answers. */
export interface RailwayProfile {
  /** The subject. */
  sub: string;
  email?: string;
  name?: string;
  picture?: string;
}

export interface RailwayOptions extends ProviderOptions<RailwayProfile> {
  clientId: string;
}
