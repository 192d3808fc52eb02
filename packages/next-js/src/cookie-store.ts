import { parseCookies } from "@better-auth/core/cookies";
import { cookieHeaderOf, cookiesOfLines } from "@better-auth/core/mounting";
import type { cookies } from "next/headers.js";

/** What Next's `cookies()` gives. */
export type CookieStore = Awaited<ReturnType<typeof cookies>>;

/**
 * The cookies of the request that this code runs for.
 *
 * @returns `null` where there is no request, as in a script or in a test; `"closed"` in an `after()` of a render, where
 *   the response has left and Next lets nobody look at them any more
 * @throws what Next steers its rendering with
 */
export async function currentCookieStore(): Promise<CookieStore | "closed" | null> {
  // With its ending: where a bundler leaves the import alone, Node looks for a file.
  const { cookies } = await import("next/headers.js");
  try {
    return await cookies();
  } catch (error) {
    // Next's errors have neither a class nor a code of their own.
    const { message } = error as Error;
    if (/outside a request scope/.test(message)) return null;
    if (/inside [`"]after\(/.test(message)) return "closed";
    throw error;
  }
}

/**
 * Whether cookies can be set: in server actions and route handlers, not while components render. Next does not say, and
 * its request headers tell neither a render that follows a server action nor a route handler. So the store is asked to
 * set nothing: one that may be written complains about the missing name, one that may not about being written.
 */
export function isWritable(store: CookieStore | "closed" | null): store is CookieStore {
  if (store === null || store === "closed") return false;
  try {
    (store.set as () => void)();
    return true;
  } catch (error) {
    return error instanceof TypeError;
  }
}

/**
 * The Cookie header with what this request has set since, because Next's `headers()` stays as it came: otherwise what
 * renders after a server action would not know of the session that began or ended in it.
 *
 * @param given the header that a call was made with; one that is not this request's own is left alone
 * @param names the cookies that count
 * @returns `null` when there is nothing to change
 */
export async function changedCookieHeader(
  store: CookieStore,
  given: string,
  names: readonly string[],
): Promise<string | null> {
  const { headers } = await import("next/headers.js");
  if (given !== ((await headers()).get("cookie") ?? "")) return null;
  return cookieHeaderOf(given, asInstanceReads(given, store.getAll()), names);
}

/** Of cookies that come twice, Next keeps the last and an instance the first: it counts here as it does over HTTP. */
function asInstanceReads(given: string, all: readonly { name: string; value: string }[]) {
  const firsts = parseCookies(given);
  const lasts = parseCookies(given.split(";").reverse().join(";"));
  return all.map(({ name, value }) => ({
    name,
    value: value === lasts.get(name) ? (firsts.get(name) ?? value) : value,
  }));
}

/** Sets what Set-Cookie lines say. */
export function writeCookies(store: CookieStore, lines: readonly string[]): void {
  for (const { name, value, options } of cookiesOfLines(lines)) {
    store.set(name, value, options as object); // Next's type has no room for members that are undefined
  }
}
