import { scopeOf } from "../context/scope";
import { createAuthMiddleware } from "../endpoint/create-middleware";
import { APIError, BASE_ERROR_CODES } from "../error";
import { isFresh } from "../session/freshness";
import { isOutsideStore } from "../session/outside-store";
import { getSessionFromCtx, readSession } from "../session/read";
import type { SessionAndUser } from "../session/store";
import type { GenericEndpointContext, Middleware } from "../types";

/** What the session guards put into `ctx.context`. */
export interface WithSession {
  session: SessionAndUser;
}

function unauthorized(): APIError {
  return APIError.from("UNAUTHORIZED", { code: "UNAUTHORIZED", message: "Unauthorized" });
}

/** Somebody has to be signed in. */
export const sessionMiddleware: Middleware<WithSession> = createAuthMiddleware(async (ctx) => {
  const session = await getSessionFromCtx(ctx);
  if (session === null) throw unauthorized();
  return { session };
});

/** The session as the store has it, whatever a cookie says; the call's own where somebody said that no store has it. */
export async function getAuthoritativeSessionFromCtx(ctx: GenericEndpointContext): Promise<SessionAndUser | null> {
  const given = ctx.context.session as SessionAndUser | null;
  if (given !== null && isOutsideStore(scopeOf(ctx), given.session.token)) return given;
  return readSession(ctx, { disableCookieCache: true });
}

/** Somebody has to be signed in, and a cached copy of the session does not count. */
export const sensitiveSessionMiddleware: Middleware<WithSession> = createAuthMiddleware(async (ctx) => {
  const session = await getAuthoritativeSessionFromCtx(ctx);
  if (session === null) throw unauthorized();
  return { session };
});

/** Somebody has to have proved who they are a short while ago (`session.freshAge`). */
export const freshSessionMiddleware: Middleware<WithSession> = createAuthMiddleware(async (ctx) => {
  const session = await getAuthoritativeSessionFromCtx(ctx);
  if (session === null) throw unauthorized();
  if (!isFresh(scopeOf(ctx), session.session)) throw APIError.from("FORBIDDEN", BASE_ERROR_CODES.SESSION_NOT_FRESH);
  return { session };
});

/** As `sessionMiddleware`, but a server's own call without headers passes with `session: null`. */
export const requestOnlySessionMiddleware: Middleware<{ session: SessionAndUser | null }> = createAuthMiddleware(
  async (ctx) => {
    const session = await getSessionFromCtx(ctx);
    if (session === null && (ctx.request || ctx.headers)) throw unauthorized();
    return { session };
  },
);
