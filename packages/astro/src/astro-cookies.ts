import { cookieHeaderAfter, createCookiesPlugin, warnOfLostCookies } from "@better-auth/core/mounting";
import type { Plugin, PluginTypes } from "@better-auth/core/types";
import { currentScope, writeCookies } from "./request-scope";

/** What `astroCookies` adds to the types: its name only. */
export interface AstroCookiesTypes extends PluginTypes {
  id: "astro-cookies";
}

const MEND = "Call it in the page or in an action, not in a component.";

/**
 * Lets calls of `auth.api` set cookies in pages, server islands, endpoints and actions: what they would send as `Set-Cookie`
 * goes into `Astro.cookies`. Put it last, so that it sees the cookies of the other plugins. It needs `astroMiddleware` around
 * them; elsewhere it does nothing.
 *
 * What a call set is seen by what runs later in the same request: by calls that are given the request's headers, and by
 * `Astro.locals`. Once the page has begun to leave, in components that are streamed after it, no cookie can be set: reading
 * does not extend the session there, and the log tells of calls that want more.
 *
 * @example
 * // src/lib/auth.ts
 * export const auth = betterAuth({ emailAndPassword: { enabled: true }, plugins: [astroCookies()] });
 *
 * @example
 * // src/actions/index.ts
 * export const server = {
 *   rename: defineAction({
 *     accept: "form",
 *     input: z.object({ name: z.string() }),
 *     handler: (body, { request }) => auth.api.updateUser({ body, headers: request.headers }),
 *   }),
 * };
 */
export function astroCookies(): Plugin<AstroCookiesTypes> {
  return createCookiesPlugin<AstroCookiesTypes>("astro-cookies", ({ headers }) => {
    const scope = currentScope(headers);
    if (scope === undefined) return null;
    return {
      isClosed: scope.isSent,
      presentCookies(given) {
        const own = scope.context.request.headers.get("cookie") ?? "";
        return given === own ? cookieHeaderAfter(own, scope.lines) : null;
      },
      async setCookies(lines, ctx) {
        if (scope.isSent) {
          if (lines.length > 0) warnOfLostCookies("astroCookies", ctx, MEND);
          return;
        }
        writeCookies(scope, lines);
        if (ctx.path === "/get-session") return;
        scope.sessions.clear();
        await scope.readAgain?.();
      },
    };
  });
}
