import type { SocialProviderName } from "../../types";
import * as z from "../../validation/zod";

/** By name alone: the code of the providers is loaded for those that are configured. */
export const PROVIDER_NAMES = [
  "apple",
  "atlassian",
  "cloudflare",
  "cognito",
  "discord",
  "facebook",
  "figma",
  "github",
  "microsoft",
  "google",
  "huggingface",
  "slack",
  "spotify",
  "twitch",
  "twitter",
  "dropbox",
  "kick",
  "linear",
  "linkedin",
  "gitlab",
  "tiktok",
  "reddit",
  "roblox",
  "salesforce",
  "vk",
  "zoom",
  "notion",
  "kakao",
  "naver",
  "line",
  "paybin",
  "paypal",
  "polar",
  "railway",
  "vercel",
  "wechat",
] as const satisfies readonly SocialProviderName[];

/** The id of a provider: one of those there are configurations for, or one that a plugin adds. */
export const providerName = z.union([z.enum(PROVIDER_NAMES), z.string()]);
