import type { ProviderOptions } from "../oauth";

/** What `GET https://huggingface.co/oauth/userinfo` answers. */
export interface HuggingFaceProfile {
  /** The subject. */
  sub: string;
  name: string;
  preferred_username: string;
  profile: string;
  picture: string;
  website?: string | undefined;
  /** With the scope "email". */
  email?: string | undefined;
  email_verified?: boolean | undefined;
  isPro: boolean;
  canPay?: boolean | undefined;
  orgs?:
    | {
        sub: string;
        name: string;
        preferred_username?: string | undefined;
        picture: string;
        isEnterprise: boolean;
        canPay?: boolean | undefined;
        roleInOrg?: string | undefined;
        pendingSSO?: boolean | undefined;
        missingMFA?: boolean | undefined;
      }[]
    | undefined;
}

export interface HuggingFaceOptions extends ProviderOptions<HuggingFaceProfile> {
  clientId: string;
}
