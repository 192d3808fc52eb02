/** Attributes of a Set-Cookie line. */
export interface CookieOptions {
  domain?: string | undefined;
  expires?: Date | undefined;
  httpOnly?: boolean | undefined;
  /** Seconds. */
  maxAge?: number | undefined;
  path?: string | undefined;
  secure?: boolean | undefined;
  sameSite?: "strict" | "lax" | "none" | "Strict" | "Lax" | "None" | undefined;
  partitioned?: boolean | undefined;
  /** Prepends `__Host-` or `__Secure-` to the name and forces the attributes that the prefix demands. */
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
