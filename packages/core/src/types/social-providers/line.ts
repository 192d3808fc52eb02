import type { ProviderOptions } from "../oauth";

/** The claims of LINE's ID tokens. */
export interface LineIdTokenPayload {
  iss: string;
  /** The subject, of this provider in LINE's console alone. */
  sub: string;
  aud: string;
  exp: number;
  iat: number;
  nonce?: string | undefined;
  amr?: string[] | undefined;
  name?: string | undefined;
  picture?: string | undefined;
  /** Once the channel may ask for it, and with the scope "email". */
  email?: string | undefined;
}

/** What `GET https://api.line.me/oauth2/v2.1/userinfo` answers. */
export interface LineUserInfo {
  /** The subject. */
  sub: string;
  name?: string | undefined;
  picture?: string | undefined;
  email?: string | undefined;
}

export interface LineOptions extends ProviderOptions<LineUserInfo | LineIdTokenPayload> {
  /** The channel id. */
  clientId: string;
}
