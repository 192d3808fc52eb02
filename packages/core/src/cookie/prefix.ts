/** RFC 6265bis §4.1.3.1: a browser takes a cookie of such a name only with Secure, over https. */
export const SECURE_COOKIE_PREFIX = "__Secure-";

/** RFC 6265bis §4.1.3.2: besides, only for one host and all of its paths. */
export const HOST_COOKIE_PREFIX = "__Host-";

/** The name of a cookie without the prefix that a browser gives a meaning to; any other name as it is. */
export function stripSecureCookiePrefix(name: string): string {
  for (const prefix of [SECURE_COOKIE_PREFIX, HOST_COOKIE_PREFIX]) {
    if (name.startsWith(prefix)) return name.slice(prefix.length);
  }
  return name;
}
