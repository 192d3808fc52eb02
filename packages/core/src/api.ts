import { baseEndpoints, statusEndpoints } from "./routes";
import type { BaseApi, Session, SessionPair, User } from "./types";

export { createAuthEndpoint } from "./endpoint/create-endpoint";
export { createAuthMiddleware, optionsMiddleware } from "./endpoint/create-middleware";
export { NO_STORE_HEADERS } from "./endpoint/response";
export { APIError, isAPIError } from "./error";
export { formCsrfMiddleware, originCheck, originCheckMiddleware } from "./guard/origin";
export {
  freshSessionMiddleware,
  getAuthoritativeSessionFromCtx,
  requestOnlySessionMiddleware,
  sensitiveSessionMiddleware,
  sessionMiddleware,
  type WithSession,
} from "./guard/session";
export { getSessionFromCtx } from "./session/read";
export { getShouldSkipSessionRefresh, setShouldSkipSessionRefresh } from "./session/skip-refresh";
export { signInUser } from "./sign-in/complete-sign-in";
export type { IssuedSession, IssueSettings, PendingSignIn } from "./sign-in/issue-session";
export { clearPendingSignIn, readPendingSignIn } from "./sign-in/pending";
export type { EndpointOptions, GenericEndpointContext, HookEndpointContext, Middleware } from "./types";
export { addressFromHeaders as getIPFromHeaders } from "./url/ip";

// Under their written types: the schemas they are inferred from are no part of the public declarations. That both say
// the same is a type test.
type Endpoints = BaseApi<User, Session, SessionPair, {}, {}>;

/** The endpoints of the core, as functions: called with a context, without hooks. */
export const {
  changePassword,
  error,
  getSession,
  listSessions,
  ok,
  revokeOtherSessions,
  revokeSession,
  revokeSessions,
  signInEmail,
  signOut,
  signUpEmail,
  updateUser,
} = { ...baseEndpoints, ...statusEndpoints } as unknown as Endpoints;
