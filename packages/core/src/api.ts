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
} from "./guard/session";
export { changePassword } from "./routes/email-password/change-password";
export { signInEmail } from "./routes/email-password/sign-in-email";
export { signUpEmail } from "./routes/email-password/sign-up-email";
export { getSession } from "./routes/session/get-session";
export { listSessions } from "./routes/session/list-sessions";
export { revokeOtherSessions } from "./routes/session/revoke-other-sessions";
export { revokeSession } from "./routes/session/revoke-session";
export { revokeSessions } from "./routes/session/revoke-sessions";
export { signOut } from "./routes/session/sign-out";
export { error } from "./routes/status/error";
export { ok } from "./routes/status/ok";
export { updateUser } from "./routes/user/update-user";
export { getSessionFromCtx } from "./session/read";
export { type IssuedSession, type IssueSettings, type PendingSignIn } from "./sign-in/issue-session";
export { signInUser } from "./sign-in/complete-sign-in";
export { clearPendingSignIn, readPendingSignIn } from "./sign-in/pending";
export { addressFromHeaders as getIPFromHeaders } from "./url/ip";
export type { EndpointOptions, GenericEndpointContext, HookEndpointContext, Middleware } from "./types";
