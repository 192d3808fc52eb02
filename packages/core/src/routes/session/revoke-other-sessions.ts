import { scopeOf } from "../../context/scope";
import { createAuthEndpoint } from "../../endpoint/create-endpoint";
import { sensitiveSessionMiddleware } from "../../guard/session";
import { revokeUserSessions } from "../../session/store";

/** Ends every session of whoever is signed in but this one. */
export const revokeOtherSessions = createAuthEndpoint(
  "/revoke-other-sessions",
  { method: "POST", use: [sensitiveSessionMiddleware], requireHeaders: true },
  async (ctx) => {
    const { session, user } = ctx.context.session;
    await revokeUserSessions(scopeOf(ctx), user.id, "revoked", session.token);
    return { status: true };
  },
);
