import type { ProviderOptions } from "../oauth";

/** The claims of Google's ID tokens. */
export interface GoogleProfile {
  iss: string;
  aud: string;
  azp?: string;
  /** The subject. */
  sub: string;
  email: string;
  email_verified: boolean;
  name: string;
  given_name?: string;
  family_name?: string;
  picture?: string;
  locale?: string;
  /** The Workspace domain of the account; absent for consumer accounts. */
  hd?: string;
  iat: number;
  exp: number;
  nbf?: number;
  jti?: string;
  nonce?: string;
}

export interface GoogleOptions extends ProviderOptions<GoogleProfile> {
  clientId: string | readonly string[];
  /** "offline" asks for a refresh token. @default Google's: "online" */
  accessType?: "offline" | "online" | undefined;
  /** How the consent page is shown. */
  display?: "page" | "popup" | "touch" | "wap" | undefined;
  /** Only accounts of this Workspace domain; "*" stands for any. Checked against the ID token, too. */
  hd?: string | undefined;
  /** The tokens cover what was granted before. @default true */
  includeGrantedScopes?: boolean | undefined;
}

/** What an ID token of Google's is checked against. */
export interface VerifyGoogleIdTokenOptions {
  token: string;
  /** The client, or several, that the token may be for. */
  audience: string | readonly string[];
  /** The nonce that it has to have. */
  nonce?: string | undefined;
}
