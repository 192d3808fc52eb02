import { hasSessionStore } from "../context/cookie-cache";
import type { Scope } from "../context/scope";
import { constantTimeEqual } from "../crypto/equal";
import { writeBetweenHooks } from "../store/write";
import type { GenericEndpointContext, Row } from "../types";
import { writeCookieCache } from "./cache/write";
import { readDontRemember } from "./cookie";
import { settledChanges, settledRow, withDefaults } from "./secondary-row";
import type { SessionAndUser, SessionRow } from "./session-row";

/** Whether sessions stand in the cookies of browsers alone. */
export function isStateless(scope: Scope): boolean {
  const { secondary, database } = scope.instance.sessionPlaces;
  return secondary === null && !database;
}

/** Whether sessions live in a database or a secondary storage, so that the server can end them. */
export function isStateful(ctx: Pick<GenericEndpointContext, "context">): boolean {
  return hasSessionStore(ctx.context.options);
}

/** The sessions that a call can know of: the one that it was made with, and the one that was issued in it. */
function sessionsOfCall(scope: Scope): SessionAndUser[] {
  const { session = null, newSession = null } = scope.ctx?.context ?? {};
  return [newSession, session].filter((pair) => pair !== null) as SessionAndUser[];
}

/** The session of a token, if it is one that a call can know of. */
export function findOfCall(scope: Scope, token: string): SessionAndUser | null {
  return sessionsOfCall(scope).find(({ session }) => constantTimeEqual(session.token, token)) ?? null;
}

/** The sessions of a user that a call can know of. */
export function listOfCall(scope: Scope, userId: string): SessionRow[] {
  return sessionsOfCall(scope)
    .map(({ session }) => session)
    .filter((session, index, all) => session.userId === userId && all.indexOf(session) === index);
}

/** Makes a session between its hooks and stores it nowhere: its cookies will be all there is of it. */
export function createForBrowser(scope: Scope, row: Row): Promise<SessionRow | null> {
  const { create } = scope.instance.databaseHooks.session;
  return writeBetweenHooks<SessionRow>(
    scope,
    create,
    withDefaults(scope, row),
    async (made) => (await settledRow(scope, made)) as SessionRow,
  );
}

/** Changes the session of this call, in the browser. `null` when a hook stopped it, or for any other session. */
export function updateInBrowser(scope: Scope, token: string, changes: Row): Promise<SessionRow | null> {
  return writeBetweenHooks<SessionRow>(scope, scope.instance.databaseHooks.session.update, changes, async (data) => {
    const { ctx } = scope;
    const pair = findOfCall(scope, token);
    if (pair === null || ctx === null) return null;
    const changed = { ...pair, session: { ...pair.session, ...(await settledChanges(scope, data)) } };
    await writeCookieCache(ctx, changed, await readDontRemember(scope));
    if (ctx.context.session === pair) ctx.context.session = changed;
    if (ctx.context.newSession === pair) ctx.context.newSession = changed;
    return changed.session;
  });
}
