export { parseCookies } from "./cookie/parse";
export { HOST_COOKIE_PREFIX, SECURE_COOKIE_PREFIX, stripSecureCookiePrefix } from "./cookie/prefix";
export { applySetCookies, setCookieToHeader, setRequestCookie } from "./cookie/request-cookies";
export { cookieNameRegex } from "./cookie/serialize";
export {
  type CookieAttributes,
  parseSetCookieHeader,
  splitSetCookieHeader,
  toCookieOptions,
} from "./cookie/set-cookie";
