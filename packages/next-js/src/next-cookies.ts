import { createAuthMiddleware } from "@better-auth/core/api";
import type { HookEndpointContext, Plugin, PluginTypes } from "@better-auth/core/types";
import { currentCookieStore, isWritable, writeCookies } from "./cookie-store";

/** What `nextCookies` adds to the types: its name only. */
export interface NextCookiesTypes extends PluginTypes {
  id: "next-cookies";
}

/** Over HTTP the response carries the cookies itself. */
function isDirectCall(ctx: HookEndpointContext): boolean {
  return ctx.request === undefined || ctx.asResponse !== true;
}

/**
 * Lets calls of `auth.api` in server actions set cookies: what they would send as `Set-Cookie` goes into Next's
 * `cookies()`. Put it last, so that it sees the cookies of the other plugins.
 *
 * Where Next cannot set cookies, in server components, nothing is set, and reading the session does not extend it:
 * the browser would not hear of the new end.
 *
 * @example
 * // lib/auth.ts
 * export const auth = betterAuth({ emailAndPassword: { enabled: true }, plugins: [nextCookies()] });
 *
 * @example
 * // app/actions.ts
 * "use server";
 * export async function rename(form: FormData) {
 *   await auth.api.updateUser({ body: { name: String(form.get("name")) }, headers: await headers() });
 * }
 */
export function nextCookies(): Plugin<NextCookiesTypes> {
  return {
    id: "next-cookies",
    hooks: {
      before: [
        {
          paths: ["/get-session"],
          // Without a cookie there is nothing to extend, and no reason to make a page dynamic.
          matcher: (ctx) => isDirectCall(ctx) && ctx.headers?.has("cookie") === true,
          handler: createAuthMiddleware(async () => {
            const store = await currentCookieStore();
            return store === null || isWritable(store) ? undefined : { context: { query: { disableRefresh: true } } };
          }),
        },
      ],
      after: [
        {
          matcher: isDirectCall,
          handler: createAuthMiddleware(async (ctx) => {
            const lines = ctx.context.responseHeaders?.getSetCookie() ?? [];
            const store = lines.length === 0 ? null : await currentCookieStore();
            if (store !== null && isWritable(store)) writeCookies(store, lines);
          }),
        },
      ],
    },
    // $types exists for the compiler only.
  } satisfies Omit<Plugin<NextCookiesTypes>, "$types"> as never;
}
