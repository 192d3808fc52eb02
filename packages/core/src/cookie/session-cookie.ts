import { parseCookies } from "./parse";

/** Where the session cookie is looked for. */
export interface SessionCookieSettings {
  /** @default "better-auth" */
  cookiePrefix?: string | undefined;
  /** @default "session_token" */
  cookieName?: string | undefined;
  /** Taken so that calls move over: a request does not say which path a cookie was set for. */
  path?: string | undefined;
}

/**
 * The raw session cookie of a request, for a quick look in a proxy or a middleware.
 *
 * **That a cookie is there proves nothing; never authorise by it.** Neither its signature nor the session behind it is
 * looked at, and anybody can send a cookie of that name. It may spare a visitor without one a page. What somebody may see
 * or do is decided by `auth.api.getSession`, in every page, action and route.
 *
 * @param from a request (also Next's), or its headers
 * @returns the cookie's value, signature included; `null` when there is none, or an empty one
 * @example if (getSessionCookie(request) === null) return Response.redirect(new URL("/sign-in", request.url));
 */
export function getSessionCookie(from: Request | Headers, settings: SessionCookieSettings = {}): string | null {
  const headers = from instanceof Headers || !("headers" in from) ? (from as Headers) : from.headers;
  const header = headers.get("cookie");
  if (header === null) return null;
  const cookies = parseCookies(header);
  const { cookiePrefix = "better-auth", cookieName = "session_token" } = settings;
  for (const name of [`${cookiePrefix}.${cookieName}`, `${cookiePrefix}-${cookieName}`]) {
    const value = cookies.get(`__Secure-${name}`) ?? cookies.get(name);
    if (value) return value;
  }
  return null;
}
