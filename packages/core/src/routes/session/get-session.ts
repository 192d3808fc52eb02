import { scopeOf } from "../../context/scope";
import { createAuthEndpoint } from "../../endpoint/create-endpoint";
import { APIError, BASE_ERROR_CODES } from "../../error";
import { readSession } from "../../session/read";
import { isDueForRefresh } from "../../session/refresh";
import { shownPair } from "../../session/store";
import * as z from "../../validation/zod";

/** `true` and `false`, as values or as text in a query; anything else is a mistake. */
const strictBoolean = z.union([
  z.boolean(),
  z.pipe(
    z.enum(["true", "false"]),
    z.transform((text) => text === "true"),
  ),
]);

/** Query of get-session. */
const getSessionQuery = z.optional(
  z.object({
    /** Read the store, not the cookie. */
    disableCookieCache: z.optional(strictBoolean),
    /** Do not extend the session. */
    disableRefresh: z.optional(strictBoolean),
  }),
);

/** Who is signed in; `null` when nobody is. With `session.deferSessionRefresh` a GET only says that it is time, a POST extends. */
export const getSession = createAuthEndpoint(
  "/get-session",
  {
    method: ["GET", "POST"],
    operationId: "getSession",
    query: getSessionQuery,
    requireHeaders: true,
    disableBody: true,
    metadata: { noStore: true },
  },
  async (ctx) => {
    const scope = scopeOf(ctx);
    const deferred = scope.instance.options.session?.deferSessionRefresh === true;
    const isWrite = ctx.method === "POST";
    if (isWrite && !deferred) {
      throw APIError.from("METHOD_NOT_ALLOWED", BASE_ERROR_CODES.METHOD_NOT_ALLOWED_DEFER_SESSION_REQUIRED);
    }
    const { disableRefresh, disableCookieCache } = ctx.query ?? {};
    const pair = await readSession(ctx, {
      disableCookieCache,
      disableRefresh: disableRefresh === true || (deferred && !isWrite),
    });
    if (pair === null) return null;
    const shown = shownPair(scope, pair);
    return deferred && !isWrite ? { ...shown, needsRefresh: isDueForRefresh(scope, pair.session.expiresAt) } : shown;
  },
);
