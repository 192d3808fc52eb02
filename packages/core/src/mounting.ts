/**
 * What packages of frameworks stand on: cookies of direct calls, and which requests are the handler's.
 *
 * @module
 */
export { type AnswerInProgress, createCookiesPlugin, warnOfLostCookies } from "./mounting/cookies-plugin";
export { isForHandler, type MountedInstance } from "./mounting/is-for-handler";
export { cookieHeaderAfter, cookieHeaderOf } from "./mounting/present-cookies";
export {
  type CookieToHandOver,
  cookieIdentity,
  cookiesOfLines,
  keepPrivate,
  privateCacheControl,
} from "./mounting/set-cookies";
