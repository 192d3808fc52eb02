export { type NextCookiesTypes, nextCookies } from "./next-cookies";
export { type NextJsHandler, toNextJsHandler } from "./to-next-js-handler";
