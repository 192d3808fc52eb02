import { isForHandler, keepPrivate, type MountedInstance } from "@better-auth/core/mounting";
import type { AstroMiddlewareContext } from "./astro-context";
import { readSession, type SessionSource } from "./get-session";
import { currentScope, type RequestScope, runInScope, scopeOf } from "./request-scope";

/** A middleware of Astro: an `onRequest`, or a part of a `sequence`. */
export type AstroMiddleware = (context: AstroMiddlewareContext, next: () => Promise<Response>) => Promise<Response>;

/**
 * A middleware that reads the session once a request and puts it into `Astro.locals`: `user` and `session`, both `null` when
 * nobody is signed in. Nothing is read for requests of the mounted handler, and nothing while pages are prerendered.
 *
 * When reading extends the session, the answer sets its cookie. With the plugin `astroCookies` the answer also sets what
 * calls of `auth.api` in pages, endpoints and actions would set, and `Astro.locals` are those after such a call.
 *
 * Tell TypeScript of the two in `src/env.d.ts`:
 *
 * ```ts
 * declare namespace App {
 *   type Pair = typeof import("./lib/auth").auth.$Infer.Session;
 *   interface Locals {
 *     user: Pair["user"] | null;
 *     session: Pair["session"] | null;
 *   }
 * }
 * ```
 *
 * @example
 * // src/middleware.ts
 * import { astroMiddleware } from "better-auth/astro";
 * import { auth } from "./lib/auth";
 *
 * export const onRequest = astroMiddleware(auth);
 */
export function astroMiddleware<Pair>(auth: SessionSource<Pair> & MountedInstance): AstroMiddleware {
  return async (context, next) => {
    // A rewrite comes by once more.
    if (currentScope()?.context.request === context.request) return next();
    const keep = (pair: Pair | null) => {
      const { user = null, session = null } = (pair ?? {}) as { user?: unknown; session?: unknown };
      Object.assign(context.locals, { user, session });
    };
    // Pages that are made at build time are everybody's, and their requests have no headers.
    if (context.isPrerendered || (await isForHandler(auth, context.url))) {
      keep(null);
      return next();
    }

    const scope: RequestScope = scopeOf(context);
    scope.readAgain = async () => {
      keep(await readSession(auth, scope));
    };
    return runInScope(scope, async () => {
      await scope.readAgain?.();
      const response = await next();
      scope.isSent = true;
      return scope.lines.length === 0 ? response : keepPrivate(response);
    });
  };
}
