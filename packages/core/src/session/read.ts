import { type Scope, scopeOf } from "../context/scope";
import type { GenericEndpointContext } from "../types";
import { deleteSessionCookie, readDontRemember, readSessionToken, setSigned } from "./cookie";
import { isRefreshSkipped } from "./skip-refresh";
import { findSession, revokeSessionByToken, type SessionAndUser, updateSession } from "./store";

/** How a session is read. */
export interface ReadSettings {
  /** Leave the session's end where it is. */
  disableRefresh?: boolean | undefined;
  /** Read the store, whatever a cookie says. */
  disableCookieCache?: boolean | undefined;
}

/** Whether the time has come to move a session's end. */
export function isDueForRefresh(scope: Scope, expiresAt: Date): boolean {
  const { expiresIn, updateAge } = scope.instance.context.sessionConfig;
  return expiresAt.getTime() - expiresIn * 1000 + updateAge * 1000 <= Date.now();
}

/** Moves a session's end and the cookie's with it. A session of a browser that is to forget it stays as it is. */
async function refresh(
  ctx: GenericEndpointContext,
  scope: Scope,
  pair: SessionAndUser,
): Promise<SessionAndUser | null> {
  if (await readDontRemember(scope)) return pair;
  const { expiresIn } = scope.instance.context.sessionConfig;
  const now = Date.now();
  const session = await updateSession(scope, pair.session.token, {
    expiresAt: new Date(now + expiresIn * 1000),
    updatedAt: new Date(now),
  });
  // It was ended between the read and the write.
  if (session === null) return null;
  await setSigned(ctx, ctx.context.authCookies.sessionToken, session.token, { maxAge: expiresIn });
  return { session: { ...pair.session, ...session }, user: pair.user };
}

/**
 * Who is calling: the session of the signed cookie, alive, with its user. One statement, and one more when the session
 * is extended. A cookie whose session is gone is removed from the browser.
 */
export async function readSession(
  ctx: GenericEndpointContext,
  settings: ReadSettings = {},
): Promise<SessionAndUser | null> {
  const scope = scopeOf(ctx);
  const token = await readSessionToken(scope);
  if (token === null) return null;

  const pair = await findSession(scope, token);
  if (pair === null) {
    deleteSessionCookie(ctx);
    return null;
  }
  if (pair.session.expiresAt.getTime() <= Date.now()) {
    await revokeSessionByToken(scope, token, "expired");
    deleteSessionCookie(ctx);
    return null;
  }

  const { session: options } = scope.instance.options;
  const mayRefresh =
    settings.disableRefresh !== true && options?.disableSessionRefresh !== true && !isRefreshSkipped(scope);
  if (!mayRefresh || !isDueForRefresh(scope, pair.session.expiresAt)) {
    ctx.context.session = pair;
    return pair;
  }
  const refreshed = await refresh(ctx, scope, pair);
  if (refreshed === null) deleteSessionCookie(ctx);
  ctx.context.session = refreshed;
  return refreshed;
}

/** The session of this call: the one that was read already, or a read. */
export async function getSessionFromCtx(
  ctx: GenericEndpointContext,
  settings: ReadSettings = {},
): Promise<SessionAndUser | null> {
  return (ctx.context.session as SessionAndUser | null) ?? readSession(ctx, settings);
}
