import type { DiscordOptions, DiscordProfile } from "../types";
import { defineProvider } from "./define-provider";
import { fetchProfile } from "./fetch-profile";

const CDN = "https://cdn.discordapp.com";

/** Sign-in with Discord. Who has no picture gets the one that Discord shows for them. */
export const discord = defineProvider<DiscordProfile, DiscordOptions>({
  id: "discord",
  name: "Discord",
  authorizationEndpoint: "https://discord.com/api/oauth2/authorize",
  tokenEndpoint: "https://discord.com/api/oauth2/token",
  defaultScopes: ["identify", "email"],
  scopeOrder: "request-first",
  pkce: false,
  authorizationParams: ({ prompt, scope, permissions }) => ({
    prompt: prompt ?? "none",
    permissions: scope?.includes("bot") ? permissions?.toString() : undefined,
  }),
  async profile({ accessToken }) {
    const profile = await fetchProfile<DiscordProfile>("https://discord.com/api/users/@me", { accessToken });
    return profile && { ...profile, image_url: pictureOf(profile) };
  },
  subject: (profile) => profile.id,
  map: (profile) => ({
    name: profile.global_name || profile.username || "",
    email: profile.email,
    emailVerified: profile.verified === true,
    image: profile.image_url,
  }),
});

/** https://discord.com/developers/docs/reference#image-formatting */
function pictureOf({ id, avatar, discriminator }: DiscordProfile): string {
  if (avatar === null) return `${CDN}/embed/avatars/${defaultPicture(id, discriminator)}.png`;
  return `${CDN}/avatars/${id}/${avatar}.${avatar.startsWith("a_") ? "gif" : "png"}`;
}

function defaultPicture(id: string, discriminator: string): number {
  return discriminator === "0" ? Number((BigInt(id) >> 22n) % 6n) : Number.parseInt(discriminator, 10) % 5;
}
