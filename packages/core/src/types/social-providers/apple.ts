import type { ProviderOptions } from "../oauth";

/** The claims of Apple's ID tokens. */
export interface AppleProfile {
  iss: string;
  aud: string;
  /** The subject: one for all applications of a team. */
  sub: string;
  iat: number;
  exp: number;
  nonce?: string;
  nonce_supported?: boolean;
  /** Possibly a relay address of Apple's. */
  email?: string;
  email_verified?: boolean | "true" | "false";
  is_private_email?: boolean | "true" | "false";
  /** 0: not known, 1: not known, 2: likely a person. */
  real_user_status?: number;
  transfer_sub?: string;
  /** What the page got the first time; not a claim. */
  name?: string;
}

/** What Apple posts beside the code the first time that somebody signs in, and never again. */
export interface AppleNonConformUser {
  name?: { firstName?: string; lastName?: string };
  email?: string;
}

export interface AppleOptions extends ProviderOptions<AppleProfile> {
  /** The Services ID. */
  clientId: string | readonly string[];
  /** A signed JWT, good for six months at most; or leave it out and give `teamId`, `keyId` and `privateKey`. */
  clientSecret?: string | undefined;
  /** The team that the key belongs to. */
  teamId?: string | undefined;
  /** The identifier of the key. */
  keyId?: string | undefined;
  /** The key for Sign in with Apple, the PEM text of the .p8 file; the client secret is made from it when needed. */
  privateKey?: string | undefined;
  /** The native application's bundle: its ID tokens are for it and not for the Services ID. */
  appBundleIdentifier?: string | undefined;
  /** Whom ID tokens may be for, over `appBundleIdentifier` and `clientId`. */
  audience?: string | readonly string[] | undefined;
}
