import { createAuthMiddleware, setShouldSkipSessionRefresh } from "@better-auth/core/api";
import type { HookEndpointContext, Plugin, PluginTypes } from "@better-auth/core/types";
import { changedCookieHeader, currentCookieStore, isWritable, writeCookies } from "./cookie-store";

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
 * Where Next cannot set cookies, in server components and in `after()`, nothing is set, and reading the session does not
 * extend it: the browser would not hear of the new end. What a server action set is seen by what the same request renders.
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
          // Without headers nothing is read, and there is no reason to make a page dynamic.
          matcher: (ctx) => isDirectCall(ctx) && ctx.headers !== undefined,
          handler: createAuthMiddleware(async (ctx) => {
            const store = await currentCookieStore();
            if (store === null) return undefined;
            if (!isWritable(store)) await setShouldSkipSessionRefresh(true);
            if (store === "closed") return undefined;
            const names = Object.values(ctx.context.authCookies).map(({ name }) => name);
            const cookie = await changedCookieHeader(store, ctx.headers?.get("cookie") ?? "", names);
            return cookie === null ? undefined : { context: { headers: new Headers({ cookie }) } };
          }),
        },
      ],
      after: [
        {
          matcher: isDirectCall,
          handler: createAuthMiddleware(async (ctx) => {
            const lines = ctx.context.responseHeaders?.getSetCookie() ?? [];
            const store = lines.length === 0 ? null : await currentCookieStore();
            if (isWritable(store)) writeCookies(store, lines);
          }),
        },
      ],
    },
    // $types exists for the compiler only.
  } satisfies Omit<Plugin<NextCookiesTypes>, "$types"> as never;
}
