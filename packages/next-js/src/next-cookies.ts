import { type AnswerInProgress, createCookiesPlugin } from "@better-auth/core/mounting";
import type { Plugin, PluginTypes } from "@better-auth/core/types";
import { changedCookieHeader, currentCookieStore, isWritable, writeCookies } from "./cookie-store";

/** What `nextCookies` adds to the types: its name only. */
export interface NextCookiesTypes extends PluginTypes {
  id: "next-cookies";
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
  return createCookiesPlugin<NextCookiesTypes>("next-cookies", openAnswer);
}

async function openAnswer(): Promise<AnswerInProgress | null> {
  const store = await currentCookieStore();
  if (store === null) return null;
  return {
    isClosed: !isWritable(store),
    presentCookies: (given, { authCookies }) => {
      if (store === "closed") return null;
      const names = Object.values(authCookies).map(({ name }) => name);
      return changedCookieHeader(store, given, names);
    },
    setCookies(lines) {
      if (isWritable(store)) writeCookies(store, lines);
    },
  };
}
