import { createCookiesPlugin } from "@better-auth/core/mounting";
import type { AuthContext, Plugin, PluginTypes } from "@better-auth/core/types";
import { isAuthPath } from "./auth-path";
import { changedCookieHeader, currentEvent, isWritable, writeCookies } from "./event-cookies";
import type { KitEvent } from "./kit-event";

/** What `sveltekitCookies` adds to the types: its name only. */
export interface SvelteKitCookiesTypes extends PluginTypes {
  id: "sveltekit-cookies";
}

/** Whether the instance answers this request by itself, so that what a hook has put into `event.cookies` is not sent. */
function isAnsweredByInstance({ request }: KitEvent, { baseURL, options }: AuthContext): boolean {
  // The context's options have the origin only, and its own base URL the path, too.
  return isAuthPath(request.url, typeof options.baseURL === "string" ? { ...options, baseURL } : options);
}

/**
 * Lets calls of `auth.api` set cookies: what they would send as `Set-Cookie` goes into `event.cookies`. Put it last, so that
 * it sees the cookies of the other plugins.
 *
 * With `svelteKitHandler` in the `handle` hook, an answer that sets such cookies is `private, no-store`.
 *
 * Where SvelteKit cannot set cookies, in queries, and in what a page streams after its response has begun, nothing is set,
 * and reading the session does not extend it: the browser would not hear of the new end. What an action set is seen by the
 * `load` functions that run after it.
 *
 * @param getRequestEvent SvelteKit's own, of `$app/server`
 * @example
 * // src/lib/server/auth.ts
 * import { getRequestEvent } from "$app/server";
 *
 * export const auth = betterAuth({ emailAndPassword: { enabled: true }, plugins: [sveltekitCookies(getRequestEvent)] });
 *
 * @example
 * // src/routes/profile/+page.server.ts
 * export const actions = {
 *   default: async ({ request }) => {
 *     const form = await request.formData();
 *     await auth.api.updateUser({ body: { name: String(form.get("name")) }, headers: request.headers });
 *   },
 * };
 */
export function sveltekitCookies(getRequestEvent: () => KitEvent | null | undefined): Plugin<SvelteKitCookiesTypes> {
  return createCookiesPlugin<SvelteKitCookiesTypes>("sveltekit-cookies", ({ context }) => {
    const event = currentEvent(getRequestEvent);
    if (event === null) return null;
    return {
      isClosed: !isWritable(event.cookies) || isAnsweredByInstance(event, context),
      presentCookies(given, { authCookies }) {
        const names = Object.values(authCookies).map(({ name }) => name);
        return changedCookieHeader(event, given, names);
      },
      setCookies(lines) {
        if (isWritable(event.cookies)) writeCookies(event, lines);
      },
    };
  });
}
