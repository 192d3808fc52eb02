import type { CookieCache } from "../../context/cookie-cache";
import { type Scope, scopeOf } from "../../context/scope";
import { toJsonRow } from "../../database/json-row";
import type { CookieCachePayload, GenericEndpointContext, SessionPair } from "../../types";
import { renewAccountCookie } from "../account-cookie";
import { expireChunked } from "../cookie";
import type { SessionAndUser } from "../session-row";
import { createSessionStore } from "./chunked-cookie";
import { sealCache } from "./format";
import { type CachedSession, cacheVersion } from "./read";

/** The longest that a copy is believed whose cookie has no end of its own. */
const SECONDS_WITHOUT_END = { compact: 60, jwt: 300, jwe: 300 } as const;

/** Seconds that a new copy is believed. Where it is the only store, it lasts as long as it can. */
function lifetime({ maxAge, isOnlyStore, strategy }: CookieCache, dontRememberMe: boolean): number {
  return dontRememberMe && !isOnlyStore ? Math.min(maxAge, SECONDS_WITHOUT_END[strategy]) : maxAge;
}

async function makePayload(
  scope: Scope,
  cache: CookieCache,
  pair: SessionAndUser,
  updatedAt: number,
): Promise<CookieCachePayload | null> {
  try {
    return {
      session: toJsonRow(cache.sessionForm, pair.session) as CookieCachePayload["session"],
      user: toJsonRow(cache.userForm, pair.user) as CookieCachePayload["user"],
      updatedAt,
      version: await cacheVersion(scope, cache, pair),
    };
  } catch (error) {
    scope.instance.logger.error("session.cookieCache.version failed, so no copy of the session is made.", error);
    return null;
  }
}

/**
 * Copies a session into the browser. Does nothing when the cache is off.
 *
 * @param old the copy that this one replaces as it is, its age included; else a new life begins
 */
export async function writeCookieCache(
  ctx: GenericEndpointContext,
  pair: SessionAndUser,
  dontRememberMe: boolean,
  old: Pick<CachedSession, "updatedAt" | "expiresAt"> | null = null,
): Promise<void> {
  const scope = scopeOf(ctx);
  const cache = scope.instance.cookieCache;
  if (cache === null) return;
  const { name, attributes } = ctx.context.authCookies.sessionData;
  const now = Date.now();
  const payload = await makePayload(scope, cache, pair, old?.updatedAt ?? now);
  if (payload === null) return expireChunked(ctx, ctx.context.authCookies.sessionData);

  const seconds = lifetime(cache, dontRememberMe);
  const expiresAt = old?.expiresAt ?? now + seconds * 1000;
  const maxAge = old === null ? attributes.maxAge : Math.max(1, Math.ceil((expiresAt - now) / 1000));
  const value = await sealCache(ctx, scope, cache, payload, expiresAt);
  const store = createSessionStore(name, { ...attributes, maxAge: dontRememberMe ? undefined : maxAge }, ctx);
  store.setCookies(store.chunk(value));
}

/**
 * Copies a session into the browser (`session.cookieCache`), without the fields that are never given out. Does nothing
 * when the cache is off.
 *
 * @param dontRememberMe the copy goes when the browser closes
 */
export async function setCookieCache(
  ctx: GenericEndpointContext,
  pair: SessionPair<SessionAndUser["session"], SessionAndUser["user"]>,
  dontRememberMe: boolean,
): Promise<void> {
  await writeCookieCache(ctx, pair, dontRememberMe);
  await renewAccountCookie(ctx, pair.user.id);
}
