export { createCookieGetter, getCookies } from "./context/auth-cookies";
export { parseCookies } from "./cookie/parse";
export { HOST_COOKIE_PREFIX, SECURE_COOKIE_PREFIX, stripSecureCookiePrefix } from "./cookie/prefix";
export { applySetCookies, setCookieToHeader, setRequestCookie } from "./cookie/request-cookies";
export { cookieNameRegex, serializeCookie } from "./cookie/serialize";
export { getSessionCookie } from "./cookie/session-cookie";
export {
  type CookieAttributes,
  parseSetCookieHeader,
  splitSetCookieHeader,
  toCookieOptions,
} from "./cookie/set-cookie";
export { getAccountCookie, setAccountCookie } from "./session/account-cookie";
export { type ChunkedCookie, createSessionStore, getChunkedCookie } from "./session/cache/chunked-cookie";
export { decodeCookieCache } from "./session/cache/decode";
export { type GetCookieCacheSettings, getCookieCache } from "./session/cache/get-cookie-cache";
export { setCookieCache } from "./session/cache/write";
export { deleteSessionCookie, expireCookie } from "./session/cookie";
export { setSessionCookie } from "./sign-in/set-session-cookie";
export type { EligibleCookies } from "./types";
