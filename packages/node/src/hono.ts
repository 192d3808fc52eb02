import { privateCacheControl } from "@better-auth/core/mounting";
import type { Context, MiddlewareHandler } from "hono";
import { linesBeside, readSession, type SessionOf, type SessionReader, type UserOf } from "./read-session";

export type { SessionOf, SessionReader, UserOf } from "./read-session";

/**
 * What `sessionMiddleware` puts into the context.
 *
 * @example const app = new Hono<{ Variables: SessionVariables<typeof auth> }>();
 */
export interface SessionVariables<A extends SessionReader> {
  /** Who sent the request; `null` when nobody is signed in. */
  user: UserOf<A> | null;
  session: SessionOf<A> | null;
}

/** What `requireSession` puts into the context. */
export interface SignedInVariables<A extends SessionReader> {
  /** Who sent the request. */
  user: UserOf<A>;
  session: SessionOf<A>;
}

/**
 * Puts the user and the session of a request into the context, or `null` for both. The session is read once a request, and
 * what the read has to tell the browser (a session that was extended) goes with the answer, which is `private, no-store`
 * then. Cookies that a handler sets itself win over those.
 *
 * @param auth the instance
 * @throws what `auth.api.getSession` throws, such as a database that is down: to `app.onError`
 * @example
 * const app = new Hono()
 *   .on(["GET", "POST"], "/api/auth/*", (c) => auth.handler(c.req.raw))
 *   .use(sessionMiddleware(auth))
 *   .get("/", (c) => c.text(`Hello ${c.get("user")?.name ?? "you"}`));
 */
export function sessionMiddleware<A extends SessionReader>(
  auth: A,
): MiddlewareHandler<{ Variables: SessionVariables<A> }> {
  return async (c, next) => {
    const setCookies = await openSession(auth, c);
    await next();
    passOn(setCookies, c);
  };
}

/**
 * As `sessionMiddleware`, for routes of signed-in people alone: behind it neither of the two is `null`.
 *
 * @param auth the instance
 * @param refuse answers whoever is not signed in; without it they get 401 and the JSON of an error
 * @example
 * app.get("/me", requireSession(auth), (c) => c.json(c.get("user")));
 * app.get("/dashboard", requireSession(auth, (c) => c.redirect("/sign-in")), (c) => c.html(dashboard(c.get("user"))));
 */
export function requireSession<A extends SessionReader>(
  auth: A,
  refuse: (c: Context) => Response | Promise<Response> = unauthorized,
): MiddlewareHandler<{ Variables: SignedInVariables<A> }> {
  return async (c, next) => {
    const setCookies = await openSession(auth, c);
    if (!c.get("user")) c.res = await refuse(c);
    else await next();
    passOn(setCookies, c);
  };
}

const unauthorized = (c: Context) => c.json({ code: "UNAUTHORIZED", message: "Unauthorized" }, 401);

/** Whose session a context holds. What others call "session" there, another instance too, says nothing of who is signed in. */
// Hono's types have texts for keys alone; the map behind them takes a symbol, which nobody else can name.
const OWNER = Symbol("owner of the session") as never;

/** Fills the context, unless a middleware of the same instance has before. */
async function openSession(auth: SessionReader, c: Context): Promise<readonly string[]> {
  if (c.get(OWNER) === auth) return [];
  const { session, user, setCookies } = await readSession(auth, c.req.raw.headers);
  c.set(OWNER, auth as never);
  c.set("session", session);
  c.set("user", user);
  return setCookies;
}

/** After the handler: an answer that it made by itself carries nothing that was set before. */
function passOn(setCookies: readonly string[], c: Context): void {
  if (setCookies.length === 0) return;
  const missing = linesBeside(c.res.headers.getSetCookie(), setCookies);
  if (missing.length === 0) return;
  for (const line of missing) c.header("set-cookie", line, { append: true });
  const cacheControl = privateCacheControl(c.res.headers.get("cache-control"));
  if (cacheControl !== undefined) c.header("cache-control", cacheControl);
}
