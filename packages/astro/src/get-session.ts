import type { AstroContext } from "./astro-context";
import { presentHeaders, type RequestScope, scopeOf, writeCookies } from "./request-scope";

/** As much of an instance as reading its sessions takes. `Pair` is its `$Infer.Session`. */
export interface SessionSource<Pair> {
  readonly $Infer: { readonly Session: Pair };
  readonly api: {
    getSession(input: { headers: Headers; returnHeaders: true }): Promise<{ headers: Headers; response: Pair | null }>;
  };
}

/**
 * Who sent a request, for pages, server islands, endpoints and actions. Each instance reads it once a request, however many
 * ask; what {@link astroMiddleware} has read is not read again. When reading extends the session, the answer sets its cookie.
 *
 * @param auth the instance
 * @param context `Astro` in a page or a component, the argument of an endpoint or of a middleware, the second argument of
 *   an action's handler
 * @returns session and user; `null` when nobody is signed in
 * @example
 * ---
 * // src/pages/dashboard.astro
 * import { getSession } from "better-auth/astro";
 * import { auth } from "../lib/auth";
 *
 * const session = await getSession(auth, Astro);
 * if (session === null) return Astro.redirect("/sign-in");
 * ---
 * <h1>{session.user.name}</h1>
 */
export function getSession<Pair>(auth: SessionSource<Pair>, context: AstroContext): Promise<Pair | null> {
  const scope = scopeOf(context);
  const known = scope.sessions.get(auth) as Promise<Pair | null> | undefined;
  return known ?? readSession(auth, scope);
}

/** Reads the session of a request as it is now, for all who ask from here on, and passes on the cookies that this sets. */
export function readSession<Pair>(auth: SessionSource<Pair>, scope: RequestScope): Promise<Pair | null> {
  const session = readNow(auth, scope);
  scope.sessions.set(auth, session);
  return session;
}

async function readNow<Pair>(auth: SessionSource<Pair>, scope: RequestScope): Promise<Pair | null> {
  const { headers, response } = await auth.api.getSession({ headers: presentHeaders(scope), returnHeaders: true });
  writeCookies(scope, headers.getSetCookie());
  return response;
}
