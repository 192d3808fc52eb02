import { type Scope, scopeOf } from "../context/scope";
import { storedNames } from "../cookie/chunks";
import { readCookie } from "../cookie/parse";
import { openSignedValueWithAny } from "../cookie/sign";
import type { AuthCookie, CookieOptions, GenericEndpointContext } from "../types";

function readSigned(scope: Scope, cookie: AuthCookie): string | null | false | Promise<string | null | false> {
  const raw = readCookie(scope.call.headers?.get("cookie") ?? null, cookie.name);
  if (raw === null) return null;
  const { keyring, context } = scope.instance;
  return openSignedValueWithAny(raw, keyring.of(context.secret), keyring.older);
}

/** The session token that the request carries; `null` when there is none that we signed. */
export function readSessionToken(scope: Scope): string | null | Promise<string | null> {
  const value = readSigned(scope, scope.instance.context.authCookies.sessionToken);
  return value instanceof Promise ? value.then((token) => token || null) : value || null;
}

/** Whether the browser was told to forget the session when it closes. */
export async function readDontRemember(scope: Scope): Promise<boolean> {
  return Boolean(await readSigned(scope, scope.instance.context.authCookies.dontRememberToken));
}

/** The value that the remember-me marker holds. */
const DONT_REMEMBER = "true";

/** Tells the browser whether to forget the session when it closes. What an earlier sign-in said is taken back. */
export async function writeDontRemember(
  ctx: GenericEndpointContext,
  dontRememberMe: boolean,
  overrides: Partial<CookieOptions> = {},
): Promise<void> {
  const { dontRememberToken } = ctx.context.authCookies;
  if (dontRememberMe) await setSigned(ctx, dontRememberToken, DONT_REMEMBER, { maxAge: undefined, ...overrides });
  else if (ctx.getCookie(dontRememberToken.name) !== null) expireCookie(ctx, dontRememberToken);
}

/** Sets a cookie to nothing, with the attributes it was set with; what was queued for it is taken back. */
export function expireCookie(ctx: GenericEndpointContext, cookie: AuthCookie): void {
  ctx.setCookie(cookie.name, "", { ...cookie.attributes, maxAge: 0 });
}

/** Signs a value and sets it. */
export async function setSigned(
  ctx: GenericEndpointContext,
  cookie: AuthCookie,
  value: string,
  overrides: Partial<CookieOptions> = {},
): Promise<void> {
  await ctx.setSignedCookie(cookie.name, value, ctx.context.secret, { ...cookie.attributes, ...overrides });
}

/** Like `expireCookie`, with the chunks that the browser holds of it. */
export function expireChunked(ctx: GenericEndpointContext, cookie: AuthCookie): void {
  expireCookie(ctx, cookie);
  for (const name of storedNames(scopeOf(ctx).call.headers?.get("cookie") ?? null, cookie.name)) {
    if (name !== cookie.name) expireCookie(ctx, { name, attributes: cookie.attributes });
  }
}

/**
 * Removes the cookies of a session from the browser: the token, the copy of the session, the accounts of providers, and
 * what was begun with a provider.
 *
 * @param skipDontRememberMe leaves the remember-me marker, for a session that follows
 */
export function deleteSessionCookie(ctx: GenericEndpointContext, skipDontRememberMe = false): void {
  const { authCookies, oauthConfig, options, createAuthCookie } = ctx.context;
  expireCookie(ctx, authCookies.sessionToken);
  expireChunked(ctx, authCookies.sessionData);
  if (options.account?.storeAccountCookie === true) expireChunked(ctx, authCookies.accountData);
  if (oauthConfig.storeStateStrategy === "cookie") expireCookie(ctx, createAuthCookie("oauth_state"));
  if (!skipDontRememberMe) expireCookie(ctx, authCookies.dontRememberToken);
  scopeOf(ctx).call.clearedTokens = null;
}
