import { AsyncLocalStorage } from "node:async_hooks";
import { applySetCookies } from "@better-auth/core/cookies";
import { cookieIdentity, privateCacheControl } from "@better-auth/core/mounting";

/** The cookies that the answer to one request will set, while it is being worked on. */
export interface AnswerCookies {
  readonly request: Request;
  /** `Set-Cookie` lines by what makes two of them the same cookie; the last one counts. */
  readonly lines: Map<string, string>;
  /** What has to be done again once a call has changed cookies. */
  readonly readers: (() => Promise<void>)[];
  /** The headers have left: nothing can be set any more. */
  isSent: boolean;
}

/** At module level, because a plugin of the instance and a middleware of the router meet here. */
const storage = new AsyncLocalStorage<AnswerCookies>();

/** The cookies of the answer that this code works on; `undefined` outside of the middleware. */
export function currentAnswerCookies(): AnswerCookies | undefined {
  return storage.getStore();
}

/**
 * Runs what answers a request, and puts the cookies that it collects into the answer. Within the same request the cookies
 * are those of the outermost call.
 */
export async function withAnswerCookies(
  request: Request,
  answer: (cookies: AnswerCookies) => Promise<Response>,
): Promise<Response> {
  const around = storage.getStore();
  if (around?.request === request) return answer(around);
  const cookies: AnswerCookies = { request, lines: new Map(), readers: [], isSent: false };
  const response = await storage.run(cookies, () => answer(cookies));
  cookies.isSent = true;
  return addCookies(response, cookies.lines);
}

/** Keeps lines for the answer. */
export function keepCookies(cookies: AnswerCookies, lines: readonly string[]): void {
  for (const line of lines) cookies.lines.set(cookieIdentity(line), line);
}

/** The headers of the request as the browser would send them now, with the cookies that were set meanwhile. */
export function presentHeaders({ request, lines }: AnswerCookies): Headers {
  const headers = new Headers(request.headers);
  if (lines.size > 0) applySetCookies(headers, [...lines.values()]);
  return headers;
}

/** What the answer sets itself stays: it was made later, by somebody who knew what the cookie should be. */
function addCookies(response: Response, lines: ReadonlyMap<string, string>): Response {
  const own = new Set(response.headers.getSetCookie().map(cookieIdentity));
  const missing = [...lines].filter(([key]) => !own.has(key));
  if (missing.length === 0) return response;
  // The headers of an answer that was fetched, or made by Response.redirect(), cannot be changed.
  const answer = new Response(response.body, response);
  for (const [, line] of missing) answer.headers.append("set-cookie", line);
  const cacheControl = privateCacheControl(answer.headers.get("cache-control"));
  if (cacheControl !== undefined) answer.headers.set("cache-control", cacheControl);
  return answer;
}
