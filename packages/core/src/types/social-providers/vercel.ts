import type { ProviderOptions, TokenEndpointAuth } from "../oauth";

/** What `GET https://api.vercel.com/login/oauth/userinfo` answers, as far as the application's permissions allow. */
export interface VercelProfile {
  /** The subject. */
  sub: string;
  name?: string;
  preferred_username?: string;
  email?: string;
  email_verified?: boolean;
  picture?: string;
}

export interface VercelOptions extends ProviderOptions<VercelProfile> {
  clientId: string;
  /** How the client says who it is, as its settings at Vercel ask. @default { method: "client_secret_post" } */
  tokenEndpointAuth?: TokenEndpointAuth | undefined;
}
