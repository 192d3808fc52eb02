import { scopeOf } from "../context/scope";
import { writeSessionCookies } from "../session/write-cookies";
import type { GenericEndpointContext, SignInFactor } from "../types";
import type { UserRow } from "../user/store";
import { type IssuedSession, type IssueSettings, issueSession, type PendingSignIn } from "./issue-session";
import { setPendingCookie } from "./pending";

/** Tells the browser what a sign-in came to: the session's cookies, or the pending one. */
export async function completeSignIn(
  ctx: GenericEndpointContext,
  signIn: IssuedSession | PendingSignIn,
): Promise<void> {
  if (signIn.status === "pending") return setPendingCookie(ctx, signIn.verdict, signIn.dontRememberMe);
  await writeSessionCookies(ctx, signIn, signIn.dontRememberMe);
}

/**
 * Signs a user in: requirements, session, cookies. For endpoints of plugins, too.
 *
 * @param factor what was proved, as in `{ id: "magic-link", provesEmail: true }`
 * @returns the session, or what is still owed; then the answer of the endpoint is the requirement's own
 * @example
 * const signIn = await signInUser(ctx, user, { id: "magic-link", provesEmail: true });
 * if (signIn.status === "issued") return { token: signIn.session.token };
 */
export async function signInUser(
  ctx: GenericEndpointContext,
  user: UserRow,
  factor: SignInFactor,
  settings: IssueSettings = {},
): Promise<IssuedSession | PendingSignIn> {
  const signIn = await issueSession(scopeOf(ctx), user, factor, settings);
  await completeSignIn(ctx, signIn);
  return signIn;
}
