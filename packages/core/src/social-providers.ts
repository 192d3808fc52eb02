export { apple, getApplePublicKey } from "./social-providers/apple";
export { atlassian } from "./social-providers/atlassian";
export { cloudflare } from "./social-providers/cloudflare";
export { cognito, getCognitoPublicKey } from "./social-providers/cognito";
export { discord } from "./social-providers/discord";
export { dropbox } from "./social-providers/dropbox";
export { facebook } from "./social-providers/facebook";
export { figma } from "./social-providers/figma";
export { github } from "./social-providers/github";
export { gitlab } from "./social-providers/gitlab";
export {
  getGooglePublicKey,
  google,
  isGoogleHostedDomainAllowed,
  verifyGoogleIdToken,
} from "./social-providers/google";
export { huggingface } from "./social-providers/huggingface";
export { kakao } from "./social-providers/kakao";
export { kick } from "./social-providers/kick";
export { line } from "./social-providers/line";
export { linear } from "./social-providers/linear";
export { linkedin } from "./social-providers/linkedin";
export { SocialProviderListEnum, socialProviderList } from "./social-providers/list";
export { getMicrosoftPublicKey, microsoft } from "./social-providers/microsoft";
export { naver } from "./social-providers/naver";
export { notion } from "./social-providers/notion";
export { paybin } from "./social-providers/paybin";
export { paypal } from "./social-providers/paypal";
export { polar } from "./social-providers/polar";
export { socialProviders } from "./social-providers/providers";
export { railway } from "./social-providers/railway";
export { reddit } from "./social-providers/reddit";
export { roblox } from "./social-providers/roblox";
export { salesforce } from "./social-providers/salesforce";
export { slack } from "./social-providers/slack";
export { spotify } from "./social-providers/spotify";
export { tiktok } from "./social-providers/tiktok";
export { twitch } from "./social-providers/twitch";
export { twitter } from "./social-providers/twitter";
export { vercel } from "./social-providers/vercel";
export { vk } from "./social-providers/vk";
export { wechat } from "./social-providers/wechat";
export { zoom } from "./social-providers/zoom";
export type {
  AccountStatus,
  AppleNonConformUser,
  AppleOptions,
  AppleProfile,
  AtlassianOptions,
  AtlassianProfile,
  CloudflareOptions,
  CloudflareProfile,
  CognitoOptions,
  CognitoProfile,
  DiscordOptions,
  DiscordProfile,
  DropboxOptions,
  DropboxProfile,
  FacebookGraphProfile,
  FacebookLimitedLoginProfile,
  FacebookOptions,
  FacebookProfile,
  FigmaOptions,
  FigmaProfile,
  GithubOptions,
  GithubProfile,
  GitlabOptions,
  GitlabProfile,
  GoogleOptions,
  GoogleProfile,
  HuggingFaceOptions,
  HuggingFaceProfile,
  KakaoOptions,
  KakaoProfile,
  KickOptions,
  KickProfile,
  LinearOptions,
  LinearProfile,
  LinearUser,
  LineIdTokenPayload,
  LineOptions,
  LineUserInfo,
  LinkedInOptions,
  LinkedInProfile,
  LoginType,
  MicrosoftEntraIDProfile,
  MicrosoftOptions,
  NaverOptions,
  NaverProfile,
  NotionOptions,
  NotionProfile,
  PaybinOptions,
  PaybinProfile,
  PayPalOptions,
  PayPalProfile,
  PayPalTokenResponse,
  PhoneNumber,
  PolarOptions,
  PolarProfile,
  PronounOption,
  RailwayOptions,
  RailwayProfile,
  RedditOptions,
  RedditProfile,
  RobloxOptions,
  RobloxProfile,
  SalesforceOptions,
  SalesforceProfile,
  SlackOptions,
  SlackProfile,
  SocialProvider,
  SocialProviderList,
  SocialProviders,
  SpotifyOptions,
  SpotifyProfile,
  TiktokOptions,
  TiktokProfile,
  TwitchOptions,
  TwitchProfile,
  TwitterOption,
  TwitterProfile,
  VercelOptions,
  VercelProfile,
  VerifyGoogleIdTokenOptions,
  VkOption,
  VkProfile,
  WeChatOptions,
  WeChatProfile,
  ZoomOptions,
  ZoomProfile,
} from "./types";
