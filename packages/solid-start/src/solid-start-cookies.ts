import { createCookiesPlugin } from "@better-auth/core/mounting";
import type { Plugin, PluginTypes } from "@better-auth/core/types";
import { changedCookieHeader, currentEvent, hasAnswered, writeCookies } from "./start-event";

/** What `solidStartCookies` adds to the types: its name only. */
export interface SolidStartCookiesTypes extends PluginTypes {
  id: "solid-start-cookies";
}

/**
 * Lets calls of `auth.api` in server functions, actions, queries and middleware set cookies: what they would send as
 * `Set-Cookie` goes into the response of the request. Put it last, so that it sees the cookies of the other plugins.
 *
 * Outside of a request nothing is set. Once the response has been made, as while the rest of a page is streamed, reading
 * the session does not extend it: the browser would not hear of the new end. What a request has set is seen by what
 * follows in it, although the headers of its event stay as they came.
 *
 * @example
 * // src/lib/auth.ts
 * export const auth = betterAuth({ emailAndPassword: { enabled: true }, plugins: [solidStartCookies()] });
 *
 * @example
 * // src/lib/rename.ts
 * export const rename = action(async (form: FormData) => {
 *   "use server";
 *   const headers = getRequestEvent()?.request.headers;
 *   await auth.api.updateUser({ body: { name: String(form.get("name")) }, headers });
 * });
 */
export function solidStartCookies(): Plugin<SolidStartCookiesTypes> {
  return createCookiesPlugin<SolidStartCookiesTypes>("solid-start-cookies", async () => {
    const event = await currentEvent();
    if (event === null) return null;
    return {
      isClosed: hasAnswered(event),
      presentCookies: (given) => changedCookieHeader(event, given),
      setCookies: (lines) => writeCookies(event, lines),
    };
  });
}
