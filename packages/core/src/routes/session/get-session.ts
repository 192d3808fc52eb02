import { scopeOf } from "../../context/scope";
import { createAuthEndpoint } from "../../endpoint/create-endpoint";
import { APIError, BASE_ERROR_CODES } from "../../error";
import { readDontRemember } from "../../session/cookie";
import { readSession } from "../../session/read";
import { wantsRefresh } from "../../session/refresh";
import { shownPair } from "../../session/store";
import type { GenericEndpointContext, SessionPair } from "../../types";
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

/** What get-session answers. */
export interface SessionAnswer extends SessionPair {
  /** Only with `session.deferSessionRefresh`: a POST would extend the session now. */
  needsRefresh?: boolean | undefined;
}

/**
 * Reads the session as get-session gives it out: cookies and cache are kept up, hidden fields are left out. For an
 * endpoint that stands in its place; it takes get-session's query and methods.
 *
 * @throws {APIError} METHOD_NOT_ALLOWED for a POST without `session.deferSessionRefresh`
 */
export async function readSessionAnswer(ctx: GenericEndpointContext): Promise<SessionAnswer | null> {
  const scope = scopeOf(ctx);
  const deferred = scope.instance.options.session?.deferSessionRefresh === true;
  const isWrite = ctx.method === "POST";
  if (isWrite && !deferred) {
    throw APIError.from("METHOD_NOT_ALLOWED", BASE_ERROR_CODES.METHOD_NOT_ALLOWED_DEFER_SESSION_REQUIRED);
  }
  const { disableRefresh, disableCookieCache } = ctx.query ?? {};
  const pair = await readSession(ctx, { disableCookieCache, disableRefresh });
  if (pair === null) return null;
  const shown = shownPair(scope, pair);
  // Who wants no session extended is not told to ask for it.
  if (!deferred || isWrite || disableRefresh === true) return shown;
  // Asked as a POST would be: what that does not extend is asked for no POST with each read.
  const needsRefresh = wantsRefresh(scope, pair.session.expiresAt, {}) && !(await readDontRemember(scope));
  return { ...shown, needsRefresh };
}

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
  readSessionAnswer,
);
