import { cookieHeaderAfter, createCookiesPlugin, warnOfLostCookies } from "@better-auth/core/mounting";
import type { Plugin, PluginTypes } from "@better-auth/core/types";
import { currentAnswerCookies, keepCookies } from "./answer-cookies";

/** What `reactRouterCookies` adds to the types: its name only. */
export interface ReactRouterCookiesTypes extends PluginTypes {
  id: "react-router-cookies";
}

const MEND = "Await the call in the loader or the action.";

/**
 * Lets calls of `auth.api` in loaders, actions and middleware of React Router set cookies: what they would send as
 * `Set-Cookie` goes into the answer to the request. Put it last, so that it sees the cookies of the other plugins. It
 * needs `sessionMiddleware` around the route; elsewhere it does nothing.
 *
 * What a call set is seen by what runs later in the same request, in calls that are given `request.headers` and in the
 * context of the middleware. Once the answer has left, as in a promise that a loader streams, no cookie can be set: reading
 * does not extend the session there, and the log tells of calls that want more.
 *
 * @example
 * // app/lib/auth.server.ts
 * export const auth = betterAuth({ emailAndPassword: { enabled: true }, plugins: [reactRouterCookies()] });
 *
 * @example
 * // app/routes/profile.tsx
 * export async function action({ request }: Route.ActionArgs) {
 *   const form = await request.formData();
 *   await auth.api.updateUser({ body: { name: String(form.get("name")) }, headers: request.headers });
 * }
 */
export function reactRouterCookies(): Plugin<ReactRouterCookiesTypes> {
  return createCookiesPlugin<ReactRouterCookiesTypes>("react-router-cookies", () => {
    const cookies = currentAnswerCookies();
    if (cookies === undefined) return null;
    return {
      isClosed: cookies.isSent,
      presentCookies(given) {
        const own = cookies.request.headers.get("cookie") ?? "";
        return given === own ? cookieHeaderAfter(own, [...cookies.lines.values()]) : null;
      },
      async setCookies(lines, ctx) {
        if (cookies.isSent) {
          if (lines.length > 0) warnOfLostCookies("reactRouterCookies", ctx, MEND);
          return;
        }
        keepCookies(cookies, lines);
        if (ctx.path === "/get-session") return;
        for (const readAgain of cookies.readers) await readAgain();
      },
    };
  });
}
