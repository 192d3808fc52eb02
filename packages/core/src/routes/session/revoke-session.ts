import { scopeOf } from "../../context/scope";
import { createAuthEndpoint } from "../../endpoint/create-endpoint";
import { sensitiveSessionMiddleware } from "../../guard/session";
import { deleteSessionCookie } from "../../session/cookie";
import { namesSession, revokeOwnSession } from "../../session/store";
import * as z from "../../validation/zod";

/** Ends one session of whoever is signed in. Somebody else's, and one that is not there, change nothing and are told apart by nothing. */
export const revokeSession = createAuthEndpoint(
  "/revoke-session",
  { method: "POST", body: z.object({ token: z.string() }), use: [sensitiveSessionMiddleware], requireHeaders: true },
  async (ctx) => {
    const { session, user } = ctx.context.session;
    const scope = scopeOf(ctx);
    await revokeOwnSession(scope, user.id, ctx.body.token);
    if (await namesSession(scope, ctx.body.token, session)) deleteSessionCookie(ctx);
    return { status: true };
  },
);
