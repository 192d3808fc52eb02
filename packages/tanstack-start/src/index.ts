import type { Plugin } from "@better-auth/core/types";
import { createStartCookies, type TanstackStartCookiesTypes } from "./start-cookies";

export type { TanstackStartCookiesTypes };

/**
 * Lets calls of `auth.api` in server functions, loaders and middleware of TanStack Start set cookies: what they would
 * send as `Set-Cookie` goes into the response of the request. Put it last, so that it sees the cookies of the other
 * plugins. For React; Solid has its own in `better-auth/tanstack-start/solid`.
 *
 * Outside of a request nothing is set. Once the response has been made, as while the rest of a page is streamed, reading
 * the session does not extend it: the browser would not hear of the new end. What a request has set is seen by what
 * follows in it, although `getRequestHeaders()` stays as it came.
 *
 * @example
 * // src/lib/auth.ts
 * export const auth = betterAuth({ emailAndPassword: { enabled: true }, plugins: [tanstackStartCookies()] });
 *
 * @example
 * // src/lib/rename.ts
 * export const rename = createServerFn({ method: "POST" })
 *   .validator((name: string) => name)
 *   .handler(({ data }) => auth.api.updateUser({ body: { name: data }, headers: getRequestHeaders() }));
 */
export function tanstackStartCookies(): Plugin<TanstackStartCookiesTypes> {
  return createStartCookies("@tanstack/react-start/server", () => import("@tanstack/react-start/server"));
}
