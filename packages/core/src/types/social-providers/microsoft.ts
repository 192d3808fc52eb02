import type { ClientAssertionGetter, ProviderOptions } from "../oauth";

/** The claims of Microsoft's ID tokens, version 2.0, and `picture`. */
export interface MicrosoftEntraIDProfile {
  /** The application. */
  aud: string;
  /** The tenant that issued the token. */
  iss: string;
  iat: number;
  nbf: number;
  exp: number;
  /** A person in this application. */
  sub: string;
  /** The subject: a person in a tenant, the same in all applications. */
  oid: string;
  /** The tenant, a GUID; personal accounts share one. */
  tid: string;
  /** "2.0" */
  ver: string;
  name?: string;
  /** For people to read: it can change, and be somebody else's later. */
  preferred_username?: string;
  /** What the tenant says, who has not necessarily seen it verified. */
  email?: string;
  email_verified?: boolean | "true" | "false";
  /** Optional claim: addresses whose domain the tenant owns. */
  verified_primary_email?: string[];
  /** Optional claim: further ones. */
  verified_secondary_email?: string[];
  /** Where somebody of another tenant comes from. */
  idp?: string;
  nonce?: string;
  roles?: string[];
  groups?: string[];
  sid?: string;
  upn?: string;
  given_name?: string;
  family_name?: string;
  /** The photograph of Microsoft Graph as a `data:` address, unless `disableProfilePhoto`. */
  picture?: string;
}

export interface MicrosoftOptions extends ProviderOptions<MicrosoftEntraIDProfile> {
  clientId: string | readonly string[];
  /**
   * Whose accounts: a tenant's identifier or one of its domains, "organizations", "consumers", or "common" for all.
   *
   * @default "common"
   */
  tenantId?: string | undefined;
  /**
   * The cloud, or the address of an external tenant, such as "https://contoso.ciamlogin.com".
   *
   * @default "https://login.microsoftonline.com"
   */
  authority?: string | undefined;
  /** In place of `clientSecret`: makes the assertion that the client is itself (RFC 7523 §2.2). */
  clientAssertion?: ClientAssertionGetter | undefined;
  /** Pixels of the photograph's side. @default 48 */
  profilePhotoSize?: 48 | 64 | 96 | 120 | 240 | 360 | 432 | 504 | 648 | undefined;
  /** No photograph is asked for. @default false */
  disableProfilePhoto?: boolean | undefined;
}
