import type { ProviderOptions } from "../oauth";

/** What `GET https://openapi.naver.com/v1/nid/me` answers. */
export interface NaverProfile {
  /** "00" when all is well. */
  resultcode: string;
  message: string;
  response: {
    /** The subject, of this application alone. */
    id: string;
    nickname?: string;
    name?: string;
    email?: string;
    gender?: "F" | "M" | "U";
    /** A range of years, as "40-49". */
    age?: string;
    /** "MM-DD" */
    birthday?: string;
    birthyear?: string;
    profile_image?: string;
    mobile?: string;
    mobile_e164?: string;
  };
}

export interface NaverOptions extends ProviderOptions<NaverProfile> {
  clientId: string;
}
