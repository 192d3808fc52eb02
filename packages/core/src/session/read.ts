import { type Scope, scopeOf } from "../context/scope";
import type { GenericEndpointContext } from "../types";
import { setCookieCache } from "./cache/write";
import { readFromCache } from "./cached-read";
import { deleteSessionCookie, readDontRemember, readSessionToken } from "./cookie";
import { extendSession, type ReadSettings, wantsRefresh } from "./refresh";
import { isRefreshSkipped } from "./skip-refresh";
import { findSession, revokeSessionByToken, type SessionAndUser } from "./store";

/** With `session.deferSessionRefresh` a GET writes nothing, whatever its route: it may be served by a replica. */
function mayWrite(scope: Scope, { method }: GenericEndpointContext): boolean {
  return scope.instance.options.session?.deferSessionRefresh !== true || (method !== "GET" && method !== "HEAD");
}

/**
 * Who is calling: the session of the signed cookie, alive, with its user. One statement, and one more when the session
 * is extended; none when the cookie cache can say. A cookie whose session is gone is removed from the browser.
 */
export async function readSession(
  ctx: GenericEndpointContext,
  given: ReadSettings = {},
): Promise<SessionAndUser | null> {
  const scope = scopeOf(ctx);
  const token = await readSessionToken(scope);
  if (token === null) return null;
  const isWriting = mayWrite(scope, ctx);
  const settings = isWriting ? given : { ...given, disableRefresh: true };

  const { cookieCache } = scope.instance;
  if (cookieCache !== null) {
    const reading = readFromCache(ctx, scope, cookieCache, token, settings);
    const answer = reading instanceof Promise ? await reading : reading;
    if (answer !== undefined) {
      ctx.context.session = answer;
      return answer;
    }
  }

  let pair = await findSession(scope, token);
  if (pair === null) {
    deleteSessionCookie(ctx);
    return null;
  }
  if (pair.session.expiresAt.getTime() <= Date.now()) {
    if (isWriting) await revokeSessionByToken(scope, token, "expired");
    deleteSessionCookie(ctx);
    return null;
  }

  // A session of a browser that is to forget it stays as it is.
  if (wantsRefresh(scope, pair.session.expiresAt, settings) && !(await readDontRemember(scope))) {
    pair = await extendSession(ctx, scope, pair);
  }
  ctx.context.session = pair;
  if (pair === null) deleteSessionCookie(ctx);
  else if (cookieCache !== null && given.disableRefresh !== true && !isRefreshSkipped(scope)) {
    await setCookieCache(ctx, pair, await readDontRemember(scope));
  }
  return pair;
}

/** The session of this call: the one that was read already, or a read. */
export async function getSessionFromCtx(
  ctx: GenericEndpointContext,
  settings: ReadSettings = {},
): Promise<SessionAndUser | null> {
  return (ctx.context.session as SessionAndUser | null) ?? readSession(ctx, settings);
}
