import { cookiesOfLines, privateCacheControl } from "@better-auth/core/mounting";
import type { Context } from "elysia";
import { type FoundSession, linesBeside, readSession, type SessionReader } from "./read-session";

export type { SessionOf, SessionReader, UserOf } from "./read-session";

/** What Elysia gives a `resolve`, as far as it is needed here. */
export type SessionResolveContext = Pick<Context, "request" | "set" | "status">;

/** What Elysia gives an `afterHandle`, as far as it is needed here. */
export interface SessionAfterHandleContext extends Pick<Context, "request" | "set"> {
  /** What the handler has made. */
  readonly response: unknown;
}

/**
 * A macro that gives its routes the user and the session of the request, or `null` for both. The session is read once a
 * request, and what the read has to tell the browser (a session that was extended) goes with the answer, which is
 * `private, no-store` then.
 *
 * @param auth the instance
 * @throws what `auth.api.getSession` throws, such as a database that is down: to `app.onError`
 * @example
 * const app = new Elysia()
 *   .all("/api/auth/*", ({ request }) => auth.handler(request), { parse: "none" })
 *   .macro({ visitor: sessionMacro(auth) })
 *   .get("/", ({ user }) => `Hello ${user?.name ?? "you"}`, { visitor: true });
 */
export function sessionMacro<A extends SessionReader>(auth: A) {
  return {
    async resolve({ request, set }: SessionResolveContext) {
      const { user, session } = await openSession(auth, request, set);
      return { user, session };
    },
    afterHandle: passOn,
  };
}

/**
 * A macro for routes of signed-in people alone: it gives them `user` and `session`, and answers everybody else with 401 and
 * the JSON of an error.
 *
 * @param auth the instance
 * @example
 * const app = new Elysia()
 *   .macro({ auth: requireSession(auth) })
 *   .get("/me", ({ user }) => user.name, { auth: true });
 */
export function requireSession<A extends SessionReader>(auth: A) {
  return {
    async resolve({ request, set, status }: SessionResolveContext) {
      const { user, session } = await openSession(auth, request, set);
      if (user === null || session === null) return status(401, { code: "UNAUTHORIZED", message: "Unauthorized" });
      return { user, session };
    },
    afterHandle: passOn,
  };
}

/**
 * What was read for a request, by instance: a route may have several macros. What else is called "user" and "session" there,
 * such as that of another instance, is not looked at.
 */
const reads = new WeakMap<Request, Map<SessionReader, FoundSession<SessionReader>>>();

async function openSession<A extends SessionReader>(
  auth: A,
  request: Request,
  set: Context["set"],
): Promise<FoundSession<A>> {
  const known = reads.get(request) ?? new Map<SessionReader, FoundSession<SessionReader>>();
  reads.set(request, known);
  const before = known.get(auth) as FoundSession<A> | undefined;
  if (before !== undefined) return before;
  const found = await readSession(auth, request.headers);
  known.set(auth, found);
  if (found.setCookies.length > 0) {
    set.headers["set-cookie"] = [set.headers["set-cookie"] ?? [], found.setCookies].flat();
    // For what fails, too: nothing comes behind a handler that throws.
    const cacheControl = privateCacheControl(set.headers["cache-control"]);
    if (cacheControl !== undefined) set.headers["cache-control"] = cacheControl;
  }
  return found;
}

/**
 * Sees that what was read arrives, whatever the handler has set or said: it may have set other cookies in the place of these,
 * and Elysia drops them for those of `cookie` and of a `Response`. And keeps such an answer out of shared caches.
 */
function passOn({ request, set, response }: SessionAfterHandleContext): undefined {
  const lines = [...(reads.get(request)?.values() ?? [])].flatMap(({ setCookies }) => setCookies);
  if (lines.length === 0) return undefined;
  const present = [set.headers["set-cookie"] ?? []].flat();
  set.headers["set-cookie"] = [...present, ...linesBeside(present, lines)];
  const chosen = set.cookie;
  if (chosen && Object.keys(chosen).length > 0) {
    for (const { name, value, options } of cookiesOfLines(lines)) chosen[name] ??= { value, ...(options as object) };
  }
  const own = response instanceof Response ? response.headers : undefined;
  const cookies = own?.getSetCookie() ?? [];
  const cacheControl = privateCacheControl(own?.get("cache-control") ?? set.headers["cache-control"]);
  if (cacheControl !== undefined) set.headers["cache-control"] = cacheControl;
  if (!(response instanceof Response) || (cookies.length === 0 && cacheControl === undefined)) return undefined;
  // The headers of an answer that was fetched, or made by Response.redirect(), cannot be changed.
  const answer = new Response(response.body, response);
  if (cacheControl !== undefined) answer.headers.set("cache-control", cacheControl);
  if (cookies.length > 0) for (const line of linesBeside(cookies, lines)) answer.headers.append("set-cookie", line);
  // In types a route answers what its handler does.
  return answer as never;
}
