import { isForHandler } from "@better-auth/core/mounting";
import { keepCookies, presentHeaders, withAnswerCookies } from "./answer-cookies";
import { type SessionSource, sessionReader } from "./session-reader";

/** What `createContext` of React Router gives. */
export interface RouterContext<Value> {
  defaultValue?: Value;
}

/** Asks that a context has room for a value. */
export type Holds<Value, Wanted> = [Wanted] extends [Value] ? unknown : { createContext: Wanted };

/** As much of a middleware's arguments as reading the session takes. */
export interface MiddlewareArguments {
  readonly request: Request;
  readonly context: { set<Value>(context: RouterContext<Value>, value: Value): void };
}

/** A middleware of React Router that runs on the server. */
export type SessionMiddleware = (args: MiddlewareArguments, next: () => Promise<Response>) => Promise<Response>;

/**
 * A middleware for React Router 8 and 7 (7.9 or later, with `future.v8_middleware`) that reads the session once a request
 * and puts it into a context, for all loaders and actions. Export it from `app/root.tsx`.
 *
 * When reading extends the session, or tells that it is over, the answer says so in `Set-Cookie`. With the plugin
 * `reactRouterCookies` the answer also sets what calls of `auth.api` in loaders and actions would set, and the context then
 * holds the session as it is after them. An answer that sets such cookies is `private, no-store`.
 *
 * For requests of the mounted handler nothing is read, and the context holds `null`.
 *
 * @param context holds the session, or `null` when nobody is signed in. Give it no default value: then a route
 *   that runs without the middleware throws, where it would take everybody for signed out.
 * @example
 * // app/context.ts
 * import { createContext } from "react-router";
 * import type { auth } from "~/lib/auth.server";
 *
 * export const sessionContext = createContext<typeof auth.$Infer.Session | null>();
 *
 * // app/root.tsx
 * export const middleware: Route.MiddlewareFunction[] = [sessionMiddleware(auth, sessionContext)];
 *
 * export function loader({ context }: Route.LoaderArgs) {
 *   return { session: context.get(sessionContext) };
 * }
 */
export function sessionMiddleware<Pair, Value>(
  auth: SessionSource<Pair>,
  context: RouterContext<Value> & Holds<Value, Pair | null>,
): SessionMiddleware {
  const readSession = sessionReader(auth);
  const sessionContext: RouterContext<Pair | null> = context as never; // Holds says that there is room

  return async ({ request, context: values }, next) => {
    if (await isForHandler(auth, new URL(request.url))) {
      values.set(sessionContext, null);
      return next();
    }
    return withAnswerCookies(request, async (cookies) => {
      const read = async () => {
        const { session, headers } = await readSession({ headers: presentHeaders(cookies) });
        keepCookies(cookies, headers.getSetCookie());
        values.set(sessionContext, session);
      };
      await read();
      cookies.readers.push(read);
      return next();
    });
  };
}
