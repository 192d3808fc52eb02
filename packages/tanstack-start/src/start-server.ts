import { cookieHeaderAfter, cookiesOfLines, privateCacheControl } from "@better-auth/core/mounting";

/** What `@tanstack/react-start/server` and `@tanstack/solid-start/server` have in common. */
export interface StartServer {
  getRequest(): Request;
  getResponseHeader(name: "cache-control" | "content-type"): string | undefined;
  getResponseHeaders(): { getSetCookie(): string[] };
  setCookie(name: string, value: string, options: object): void;
  setResponseHeader(name: "cache-control", value: string): void;
}

/** The request that this code runs for; `null` in a script, in a test, at the start of a server. */
export function currentRequest(server: StartServer): Request | null {
  try {
    return server.getRequest();
  } catch {
    // It throws where there is no request, and for no other reason.
    return null;
  }
}

/** Whether the answer stands already, as while the rest of a page is streamed: no cookie gets into it any more. */
export function hasAnswered(server: StartServer): boolean {
  return server.getResponseHeader("content-type") !== undefined;
}

/**
 * The Cookie header with what this request has set since, because `getRequestHeaders()` stays as it came: otherwise what
 * follows in the same request would not know of the session that began or ended in it.
 *
 * @param given the header that a call was made with; one that is not this request's own is left alone
 * @returns `null` when there is nothing to change
 */
export function changedCookieHeader(server: StartServer, given: string): string | null {
  const own = server.getRequest().headers.get("cookie") ?? "";
  return given === own ? cookieHeaderAfter(own, server.getResponseHeaders().getSetCookie()) : null;
}

/** Sets what Set-Cookie lines say. */
export function writeCookies(server: StartServer, lines: readonly string[]): void {
  if (lines.length === 0) return;
  for (const { name, value, options } of cookiesOfLines(lines)) server.setCookie(name, value, options);
  const cacheControl = privateCacheControl(server.getResponseHeader("cache-control"));
  if (cacheControl !== undefined) server.setResponseHeader("cache-control", cacheControl);
}
