export { type SolidStartCookiesTypes, solidStartCookies } from "./solid-start-cookies";
export { type SolidStartHandler, toSolidStartHandler } from "./to-solid-start-handler";
