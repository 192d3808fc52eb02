import type { ProviderOptions } from "../oauth";

/** 0: Facebook, 1: Google, 24: Apple, 27: Microsoft, 97: a mobile device, 98: RingCentral, 99: the API, 100: mail, 101: single sign-on. */
export type LoginType = 0 | 1 | 11 | 21 | 23 | 24 | 27 | 97 | 98 | 99 | 100 | 101;

export type AccountStatus = "pending" | "active" | "inactive";

/** Whether pronouns are shown: 1: ask each time, 2: always, 3: never. */
export type PronounOption = 1 | 2 | 3;

export interface PhoneNumber {
  /** The country's code, as "+1". */
  code: string;
  country: string;
  label: "Mobile" | "Office" | "Home" | "Fax";
  number: string;
  verified: boolean;
}

/** What `GET https://api.zoom.us/v2/users/me` answers. */
export interface ZoomProfile {
  /** The subject. */
  id: string;
  display_name: string;
  email: string;
  /** 1: Zoom has seen the address verified. */
  verified?: number;
  pic_url?: string;
  first_name?: string;
  last_name?: string;
  account_id?: string;
  account_number?: number;
  /** 1: basic, 2: licensed. */
  type?: number;
  status?: AccountStatus;
  login_types?: LoginType[];
  role_id?: string;
  role_name?: string;
  dept?: string;
  company?: string;
  job_title?: string;
  location?: string;
  manager?: string;
  language?: string;
  timezone?: string;
  cluster?: string;
  cms_user_id?: string;
  employee_unique_id?: string;
  jid?: string;
  group_ids?: string[];
  im_group_ids?: string[];
  custom_attributes?: { key: string; name: string; value: string }[];
  phone_country?: string;
  phone_number?: string;
  phone_numbers?: PhoneNumber[];
  plan_united_type?: string;
  pmi?: number;
  use_pmi?: boolean;
  personal_meeting_url?: string;
  vanity_url?: string;
  pronouns?: string;
  pronouns_option?: PronounOption;
  created_at?: string;
  user_created_at?: string;
  last_login_time?: string;
  last_client_version?: string;
}

export interface ZoomOptions extends ProviderOptions<ZoomProfile> {
  clientId: string;
  /** Bind codes to a verifier (RFC 7636). @default true */
  pkce?: boolean | undefined;
}
