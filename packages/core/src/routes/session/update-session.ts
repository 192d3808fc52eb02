import { type Scope, scopeOf } from "../../context/scope";
import { isRefusedValue } from "../../database/refused-value";
import { createAuthEndpoint } from "../../endpoint/create-endpoint";
import { APIError, BASE_ERROR_CODES } from "../../error";
import { faultOf } from "../../fault/database-fault";
import { withoutValues } from "../../fault/plain-error";
import { sensitiveSessionMiddleware } from "../../guard/session";
import { deleteSessionCookie } from "../../session/cookie";
import { parseExtraSessionFields } from "../../session/input";
import { updateSession as changeSession, findAliveSession, type SessionRow } from "../../session/store";
import { setSessionCookie } from "../../sign-in/set-session-cookie";
import type { Row } from "../../types";
import * as z from "../../validation/zod";

function refused(cause?: unknown): APIError {
  return new APIError("UNPROCESSABLE_ENTITY", {
    code: "FAILED_TO_UPDATE_SESSION",
    message: "Failed to update session",
    cause,
  });
}

/** A value that the database refuses, such as one that is taken in a unique field, is the caller's mistake. */
async function changeOrRefuse(scope: Scope, token: string, changes: Row): Promise<SessionRow | null> {
  try {
    return await changeSession(scope, token, changes);
  } catch (error) {
    if (!isRefusedValue(error) || faultOf(error) === "value") throw error;
    throw refused(withoutValues(error));
  }
}

/** Changes additional fields of the session that the call is made with. */
export const updateSession = createAuthEndpoint(
  "/update-session",
  {
    method: "POST",
    operationId: "updateSession",
    body: z.record(z.string(), z.unknown()),
    use: [sensitiveSessionMiddleware],
  },
  async (ctx) => {
    const scope = scopeOf(ctx);
    const changes = parseExtraSessionFields(scope, ctx.body, "update");
    if (Object.keys(changes).length === 0)
      throw new APIError("BAD_REQUEST", { message: "No fields to update", code: "NO_FIELDS_TO_UPDATE" });

    const { session, user } = ctx.context.session;
    const updated = await changeOrRefuse(scope, session.token, changes);
    if (updated === null) {
      // A hook stopped it, unless the session was ended since it was read.
      if ((await findAliveSession(scope, session.token)) !== null) throw refused();
      deleteSessionCookie(ctx);
      throw APIError.from("UNAUTHORIZED", BASE_ERROR_CODES.FAILED_TO_GET_SESSION);
    }
    const renewed = { ...session, ...updated };
    await setSessionCookie(ctx, { session: renewed, user });
    return { session: scope.instance.outputFilters.session(renewed) };
  },
);
