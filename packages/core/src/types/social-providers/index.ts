import type { Awaitable } from "../endpoint";
import type { SocialProviderName } from "../social-calls";
import type { AppleOptions } from "./apple";
import type { AtlassianOptions } from "./atlassian";
import type { CloudflareOptions } from "./cloudflare";
import type { CognitoOptions } from "./cognito";
import type { DiscordOptions } from "./discord";
import type { DropboxOptions } from "./dropbox";
import type { FacebookOptions } from "./facebook";
import type { FigmaOptions } from "./figma";
import type { GithubOptions } from "./github";
import type { GitlabOptions } from "./gitlab";
import type { GoogleOptions } from "./google";
import type { HuggingFaceOptions } from "./huggingface";
import type { KakaoOptions } from "./kakao";
import type { KickOptions } from "./kick";
import type { LineOptions } from "./line";
import type { LinearOptions } from "./linear";
import type { LinkedInOptions } from "./linkedin";
import type { MicrosoftOptions } from "./microsoft";
import type { NaverOptions } from "./naver";
import type { NotionOptions } from "./notion";
import type { PaybinOptions } from "./paybin";
import type { PayPalOptions } from "./paypal";
import type { PolarOptions } from "./polar";
import type { RailwayOptions } from "./railway";
import type { RedditOptions } from "./reddit";
import type { RobloxOptions } from "./roblox";
import type { SalesforceOptions } from "./salesforce";
import type { SlackOptions } from "./slack";
import type { SpotifyOptions } from "./spotify";
import type { TiktokOptions } from "./tiktok";
import type { TwitchOptions } from "./twitch";
import type { TwitterOption } from "./twitter";
import type { VercelOptions } from "./vercel";
import type { VkOption } from "./vk";
import type { WeChatOptions } from "./wechat";
import type { ZoomOptions } from "./zoom";

export type * from "./apple";
export type * from "./atlassian";
export type * from "./cloudflare";
export type * from "./cognito";
export type * from "./discord";
export type * from "./dropbox";
export type * from "./facebook";
export type * from "./figma";
export type * from "./github";
export type * from "./gitlab";
export type * from "./google";
export type * from "./huggingface";
export type * from "./kakao";
export type * from "./kick";
export type * from "./line";
export type * from "./linear";
export type * from "./linkedin";
export type * from "./microsoft";
export type * from "./naver";
export type * from "./notion";
export type * from "./paybin";
export type * from "./paypal";
export type * from "./polar";
export type * from "./railway";
export type * from "./reddit";
export type * from "./roblox";
export type * from "./salesforce";
export type * from "./slack";
export type * from "./spotify";
export type * from "./tiktok";
export type * from "./twitch";
export type * from "./twitter";
export type * from "./vercel";
export type * from "./vk";
export type * from "./wechat";
export type * from "./zoom";

/** The options of each provider, by its id. */
export interface SocialProviderOptions {
  apple: AppleOptions;
  atlassian: AtlassianOptions;
  cloudflare: CloudflareOptions;
  cognito: CognitoOptions;
  discord: DiscordOptions;
  dropbox: DropboxOptions;
  facebook: FacebookOptions;
  figma: FigmaOptions;
  github: GithubOptions;
  gitlab: GitlabOptions;
  google: GoogleOptions;
  huggingface: HuggingFaceOptions;
  kakao: KakaoOptions;
  kick: KickOptions;
  line: LineOptions;
  linear: LinearOptions;
  linkedin: LinkedInOptions;
  microsoft: MicrosoftOptions;
  naver: NaverOptions;
  notion: NotionOptions;
  paybin: PaybinOptions;
  paypal: PayPalOptions;
  polar: PolarOptions;
  railway: RailwayOptions;
  reddit: RedditOptions;
  roblox: RobloxOptions;
  salesforce: SalesforceOptions;
  slack: SlackOptions;
  spotify: SpotifyOptions;
  tiktok: TiktokOptions;
  twitch: TwitchOptions;
  twitter: TwitterOption;
  vercel: VercelOptions;
  vk: VkOption;
  wechat: WeChatOptions;
  zoom: ZoomOptions;
}

/** `socialProviders` of the options: what each provider is told, or a function that finds it out when it is first needed. */
export type SocialProviders = {
  [K in keyof SocialProviderOptions]?: Configured<SocialProviderOptions[K]> | undefined;
};

type Switchable<O> = O & {
  /** Whether people can sign in with it. @default true */
  enabled?: boolean | undefined;
};

type Configured<O> = Switchable<O> | (() => Awaitable<Switchable<O>>);

/** The ids of the providers that there are ready-made configurations for. */
export type SocialProviderList = readonly [SocialProviderName, ...SocialProviderName[]];

/** The `provider` of a call: one that is built in, or one that a plugin brings. */
export type SocialProvider = SocialProviderName | (string & {});
