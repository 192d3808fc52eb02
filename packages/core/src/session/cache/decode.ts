import { scopeOf } from "../../context/scope";
import { fromJsonRow } from "../../database/json-row";
import type { CookieCachePayload, GenericEndpointContext } from "../../types";
import { openCache } from "./format";

/**
 * Opens the value of a session cache cookie in the instance's own format. It says what the cookie holds, not whether
 * that is the session of this call: for that there is `getSessionFromCtx`.
 *
 * @returns `null` for what we did not make, and for what is over; `expiresAt` in milliseconds since the epoch
 */
export async function decodeCookieCache(
  ctx: GenericEndpointContext,
  value: string,
): Promise<{ session: CookieCachePayload; expiresAt: number } | null> {
  const scope = scopeOf(ctx);
  const cache = scope.instance.cookieCache;
  if (cache === null) return null;
  const opened = await openCache(ctx, scope, cache, value);
  if (opened === null || opened.expiresAt <= Date.now()) return null;
  const payload = opened.payload as CookieCachePayload;
  const session = fromJsonRow(cache.sessionForm, payload?.session);
  const user = fromJsonRow(cache.userForm, payload?.user);
  return session === null || user === null ? null : { session: payload, expiresAt: opened.expiresAt };
}
