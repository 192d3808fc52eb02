import type { ProviderOptions } from "../oauth";

/** What `GET https://kapi.kakao.com/v2/user/me` answers; a person may keep back any part of the account. */
export interface KakaoProfile {
  /** The subject, of this application alone. */
  id: number;
  connected_at?: string | undefined;
  properties?: { nickname?: string; profile_image?: string; thumbnail_image?: string } | undefined;
  kakao_account?: KakaoAccount | undefined;
}

interface KakaoAccount {
  profile_needs_agreement?: boolean | undefined;
  profile_nickname_needs_agreement?: boolean | undefined;
  profile_image_needs_agreement?: boolean | undefined;
  profile?:
    | {
        nickname?: string | undefined;
        thumbnail_image_url?: string | undefined;
        profile_image_url?: string | undefined;
        is_default_image?: boolean | undefined;
        is_default_nickname?: boolean | undefined;
      }
    | undefined;
  name_needs_agreement?: boolean | undefined;
  name?: string | undefined;
  email_needs_agreement?: boolean | undefined;
  /** False once somebody else has taken the address over. */
  is_email_valid?: boolean | undefined;
  is_email_verified?: boolean | undefined;
  email?: string | undefined;
  age_range?: string | undefined;
  birthyear?: string | undefined;
  birthday?: string | undefined;
  birthday_type?: string | undefined;
  gender?: string | undefined;
  phone_number?: string | undefined;
  ci?: string | undefined;
}

export interface KakaoOptions extends ProviderOptions<KakaoProfile> {
  /** The REST API key. */
  clientId: string;
}
