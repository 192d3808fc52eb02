import type { ProviderOptions } from "../oauth";

/** What `POST https://id.vk.com/oauth2/user_info` answers. */
export interface VkProfile {
  user: {
    /** The subject. */
    user_id: string;
    first_name: string;
    last_name: string;
    /** With the scope "email". */
    email?: string;
    /** With the scope "phone", digits only. */
    phone?: string;
    avatar?: string;
    /** 0: not said, 1: female, 2: male. */
    sex?: number;
    /** The account, not the address. */
    verified?: boolean;
    /** "DD.MM.YYYY" */
    birthday?: string;
  };
}

export interface VkOption extends ProviderOptions<VkProfile> {
  clientId: string;
  /** The colours of the page. @default VK's: "light" */
  scheme?: "light" | "dark" | undefined;
}
