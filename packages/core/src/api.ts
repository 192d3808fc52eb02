import { baseEndpoints, statusEndpoints } from "./routes";
import type { BaseApi, Session, SessionPair, User } from "./types";

export { checkEndpointConflicts } from "./assembly/conflicts/endpoint-claims";
export { type DispatchContext, dispatchAuthEndpoint } from "./assembly/dispatch-auth-endpoint";
export { getEndpoints, router } from "./assembly/router";
export { createAuthEndpoint } from "./endpoint/create-endpoint";
export { createAuthMiddleware, optionsMiddleware } from "./endpoint/create-middleware";
export { NO_STORE_HEADERS } from "./endpoint/response";
export { APIError, isAPIError } from "./error";
export { type OrganizationRole, requireOrgRole } from "./guard/organization-role";
export { formCsrfMiddleware, originCheck, originCheckMiddleware } from "./guard/origin";
export { type ResourceOwnership, requireResourceOwnership } from "./guard/resource-ownership";
export {
  freshSessionMiddleware,
  getAuthoritativeSessionFromCtx,
  requestOnlySessionMiddleware,
  sensitiveSessionMiddleware,
  sessionMiddleware,
  type WithSession,
} from "./guard/session";
export { markSessionOutsideStore } from "./session/outside-store";
export { getSessionFromCtx } from "./session/read";
export { getShouldSkipSessionRefresh, setShouldSkipSessionRefresh } from "./session/skip-refresh";
export { isStateful } from "./session/stateless";
export { signInUser } from "./sign-in/complete-sign-in";
export type { IssuedSession, IssueSettings, PendingSignIn } from "./sign-in/issue-session";
export { clearPendingSignIn, readPendingSignIn } from "./sign-in/pending";
export type {
  AuthEndpoint,
  AuthMiddleware,
  EndpointOptions,
  GenericEndpointContext,
  HookEndpointContext,
  Middleware,
} from "./types";
export { getIP } from "./url/client-ip";
export { createEmailVerificationToken } from "./user-lifecycle/email-link";
export { sendVerificationEmailFn } from "./user-lifecycle/verification-mail";

// Under their written types: the schemas they are inferred from are no part of the public declarations. That both say
// the same is a type test.
type Endpoints = BaseApi<User, Session, SessionPair, {}, {}, {}>;

/** The endpoints of the core, as functions: called with a context, without hooks. */
export const {
  accountInfo,
  callbackOAuth,
  changeEmail,
  changePassword,
  deleteUser,
  deleteUserCallback,
  error,
  getAccessToken,
  getSession,
  linkSocialAccount,
  listSessions,
  listUserAccounts,
  ok,
  refreshToken,
  requestPasswordReset,
  requestPasswordResetCallback,
  resetPassword,
  revokeOtherSessions,
  revokeSession,
  revokeSessions,
  sendVerificationEmail,
  setPassword,
  signInEmail,
  signInSocial,
  signOut,
  signUpEmail,
  unlinkAccount,
  updateSession,
  updateUser,
  verifyEmail,
  verifyPassword,
} = { ...baseEndpoints, ...statusEndpoints } as unknown as Endpoints;
export { addOAuthServerContext, getOAuthState } from "./oauth-state/server-context";
