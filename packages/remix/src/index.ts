export { type ReactRouterCookiesTypes, reactRouterCookies } from "./react-router-cookies";
export {
  type Holds,
  type MiddlewareArguments,
  type RouterContext,
  type SessionMiddleware,
  sessionMiddleware,
} from "./session-middleware";
export { type RequestSession, type SessionReader, type SessionSource, sessionReader } from "./session-reader";
export { type RemixHandler, toRemixHandler } from "./to-remix-handler";
