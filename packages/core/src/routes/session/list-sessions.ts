import { scopeOf } from "../../context/scope";
import { createAuthEndpoint } from "../../endpoint/create-endpoint";
import { freshSessionMiddleware } from "../../guard/session";
import { listSessions as findSessions } from "../../session/store";

/** The live sessions of whoever is signed in. */
export const listSessions = createAuthEndpoint(
  "/list-sessions",
  { method: "GET", operationId: "listUserSessions", use: [freshSessionMiddleware], requireHeaders: true },
  async (ctx) => {
    const scope = scopeOf(ctx);
    const sessions = await findSessions(scope, ctx.context.session.user.id, { onlyActiveSessions: true });
    return sessions.map(scope.instance.outputFilters.session);
  },
);
