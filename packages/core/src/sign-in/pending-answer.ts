import { scopeOf } from "../context/scope";
import type { GenericEndpointContext } from "../types";
import { withQuery } from "../url/with-query";

/** What a call answers when its sign-in still owes something: the requirement's own words. `undefined` when it does not. */
export function pendingAnswer(ctx: GenericEndpointContext): unknown {
  return scopeOf(ctx).call.pending?.response;
}

function isTrusted(ctx: GenericEndpointContext, target: string): boolean {
  return ctx.context.isTrustedOrigin(target, { allowRelativePaths: true });
}

/**
 * Where the sign-in was to lead, for a page that goes on to it: a path where both are on one site. `undefined` when it
 * cannot be trusted.
 */
function destinationFor(ctx: GenericEndpointContext, page: string, location: string): string | undefined {
  if (!isTrusted(ctx, location)) return undefined;
  const { origin: here } = scopeOf(ctx).base;
  // A call from the server may not know where the application is.
  if (here === "" || (page.startsWith("/") && location.startsWith("/"))) return location;
  const { origin, href, pathname, search, hash } = new URL(location, here);
  if (origin !== new URL(page, here).origin) return href;
  const path = `${pathname}${search}${hash}`;
  return isTrusted(ctx, path) ? path : undefined;
}

/** A target with what is owed in its query: text, numbers, booleans, and lists of text with commas between. */
function withOwed(target: string, response: Readonly<Record<string, unknown>>): string {
  let told = target;
  for (const [name, value] of Object.entries(response)) {
    const isList = Array.isArray(value) && value.every((item) => typeof item === "string");
    if (isList || typeof value === "string" || typeof value === "number" || typeof value === "boolean")
      told = withQuery(told, name, String(value));
  }
  return told;
}

/**
 * Where a browser goes whose sign-in still owes something, in place of where it was sent: the requirement's page, which
 * finds that place as `callbackURL` in its query; without a page the same place. What is owed stands in the query.
 * `undefined` when nothing is owed.
 */
export function pendingTarget(ctx: GenericEndpointContext, location: string): string | undefined {
  const { pending } = scopeOf(ctx).call;
  if (pending === null) return undefined;
  const { page, response } = pending;
  if (page === undefined) return withOwed(location, response);
  if (!isTrusted(ctx, page)) {
    ctx.context.logger.error(
      `The page of a pending sign-in, "${page}", is no path and of no trusted origin. Add its origin to trustedOrigins.`,
    );
    return withOwed(location, response);
  }
  const destination = destinationFor(ctx, page, location);
  const target = withOwed(page, response);
  return destination === undefined ? target : withQuery(target, "callbackURL", destination);
}
