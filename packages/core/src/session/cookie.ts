import { type Scope, scopeOf } from "../context/scope";
import { readCookie } from "../cookie/parse";
import { openSignedValue } from "../cookie/sign";
import type { AuthCookie, CookieOptions, GenericEndpointContext } from "../types";

function readSigned(scope: Scope, cookie: AuthCookie): string | null | false | Promise<string | null | false> {
  const raw = readCookie(scope.call.headers?.get("cookie") ?? null, cookie.name);
  return raw === null ? null : openSignedValue(raw, scope.instance.keyring.of(scope.instance.context.secret));
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

/** Removes the cookies of a session from the browser. */
export function deleteSessionCookie(ctx: GenericEndpointContext, skipDontRememberMe = false): void {
  const { sessionToken, sessionData, dontRememberToken } = ctx.context.authCookies;
  expireCookie(ctx, sessionToken);
  expireCookie(ctx, sessionData);
  if (!skipDontRememberMe) expireCookie(ctx, dontRememberToken);
  scopeOf(ctx).call.clearedTokens = null;
}
