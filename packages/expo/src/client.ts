export {
  type CookieAttributes,
  getCookie,
  getSetCookie,
  hasBetterAuthCookies,
  parseSetCookieHeader,
  type StoredCookie,
} from "./client/cookies";
export { type ExpoClientOptions, type ExpoClientTypes, expoClient } from "./client/expo-client";
export { setupExpoFocusManager } from "./client/focus-manager";
export { setupExpoOnlineManager } from "./client/online-manager";
export { type AdaptedStorage, type ExpoClientStorage, normalizeCookieName, storageAdapter } from "./client/storage";
