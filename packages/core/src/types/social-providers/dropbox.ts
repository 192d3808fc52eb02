import type { ProviderOptions } from "../oauth";

/** What `POST https://api.dropboxapi.com/2/users/get_current_account` answers. */
export interface DropboxProfile {
  /** The subject. */
  account_id: string;
  name: {
    given_name: string;
    surname: string;
    familiar_name: string;
    display_name: string;
    abbreviated_name: string;
  };
  email: string;
  email_verified: boolean;
  profile_photo_url?: string | undefined;
  disabled?: boolean | undefined;
  country?: string | undefined;
  locale?: string | undefined;
  referral_link?: string | undefined;
  is_paired?: boolean | undefined;
}

export interface DropboxOptions extends ProviderOptions<DropboxProfile> {
  clientId: string;
  /** "offline" asks for a refresh token. @default Dropbox's: "online" */
  accessType?: "offline" | "online" | "legacy" | undefined;
}
