import { runInAmbient } from "../../context/ambient";
import type { CookieCache } from "../../context/cookie-cache";
import type { Scope } from "../../context/scope";
import { readChunked } from "../../cookie/chunks";
import { constantTimeEqual } from "../../crypto/equal";
import { fromJsonRow } from "../../database/json-row";
import type { GenericEndpointContext } from "../../types";
import type { UserRow } from "../../user/store";
import type { SessionAndUser, SessionRow } from "../session-row";
import { type OpenedCache, openCache } from "./format";

/** A session that a cookie proves. */
export interface CachedSession {
  readonly pair: SessionAndUser;
  /** When the copy was made and when it is over, in milliseconds since the epoch. */
  readonly updatedAt: number;
  readonly expiresAt: number;
  /** Made with a secret that is on its way out. */
  readonly isOlder: boolean;
}

/** The version that a copy of this pair has to have now. */
export function cacheVersion(scope: Scope, { version }: CookieCache, pair: SessionAndUser): string | Promise<string> {
  if (typeof version === "string") return version;
  const asked = runInAmbient(scope, () => version(pair.session, pair.user));
  return asked instanceof Promise ? asked : String(asked);
}

async function hasVersion(scope: Scope, cache: CookieCache, pair: SessionAndUser, version: unknown): Promise<boolean> {
  try {
    return (await cacheVersion(scope, cache, pair)) === version;
  } catch (error) {
    scope.instance.logger.error("session.cookieCache.version failed, so the store is read.", error);
    return false;
  }
}

/** What is ours is still only believed when it is of now, of this browser's session, and of this version. */
function believe(
  scope: Scope,
  cache: CookieCache,
  token: string,
  opened: OpenedCache | null,
): CachedSession | null | Promise<CachedSession | null> {
  const now = Date.now();
  if (opened === null || opened.expiresAt <= now) return null;
  if (typeof opened.payload !== "object" || opened.payload === null) return null;
  const { session: ofSession, user: ofUser, updatedAt, version } = opened.payload as Record<string, unknown>;
  // A copy from before `maxAge` was shortened is no fresher for having been made earlier.
  if (typeof updatedAt !== "number" || (!cache.isOnlyStore && updatedAt + cache.maxAge * 1000 <= now)) return null;

  const session = fromJsonRow(cache.sessionForm, ofSession) as SessionRow | null;
  const user = fromJsonRow(cache.userForm, ofUser) as UserRow | null;
  if (session === null || user === null || session.userId !== user.id) return null;
  if (!constantTimeEqual(session.token, token) || session.expiresAt.getTime() <= now) return null;

  const cached: CachedSession = {
    pair: { session, user },
    updatedAt,
    expiresAt: opened.expiresAt,
    isOlder: opened.isOlder,
  };
  if (typeof cache.version === "string") return cache.version === version ? cached : null;
  return hasVersion(scope, cache, cached.pair, version).then((isCurrent) => (isCurrent ? cached : null));
}

/**
 * The session of this browser as its cache cookie has it; `null` when that is missing, spoiled, over, somebody else's or
 * of another version. Synchronous for the compact format where the runtime can.
 *
 * @param token the session's token, from the signed cookie
 */
export function readCookieCache(
  ctx: GenericEndpointContext,
  scope: Scope,
  cache: CookieCache,
  token: string,
): CachedSession | null | Promise<CachedSession | null> {
  const header = scope.call.headers?.get("cookie") ?? null;
  const value = readChunked(header, scope.instance.context.authCookies.sessionData.name);
  if (value === null) return null;
  const opened = openCache(ctx, scope, cache, value);
  return opened instanceof Promise
    ? opened.then((found) => believe(scope, cache, token, found))
    : believe(scope, cache, token, opened);
}
