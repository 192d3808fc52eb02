import { scopeOf } from "../context/scope";
import { expireCookie, setSigned, writeDontRemember } from "../session/cookie";
import type { GenericEndpointContext } from "../types";
import type { PendingVerdict } from "./requirements";

const DEFAULT_COOKIE = "sign_in_pending";
const DEFAULT_MAX_AGE_SECONDS = 600;

function cookieOf(ctx: GenericEndpointContext, name = DEFAULT_COOKIE, maxAge = DEFAULT_MAX_AGE_SECONDS) {
  return ctx.context.createAuthCookie(name, { maxAge });
}

/**
 * Tells the browser that something is owed, in a cookie of its own that no reader of sessions looks at. Whether the session
 * is to be remembered is kept for the end of the sign-in.
 */
export async function setPendingCookie(
  ctx: GenericEndpointContext,
  verdict: PendingVerdict,
  dontRememberMe: boolean,
): Promise<void> {
  scopeOf(ctx).call.pending = verdict;
  ctx.context.setNewSession(null);
  await writeDontRemember(ctx, dontRememberMe);
  await setSigned(ctx, cookieOf(ctx, verdict.cookie, verdict.maxAge), verdict.identifier);
}

/** What the browser still owes something for: the requirement's own identifier, or `null`. */
export async function readPendingSignIn(ctx: GenericEndpointContext, cookie?: string): Promise<string | null> {
  return (await ctx.getSignedCookie(cookieOf(ctx, cookie).name, ctx.context.secret)) || null;
}

/** Nothing is owed any more. */
export function clearPendingSignIn(ctx: GenericEndpointContext, cookie?: string): void {
  expireCookie(ctx, cookieOf(ctx, cookie));
}
