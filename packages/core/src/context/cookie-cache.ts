import { compileJsonRow, type JsonRowForm } from "../database/json-row";
import type { AuthContext, BetterAuthOptions, CookieCacheOptions, Logger, ResolvedSchema } from "../types";

/** Seconds that a copy is believed unless told. */
export const DEFAULT_CACHE_SECONDS = 300;
const DEFAULT_EXPIRES_IN_SECONDS = 604_800;

/** The session cookie cache of an instance. */
export interface CookieCache {
  readonly strategy: "compact" | "jwt" | "jwe";
  /** Seconds that a copy is believed. */
  readonly maxAge: number;
  readonly version: NonNullable<CookieCacheOptions["version"]>;
  /** The cookie is the only place that sessions are kept in. */
  readonly isOnlyStore: boolean;
  readonly sessionForm: JsonRowForm;
  readonly userForm: JsonRowForm;
}

/** Whether there is anything on the server to keep sessions in. */
export function hasSessionStore(options: BetterAuthOptions): boolean {
  return Boolean(options.database || options.secondaryStorage);
}

/** Whether sessions stand in cookies alone. */
export function isStateless(options: BetterAuthOptions): boolean {
  return !hasSessionStore(options) && options.session?.cookieCache?.enabled === true;
}

/**
 * The options with what follows from having no store: sessions live in encrypted cookies as long as they would live in a
 * table, and so do the accounts of providers. What the application says wins.
 */
export function withStatelessDefaults(options: BetterAuthOptions): BetterAuthOptions {
  if (options.database) return options;
  const account = { ...options.account, storeAccountCookie: options.account?.storeAccountCookie ?? true };
  if (hasSessionStore(options)) return { ...options, account };
  const { session } = options;
  const defaults: CookieCacheOptions = {
    enabled: true,
    strategy: "jwe",
    refreshCache: true,
    maxAge: session?.expiresIn ?? DEFAULT_EXPIRES_IN_SECONDS,
  };
  const chosen = Object.entries(session?.cookieCache ?? {}).filter(([, value]) => value !== undefined);
  return {
    ...options,
    account,
    session: { ...session, cookieCache: { ...defaults, ...Object.fromEntries(chosen) } },
  };
}

/**
 * The cookie cache that the options ask for; `null` when it is off.
 *
 * @param models every model, also those that have no table
 * @param isOnlyStore sessions are kept nowhere else
 */
export function compileCookieCache(
  options: BetterAuthOptions,
  models: ResolvedSchema,
  isOnlyStore: boolean,
): CookieCache | null {
  const chosen = options.session?.cookieCache;
  if (chosen?.enabled !== true) return null;
  return {
    strategy: chosen.strategy ?? "compact",
    maxAge: chosen.maxAge ?? DEFAULT_CACHE_SECONDS,
    version: chosen.version ?? "1",
    isOnlyStore,
    sessionForm: compileJsonRow(models.session?.fields ?? {}),
    userForm: compileJsonRow(models.user?.fields ?? {}),
  };
}

/** When a copy is made anew before its end. Only where there is no store: with one, the store is read instead. */
export function resolveCookieRefresh(options: BetterAuthOptions): AuthContext["sessionConfig"]["cookieRefreshCache"] {
  const { refreshCache, maxAge = DEFAULT_CACHE_SECONDS } = options.session?.cookieCache ?? {};
  if (!refreshCache || hasSessionStore(options)) return false;
  const chosen = typeof refreshCache === "object" ? refreshCache.updateAge : undefined;
  return { enabled: true, updateAge: chosen ?? Math.floor(maxAge * 0.2) };
}

/** Says what of `session.cookieCache` has no effect. */
export function warnOfUnusedCacheOptions(options: BetterAuthOptions, logger: Logger): void {
  if (options.session?.cookieCache?.refreshCache && hasSessionStore(options)) {
    logger.warn(
      "session.cookieCache.refreshCache: it is for instances that keep nothing on the server. Here copies are made anew from the store. Leave it out.",
    );
  }
}
