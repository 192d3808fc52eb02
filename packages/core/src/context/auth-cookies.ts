import { SECURE_COOKIE_PREFIX } from "../cookie/prefix";
import { BetterAuthError } from "../error";
import type { AuthCookie, AuthCookies, BetterAuthOptions, CookieOptions } from "../types";
import { readIsProduction } from "./environment";

function wantsSecureCookies(options: BetterAuthOptions, isProduction: boolean): boolean {
  const chosen = options.advanced?.useSecureCookies;
  if (chosen !== undefined) return chosen;
  const { baseURL } = options;
  if (typeof baseURL === "string") return baseURL.startsWith("https://");
  if (baseURL?.protocol === "https") return true;
  if (baseURL?.protocol === "http") return false;
  return isProduction;
}

function cookieDomain(options: BetterAuthOptions): string | undefined {
  const cross = options.advanced?.crossSubDomainCookies;
  if (cross?.enabled !== true) return undefined;
  if (cross.domain) return cross.domain;
  if (typeof options.baseURL === "string") return new URL(options.baseURL).hostname;
  if (options.baseURL) return undefined;
  throw new BetterAuthError(
    "advanced.crossSubDomainCookies: expected a domain, got none. Set advanced.crossSubDomainCookies.domain, or baseURL to take its host.",
  );
}

/** A cookie's name as options make it, without the prefix that secure cookies have. */
export function cookieNameOf({ advanced }: BetterAuthOptions, name: string): string {
  return advanced?.cookies?.[name]?.name || `${advanced?.cookiePrefix || "better-auth"}.${name}`;
}

/**
 * Makes the names and attributes of an instance's cookies.
 * Later ones win: our defaults, `advanced.defaultCookieAttributes`, the cookie's own, `advanced.cookies[name].attributes`.
 */
export function createCookieGetter(
  options: BetterAuthOptions,
  isProduction = readIsProduction(),
): (name: string, overrides?: Partial<CookieOptions>) => AuthCookie {
  const secure = wantsSecureCookies(options, isProduction);
  const domain = cookieDomain(options);

  return (name, overrides = {}) => {
    const custom = options.advanced?.cookies?.[name];
    return {
      name: `${secure ? SECURE_COOKIE_PREFIX : ""}${cookieNameOf(options, name)}`,
      attributes: {
        secure,
        sameSite: "lax",
        path: "/",
        httpOnly: true,
        ...(domain === undefined ? {} : { domain }),
        ...options.advanced?.defaultCookieAttributes,
        ...overrides,
        ...custom?.attributes,
      },
    };
  };
}

/** The core's cookies. */
export function createAuthCookies(
  cookie: (name: string, overrides?: Partial<CookieOptions>) => AuthCookie,
  options: BetterAuthOptions,
): AuthCookies {
  const cacheMaxAge = options.session?.cookieCache?.maxAge ?? 300;
  return {
    sessionToken: cookie("session_token", { maxAge: options.session?.expiresIn ?? 604_800 }),
    sessionData: cookie("session_data", { maxAge: cacheMaxAge }),
    dontRememberToken: cookie("dont_remember"),
    accountData: cookie("account_data", { maxAge: cacheMaxAge }),
  };
}

/** The core's cookies for options, as plugins and helpers outside of a call need them. */
export function getCookies(options: BetterAuthOptions): AuthCookies {
  return createAuthCookies(createCookieGetter(options), options);
}
