import { cookieHeaderAfter, cookieIdentity, privateCacheControl } from "@better-auth/core/mounting";

/** What SolidStart keeps of a request, as far as cookies need it. */
export interface StartEvent {
  request: Request;
  response: { headers: Headers };
  /** The event of h3. */
  nativeEvent: { res?: unknown };
}

/** The event that this code runs for; `null` in a script, in a test, at the start of a server. */
export async function currentEvent(): Promise<StartEvent | null> {
  const { RequestContext } = await import("solid-js/web");
  // Not `getRequestEvent()`: where there is no request, that gives the one that was rendered last, which is somebody else's.
  const storage: { getStore(): StartEvent | undefined } | undefined = Reflect.get(globalThis, RequestContext);
  return storage?.getStore() ?? null;
}

/**
 * The headers of the answer. The event's `response` is not asked first: when a page redirects, the router puts one there
 * whose headers are not sent.
 */
function answerHeaders({ nativeEvent: { res }, response }: StartEvent): Headers {
  // In SolidStart 1 it is the response of Node, which has no such field.
  return isH3Response(res) ? res.headers : response.headers;
}

/** Whether the answer has been made, as while the rest of a page is streamed: h3 has let go of its headers. */
export function hasAnswered({ nativeEvent: { res }, response }: StartEvent): boolean {
  return isH3Response(res) && res !== response;
}

function isH3Response(res: unknown): res is { headers: Headers } {
  return typeof res === "object" && res !== null && "headers" in res;
}

/**
 * The Cookie header with what this request has set since, because the headers of the event stay as they came: otherwise
 * what follows in the same request would not know of the session that began or ended in it.
 *
 * @param given the header that a call was made with; one that is not this request's own is left alone
 * @returns `null` when there is nothing to change
 */
export function changedCookieHeader(event: StartEvent, given: string): string | null {
  const own = event.request.headers.get("cookie") ?? "";
  return given === own ? cookieHeaderAfter(own, answerHeaders(event).getSetCookie()) : null;
}

/** Puts Set-Cookie lines into the answer, as they are. One that sets the same cookie again takes the place of the first. */
export function writeCookies(event: StartEvent, lines: readonly string[]): void {
  if (lines.length === 0) return;
  const headers = answerHeaders(event);
  const all = new Map([...headers.getSetCookie(), ...lines].map((line) => [cookieIdentity(line), line]));
  headers.delete("set-cookie");
  for (const line of all.values()) headers.append("set-cookie", line);
  const cacheControl = privateCacheControl(headers.get("cache-control"));
  if (cacheControl !== undefined) headers.set("cache-control", cacheControl);
}
