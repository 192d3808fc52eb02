export { createCookieGetter, getCookies } from "./context/auth-cookies";
export { parseCookies } from "./cookie/parse";
export { cookieNameRegex, serializeCookie } from "./cookie/serialize";
export { getSessionCookie } from "./cookie/session-cookie";
export {
  type CookieAttributes,
  parseSetCookieHeader,
  splitSetCookieHeader,
  toCookieOptions,
} from "./cookie/set-cookie";
export { deleteSessionCookie, expireCookie } from "./session/cookie";
export { setSessionCookie } from "./sign-in/set-session-cookie";
