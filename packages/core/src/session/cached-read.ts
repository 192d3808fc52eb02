import type { CookieCache } from "../context/cookie-cache";
import type { Scope } from "../context/scope";
import type { GenericEndpointContext } from "../types";
import { type CachedSession, readCookieCache } from "./cache/read";
import { setCookieCache, writeCookieCache } from "./cache/write";
import { deleteSessionCookie, readDontRemember, setSigned } from "./cookie";
import { extension, type ReadSettings, wantsRefresh } from "./refresh";
import { isRefreshSkipped } from "./skip-refresh";
import type { SessionAndUser } from "./store";

/** What the cookie cache says: a session, nobody, or `undefined`: ask the store. */
type Answer = SessionAndUser | null | undefined;

/** Only where there is no store a copy is made anew by itself, a while before it is over. */
function endsSoon(ctx: GenericEndpointContext, cached: CachedSession): boolean {
  const { cookieRefreshCache } = ctx.context.sessionConfig;
  return cookieRefreshCache !== false && cached.expiresAt - Date.now() < cookieRefreshCache.updateAge * 1000;
}

/** In a store-less instance: the session with a new copy, and a new end when it is due. */
async function renewWithoutStore(
  ctx: GenericEndpointContext,
  scope: Scope,
  { session, user }: SessionAndUser,
  isExtended: boolean,
  dontRememberMe: boolean,
): Promise<SessionAndUser> {
  const pair = isExtended ? { session: { ...session, ...extension(scope) }, user } : { session, user };
  const { expiresIn } = ctx.context.sessionConfig;
  const maxAge = dontRememberMe ? undefined : expiresIn;
  await setSigned(ctx, ctx.context.authCookies.sessionToken, session.token, { maxAge });
  await setCookieCache(ctx, pair, dontRememberMe);
  return pair;
}

/**
 * What has to be made anew: a session that is due is extended, by its store where there is one. A copy that was made
 * with an older secret is made with the current one; it becomes no younger by that.
 */
async function renew(
  ctx: GenericEndpointContext,
  scope: Scope,
  cache: CookieCache,
  cached: CachedSession,
  isDue: boolean,
): Promise<Answer> {
  const dontRememberMe = await readDontRemember(scope);
  const isExtended = isDue && !dontRememberMe;
  if (cache.isOnlyStore) {
    const isRenewed = isExtended || cached.isOlder || endsSoon(ctx, cached);
    return isRenewed ? renewWithoutStore(ctx, scope, cached.pair, isExtended, dontRememberMe) : cached.pair;
  }
  if (isExtended) return undefined;
  if (cached.isOlder) await writeCookieCache(ctx, cached.pair, dontRememberMe, cached);
  return cached.pair;
}

function judge(
  ctx: GenericEndpointContext,
  scope: Scope,
  cache: CookieCache,
  cached: CachedSession | null,
  settings: ReadSettings,
): Answer | Promise<Answer> {
  if (cached === null) {
    if (!cache.isOnlyStore) return undefined;
    deleteSessionCookie(ctx);
    return null;
  }
  const isDue = wantsRefresh(scope, cached.pair.session.expiresAt, settings);
  if (!isDue && (isRefreshSkipped(scope) || (!cached.isOlder && !endsSoon(ctx, cached)))) return cached.pair;
  return renew(ctx, scope, cache, cached, isDue);
}

/**
 * Who is calling, as far as the cookie cache can say. Synchronous for the compact format where the runtime can.
 *
 * @param token the session's token, from the signed cookie
 * @returns `undefined` when the store has to be asked: there is no copy, it is not believed, or the session is due
 */
export function readFromCache(
  ctx: GenericEndpointContext,
  scope: Scope,
  cache: CookieCache,
  token: string,
  settings: ReadSettings,
): Answer | Promise<Answer> {
  if (settings.disableCookieCache === true && !cache.isOnlyStore) return undefined;
  const cached = readCookieCache(ctx, scope, cache, token);
  return cached instanceof Promise
    ? cached.then((found) => judge(ctx, scope, cache, found, settings))
    : judge(ctx, scope, cache, cached, settings);
}
