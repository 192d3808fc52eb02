import type { Scope } from "../context/scope";
import type { GenericEndpointContext } from "../types";
import { setSigned } from "./cookie";
import { isRefreshSkipped } from "./skip-refresh";
import { findAliveSession, type SessionAndUser, updateSession } from "./store";

/** How a session is read. */
export interface ReadSettings {
  /** Leave the session's end where it is, and make no new copy for the cookie cache. */
  disableRefresh?: boolean | undefined;
  /** Read the store, whatever a cookie says. Where the cookie is the only store, it is read all the same. */
  disableCookieCache?: boolean | undefined;
}

/** Whether the time has come to move a session's end. */
function isDueForRefresh(scope: Scope, expiresAt: Date): boolean {
  const { expiresIn, updateAge } = scope.instance.context.sessionConfig;
  return expiresAt.getTime() - expiresIn * 1000 + updateAge * 1000 <= Date.now();
}

/** Whether this read is to move the end of a session. */
export function wantsRefresh(scope: Scope, expiresAt: Date, settings: ReadSettings): boolean {
  const { session: options } = scope.instance.options;
  if (settings.disableRefresh === true || options?.disableSessionRefresh === true) return false;
  return !isRefreshSkipped(scope) && isDueForRefresh(scope, expiresAt);
}

/** What an extension changes in a session. */
export function extension(scope: Scope): { expiresAt: Date; updatedAt: Date } {
  const now = Date.now();
  return {
    expiresAt: new Date(now + scope.instance.context.sessionConfig.expiresIn * 1000),
    updatedAt: new Date(now),
  };
}

/**
 * Moves a session's end and its cookie's with it. `null` when it was ended between the read and the write. A hook that stops
 * the extension ends nothing: the session stays as it is.
 */
export async function extendSession(
  ctx: GenericEndpointContext,
  scope: Scope,
  pair: SessionAndUser,
): Promise<SessionAndUser | null> {
  const session = await updateSession(scope, pair.session.token, extension(scope));
  if (session === null) return findAliveSession(scope, pair.session.token);
  const { expiresIn } = scope.instance.context.sessionConfig;
  await setSigned(ctx, ctx.context.authCookies.sessionToken, session.token, { maxAge: expiresIn });
  return { session: { ...pair.session, ...session }, user: pair.user };
}
