import { scopeOf } from "../../context/scope";
import { createAuthEndpoint } from "../../endpoint/create-endpoint";
import { APIError, BASE_ERROR_CODES } from "../../error";
import { sessionMiddleware } from "../../guard/session";
import { deleteSessionCookie } from "../../session/cookie";
import { parseExtraSessionFields } from "../../session/input";
import { updateSession as changeSession } from "../../session/store";
import { setSessionCookie } from "../../sign-in/set-session-cookie";
import * as z from "../../validation/zod";

/** Changes additional fields of the session that the call is made with. */
export const updateSession = createAuthEndpoint(
  "/update-session",
  {
    method: "POST",
    operationId: "updateSession",
    body: z.record(z.string(), z.unknown()),
    use: [sessionMiddleware],
  },
  async (ctx) => {
    const scope = scopeOf(ctx);
    const changes = parseExtraSessionFields(scope, ctx.body, "update");
    if (Object.keys(changes).length === 0)
      throw new APIError("BAD_REQUEST", { message: "No fields to update", code: "NO_FIELDS_TO_UPDATE" });

    const { session, user } = ctx.context.session;
    const updated = await changeSession(scope, session.token, changes);
    if (updated === null) {
      // It was ended since it was read.
      deleteSessionCookie(ctx);
      throw APIError.from("UNAUTHORIZED", BASE_ERROR_CODES.FAILED_TO_GET_SESSION);
    }
    const renewed = { ...session, ...updated };
    await setSessionCookie(ctx, { session: renewed, user });
    return { session: scope.instance.outputFilters.session(renewed) };
  },
);
