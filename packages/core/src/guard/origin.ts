import { createAuthMiddleware } from "../endpoint/create-middleware";
import { APIError, BASE_ERROR_CODES } from "../error";
import { warnOnce } from "../logger/warn-once";
import type { AuthContext, BaseErrorCode, EndpointOptions, GenericEndpointContext, Middleware } from "../types";
import { originOf } from "../url/origin";

/** What of a call the guards look at. */
type GuardedCall = Pick<GenericEndpointContext, "method" | "headers" | "body" | "query" | "path">;

/** Members of a body or a query that are redirect targets, and the error for one that is not trusted. */
export const REDIRECT_FIELDS: Readonly<Record<string, BaseErrorCode>> = {
  callbackURL: "INVALID_CALLBACK_URL",
  redirectTo: "INVALID_REDIRECT_URL",
  errorCallbackURL: "INVALID_ERROR_CALLBACK_URL",
  newUserCallbackURL: "INVALID_NEW_USER_CALLBACK_URL",
};

/** RFC 9110 §9.2.1: methods that change nothing. */
function isSafe(method: string): boolean {
  return method === "GET" || method === "HEAD" || method === "OPTIONS";
}

function isSkipped(skip: boolean | readonly string[], path: string): boolean {
  return typeof skip === "boolean" ? skip : skip.some((prefix) => path.startsWith(prefix));
}

function deny(code: BaseErrorCode): never {
  throw APIError.from("FORBIDDEN", BASE_ERROR_CODES[code]);
}

const NO_ORIGIN =
  "A request with cookies was refused, because it has neither Origin nor Referer. Browsers send them: a proxy in front must let them through. A server that calls with a person's cookies names its own origin.";

const untrusted = (origin: string, baseURL: string) =>
  `A request from ${JSON.stringify(origin.slice(0, 200))} was refused: that is not the origin of the base URL ${JSON.stringify(baseURL)}, and not among trustedOrigins. Open the application at its base URL, or add the origin.`;

const elsewhere = (field: string, target: string) =>
  `A request was refused, because its ${field} ${JSON.stringify(target.slice(0, 200))} leads to an origin that is not among trustedOrigins. Add the origin, or name a path of this site.`;

/** The request has to name an origin, and a trusted one. A page's address in Referer stands in for a missing Origin. */
function requireTrustedOrigin(headers: Headers, context: AuthContext): void {
  const origin = headers.get("origin") ?? headers.get("referer");
  if (!origin || origin === "null") {
    warnOnce(context.logger, "no origin", () => NO_ORIGIN);
    deny("MISSING_OR_NULL_ORIGIN");
  }
  const sender = originOf(origin) ?? origin;
  if (context.isTrustedOrigin(sender)) return;
  warnOnce(context.logger, "origin", () => untrusted(sender, context.baseURL));
  deny("INVALID_ORIGIN");
}

/** Whoever sends our cookies along with a change has to come from a trusted origin. */
function checkCrossSite(call: GuardedCall, context: AuthContext): void {
  if (isSafe(call.method) || context.skipCSRFCheck || isSkipped(context.skipOriginCheck, call.path)) return;
  if (call.headers?.has("cookie")) requireTrustedOrigin(call.headers, context);
}

/** Redirect targets in the input have to be trusted, on every route and with every method. */
function checkRedirectTargets(call: GuardedCall, context: AuthContext): void {
  if (isSkipped(context.skipOriginCheck, call.path)) return;
  for (const part of [call.body, call.query]) {
    if (typeof part !== "object" || part === null) continue;
    for (const field in REDIRECT_FIELDS) {
      const value: unknown = (part as Record<string, unknown>)[field];
      for (const target of Array.isArray(value) ? value : [value]) {
        if (typeof target !== "string" || target === "") continue;
        if (context.isTrustedOrigin(target, { allowRelativePaths: true })) continue;
        warnOnce(context.logger, "redirect target", () => elsewhere(field, target));
        deny(REDIRECT_FIELDS[field] as BaseErrorCode);
      }
    }
  }
}

/** The guard of every route: where a request comes from, and where it would send people. */
export function checkOrigin(
  call: GuardedCall,
  context: AuthContext,
  route?: { readonly options: Pick<EndpointOptions, "metadata"> },
): void {
  if (route?.options.metadata?.isFromAnywhere !== true) checkCrossSite(call, context);
  checkRedirectTargets(call, context);
}

/** The same as a middleware, for plugins. */
export const originCheckMiddleware: Middleware<void> = createAuthMiddleware(async (ctx) => {
  if (ctx.request) checkOrigin(ctx, ctx.context);
});

/**
 * Makes a middleware that checks redirect targets which stand somewhere else than in the usual fields.
 * @example use: [originCheck((ctx) => ctx.query.next)]
 */
export function originCheck(getValue: (ctx: GenericEndpointContext) => string | string[]): Middleware<void> {
  return createAuthMiddleware(async (ctx) => {
    if (!ctx.request) return;
    for (const target of [getValue(ctx)].flat()) {
      if (target && !ctx.context.isTrustedOrigin(target, { allowRelativePaths: true })) deny("INVALID_CALLBACK_URL");
    }
  });
}

/**
 * For sign-in and sign-up forms, which a foreign page can send before there is any cookie: a browser says by Fetch
 * Metadata and Origin where a request comes from, and then it has to come from us. A client that says nothing at all is
 * no browser.
 */
export const formCsrfMiddleware: Middleware<void> = createAuthMiddleware(async (ctx) => {
  const { context, request } = ctx;
  if (!request || context.skipCSRFCheck || context.skipOriginCheck === true) return;
  const { headers } = request;
  // With cookies the guard of every route has looked already.
  if (headers.has("cookie")) return;
  const site = headers.get("sec-fetch-site");
  const mode = headers.get("sec-fetch-mode");
  // Fetch Metadata: a top-level form post from another site.
  if (site === "cross-site" && mode === "navigate") deny("CROSS_SITE_NAVIGATION_LOGIN_BLOCKED");
  // A path that is called from anywhere is no page that anybody is sent to.
  if (isSkipped(context.skipOriginCheck, ctx.path)) return;
  const isBrowser = site !== null || mode !== null || headers.has("sec-fetch-dest");
  if (isBrowser || headers.has("origin") || headers.has("referer")) requireTrustedOrigin(headers, context);
});
