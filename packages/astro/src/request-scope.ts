import { AsyncLocalStorage } from "node:async_hooks";
import { applySetCookies } from "@better-auth/core/cookies";
import { cookiesOfLines } from "@better-auth/core/mounting";
import type { AstroContext } from "./astro-context";

/** What is known about a request while Astro answers it. */
export interface RequestScope {
  readonly context: AstroContext;
  /** `Set-Cookie` lines of the answer so far. */
  readonly lines: string[];
  /** The answer has its headers: nothing can be set any more. */
  isSent: boolean;
  /** Who sent the request, by the instance that somebody has asked. */
  readonly sessions: Map<object, Promise<unknown>>;
  /** Reads the session again, because a call has changed something; undefined where nobody keeps it. */
  readAgain: (() => Promise<void>) | undefined;
}

/** At module level, because a plugin of the instance and a middleware of Astro meet here. */
const storage = new AsyncLocalStorage<RequestScope>();

/**
 * By the headers of the request, as calls are given them. What a page streams runs for the server that sends it, so the
 * storage is not around it; neither is it around pages without the middleware.
 */
const scopes = new WeakMap<Headers, RequestScope>();

/** What is around this code, or else what belongs to a request's headers; undefined where there is no request. */
export function currentScope(headers?: Headers): RequestScope | undefined {
  return storage.getStore() ?? (headers && scopes.get(headers));
}

/** Runs what answers a request. */
export function runInScope<T>(scope: RequestScope, work: () => T): T {
  return storage.run(scope, work);
}

/** The scope of a request: the middleware's, or one of its own. */
export function scopeOf(context: AstroContext): RequestScope {
  const { headers } = context.request;
  const scope = currentScope(headers) ?? {
    context,
    lines: [],
    isSent: false,
    sessions: new Map(),
    readAgain: undefined,
  };
  scopes.set(headers, scope);
  return scope;
}

/** The headers of the request as the browser would send them now, with the cookies that were set meanwhile. */
export function presentHeaders({ context, lines }: RequestScope): Headers {
  const headers = new Headers(context.request.headers);
  if (lines.length > 0) applySetCookies(headers, lines);
  return headers;
}

/** Has the answer set what `Set-Cookie` lines say. */
export function writeCookies({ context, lines: all }: RequestScope, lines: readonly string[]): void {
  for (const line of lines) {
    all.push(line);
    for (const { name, value, options } of cookiesOfLines([line]))
      context.cookies.set(name, value, { ...options, encode: encodeURIComponent });
  }
}
