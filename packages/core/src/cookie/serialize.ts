import { BetterAuthError } from "../error";
import type { CookieOptions } from "../types";

/** RFC 6265bis §5.5: a browser keeps a cookie for at most 400 days. */
const LONGEST_MAX_AGE = 34_560_000;

/** RFC 6265 §4.1.1: a cookie's name is a token. */
export const cookieNameRegex = /^[\w!#$%&'*.^`|~+-]+$/;

/** A Set-Cookie line whose value is already encoded. */
function line(name: string, value: string, options: CookieOptions): string {
  if (!cookieNameRegex.test(name)) throw new BetterAuthError(`"${name}" cannot be the name of a cookie.`);
  const host = options.prefix === "host" || name.startsWith("__Host-");
  const secure = host || options.prefix === "secure" || name.startsWith("__Secure-");
  const prefix = options.prefix === "host" ? "__Host-" : options.prefix === "secure" ? "__Secure-" : "";
  let text = `${prefix}${name}=${value}`;
  if (options.maxAge !== undefined && options.maxAge >= 0) {
    if (options.maxAge > LONGEST_MAX_AGE) {
      throw new BetterAuthError(
        `A cookie lives for at most 400 days (${LONGEST_MAX_AGE} seconds); got ${options.maxAge}.`,
      );
    }
    text += `; Max-Age=${Math.floor(options.maxAge)}`;
  }
  if (options.domain && !host) text += `; Domain=${options.domain}`;
  const path = host ? "/" : options.path;
  if (path) text += `; Path=${path}`;
  if (options.expires) text += `; Expires=${options.expires.toUTCString()}`;
  if (options.httpOnly) text += "; HttpOnly";
  // RFC 6265bis §5.7: browsers drop what goes to other sites without being Secure.
  const isForOtherSites = options.sameSite?.toLowerCase() === "none";
  if (options.secure || secure || options.partitioned || isForOtherSites) text += "; Secure";
  if (options.sameSite)
    text += `; SameSite=${options.sameSite[0]?.toUpperCase()}${options.sameSite.slice(1).toLowerCase()}`;
  if (options.partitioned) text += "; Partitioned";
  return text;
}

/**
 * A Set-Cookie line (RFC 6265bis §4.1). The value is percent-encoded; a negative `maxAge` is left out.
 * @throws {BetterAuthError} for a name that is no token or a `maxAge` past 400 days
 */
export function serializeCookie(name: string, value: string, options: CookieOptions = {}): string {
  return line(name, encodeURIComponent(value), options);
}
