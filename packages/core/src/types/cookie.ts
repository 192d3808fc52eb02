/** Attributes of a Set-Cookie line. */
export interface CookieOptions {
  /** The domain that gets it, subdomains included. @default the host that sets it, alone */
  domain?: string | undefined;
  /** When the browser forgets it. `maxAge` wins. */
  expires?: Date | undefined;
  /** Scripts cannot read it. @default true */
  httpOnly?: boolean | undefined;
  /** Seconds until the browser forgets it. @default each cookie's own */
  maxAge?: number | undefined;
  /** The paths that it is sent to. @default "/" */
  path?: string | undefined;
  /** Sent over HTTPS only. @default advanced.useSecureCookies */
  secure?: boolean | undefined;
  /** Which requests from other sites carry it. @default "lax" */
  sameSite?: "strict" | "lax" | "none" | "Strict" | "Lax" | "None" | undefined;
  /** One jar for each site that embeds yours (CHIPS). @default false */
  partitioned?: boolean | undefined;
  /** Prepends `__Host-` or `__Secure-` to the name and forces the attributes that the prefix demands. @default none */
  prefix?: "host" | "secure" | undefined;
}

/** A cookie of ours: its full name and the attributes it is set with. */
export interface AuthCookie {
  name: string;
  attributes: CookieOptions;
}

/** The cookies of the core. */
export interface AuthCookies {
  sessionToken: AuthCookie;
  sessionData: AuthCookie;
  dontRememberToken: AuthCookie;
  accountData: AuthCookie;
}
