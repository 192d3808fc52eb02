import { scopeOf } from "../../context/scope";
import { createAuthEndpoint } from "../../endpoint/create-endpoint";
import { sensitiveSessionMiddleware } from "../../guard/session";
import { deleteSessionCookie } from "../../session/cookie";
import { revokeUserSessions } from "../../session/store";

/** Ends every session of whoever is signed in, this one included. */
export const revokeSessions = createAuthEndpoint(
  "/revoke-sessions",
  { method: "POST", use: [sensitiveSessionMiddleware], requireHeaders: true },
  async (ctx) => {
    await revokeUserSessions(scopeOf(ctx), ctx.context.session.user.id, "revoked");
    deleteSessionCookie(ctx);
    return { status: true };
  },
);
