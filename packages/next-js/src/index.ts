export { nextCookies, type NextCookiesTypes } from "./next-cookies";
export { type NextJsHandler, toNextJsHandler } from "./to-next-js-handler";
