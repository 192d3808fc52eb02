import { createAuthEndpoint, createAuthMiddleware, getSession } from "@better-auth/core/api";
import { APIError, isAPIError } from "@better-auth/core/error";
import { explainFault, isDatabaseFaultError, readSessionAnswer } from "@better-auth/core/lifecycle";
import type { GenericEndpointContext, Plugin } from "@better-auth/core/types";
import { CUSTOM_SESSION_ERROR_CODES } from "./error-codes";
import type { CustomSessionPluginOptions, CustomSessionTypes, ShapeSession, StoredSession } from "./types";

const DEVICE_SESSIONS = "/multi-session/list-device-sessions";

/** Calls the application's function. What it throws by mistake is logged, and answered by a code. */
async function shapeSession<O, Pair>(
  shape: ShapeSession<O, Pair>,
  stored: StoredSession<O>,
  ctx: GenericEndpointContext,
): Promise<Pair> {
  try {
    return await shape(stored, ctx);
  } catch (error) {
    const failure = explainFault(error);
    if (isAPIError(failure) || isDatabaseFaultError(failure)) throw failure;
    ctx.context.logger.error("custom-session: the function that makes the session failed.", failure);
    throw APIError.from("FAILED_DEPENDENCY", CUSTOM_SESSION_ERROR_CODES.CUSTOM_SESSION_FAILED, { cause: failure });
  }
}

/** What the client's session store needs besides what the function gave, to know when to extend the session. */
function withRefreshState(shaped: unknown, { needsRefresh }: { needsRefresh?: boolean | undefined }): unknown {
  const isRecord = typeof shaped === "object" && shaped !== null && !Array.isArray(shaped);
  return needsRefresh === undefined || !isRecord ? shaped : { needsRefresh, ...shaped };
}

/**
 * Gives out another session than the stored one, from get-session and so from the client. Who is signed in and what they
 * may do is decided by what is stored.
 *
 * @param shape makes the answer of the session and its user, fields that are not given out left out. It is called by
 * each read of a session that there is: what it does takes as long as that. An `APIError` that it throws is the answer
 * @param _options options of the instance, for types alone: additional fields and the fields of other plugins
 * @param settings what else the function makes
 * @example
 * export const auth = betterAuth({
 *   plugins: [customSession(async ({ user, session }) => ({ user, session, roles: await rolesOf(user.id) }))],
 * });
 */
export function customSession<Pair extends object, O extends object = {}>(
  shape: ShapeSession<O, Pair>,
  _options?: O,
  settings: CustomSessionPluginOptions = {},
): Plugin<CustomSessionTypes<Pair>> {
  return {
    id: "custom-session",
    endpoints: {
      // In the place of the core's: same methods, query and headers.
      getSession: createAuthEndpoint("/get-session", getSession.options, async (ctx) => {
        const stored = await readSessionAnswer(ctx);
        if (stored === null) return null;
        // Copies: what the function changes in place, after-hooks must not take for what is stored.
        const given = { ...stored, session: { ...stored.session }, user: { ...stored.user } };
        // The fields of the options are in the row; the type of a row does not say so.
        return withRefreshState(await shapeSession(shape, given as StoredSession<O>, ctx), stored);
      }),
    },
    hooks: settings.shouldMutateListDeviceSessionsEndpoint
      ? {
          after: [
            { paths: [DEVICE_SESSIONS], handler: createAuthMiddleware((ctx) => shapeDeviceSessions(shape, ctx)) },
          ],
        }
      : undefined,
    options: settings,
    $ERROR_CODES: CUSTOM_SESSION_ERROR_CODES,
  };
}

/** The list of a browser's sessions, each as get-session gives it. What is no list is a refusal, and stays. */
async function shapeDeviceSessions<O, Pair>(
  shape: ShapeSession<O, Pair>,
  ctx: GenericEndpointContext,
): Promise<Pair[] | undefined> {
  const { returned } = ctx.context;
  if (!Array.isArray(returned)) return undefined;
  return Promise.all(returned.map((stored: StoredSession<O>) => shapeSession(shape, stored, ctx)));
}
