import type { ProviderOptions } from "../oauth";

/** What `GET https://discord.com/api/users/@me` answers, and `image_url`. */
export interface DiscordProfile {
  /** The subject, a snowflake. */
  id: string;
  username: string;
  /** "0" for everybody who has a username of the new kind. */
  discriminator: string;
  global_name: string | null;
  /** The hash of the picture; "a_" in front says that it moves. */
  avatar: string | null;
  bot?: boolean;
  system?: boolean;
  mfa_enabled?: boolean;
  banner?: string | null;
  accent_color?: number | null;
  locale?: string;
  /** The address has been seen verified. */
  verified?: boolean;
  email?: string | null;
  flags?: number;
  premium_type?: number;
  public_flags?: number;
  /** Made from `avatar`: where the picture is. */
  image_url: string;
}

export interface DiscordOptions extends ProviderOptions<DiscordProfile> {
  clientId: string;
  /** For bots (scope "bot"): the permissions asked for, as a bit field. */
  permissions?: number | undefined;
}
