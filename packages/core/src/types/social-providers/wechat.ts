import type { ProviderOptions } from "../oauth";

/** What `GET https://api.weixin.qq.com/sns/userinfo` answers. Addresses are not in it. */
export interface WeChatProfile {
  /** A person in this application. */
  openid: string;
  /** The subject where it is there: the same person in all applications of an Open Platform account. */
  unionid?: string;
  nickname: string;
  headimgurl?: string;
  /** 0: not said, 1: male, 2: female. */
  sex?: number;
  province?: string;
  city?: string;
  country?: string;
  privilege?: string[];
  email?: string;
}

export interface WeChatOptions extends ProviderOptions<WeChatProfile> {
  /** The AppID. */
  clientId: string;
  /** The AppSecret. */
  clientSecret: string;
  /** A web site, whose people scan a code. @default "WebsiteApp" */
  platformType?: "WebsiteApp" | undefined;
  /** The language of the page. @default "cn" */
  lang?: "cn" | "en" | undefined;
}
