import type { ProviderOptions } from "../oauth";

/** The claims of Twitch's ID tokens. */
export interface TwitchProfile {
  iss: string;
  aud: string;
  azp?: string;
  iat: number;
  exp: number;
  /** The subject. */
  sub: string;
  preferred_username?: string;
  email?: string;
  email_verified?: boolean;
  picture?: string;
}

export interface TwitchOptions extends ProviderOptions<TwitchProfile> {
  clientId: string;
  /** Claims of the ID token besides `email` and `email_verified`. @default ["preferred_username", "picture"] */
  claims?: string[] | undefined;
}
