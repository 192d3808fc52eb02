import { cookieHeaderOf, cookiesOfLines } from "@better-auth/core/mounting";
import type { KitCookies, KitEvent } from "./kit-event";

/** The event that this code runs for; `null` where there is none, as in a script or in a test. */
export function currentEvent(getRequestEvent: () => KitEvent | null | undefined): KitEvent | null {
  try {
    return getRequestEvent() ?? null;
  } catch {
    return null;
  }
}

const asked = new Error("Cookies can be set.");

/**
 * Whether cookies can be set: in hooks, server `load` functions, actions, endpoints, commands and forms, until the
 * response is made; never in queries. SvelteKit does not say, so it is asked to set one whose path cannot be read. Where
 * it sets cookies it begins with the path; where it does not, it complains of something else.
 */
export function isWritable(cookies: KitCookies): boolean {
  let isAsking = true;
  const options = {
    maxAge: 0, // should anybody take it in earnest, it removes a cookie that nobody has
    get path() {
      if (isAsking) throw asked;
      return "/";
    },
  };
  try {
    cookies.set("better-auth.is-writable", "", options);
    return true;
  } catch (error) {
    return error === asked;
  } finally {
    isAsking = false;
  }
}

/**
 * The Cookie header with what this request has set since, because its own headers stay as they came: otherwise a `load`
 * function that runs after an action would not know of the session that began or ended in it.
 *
 * @param given the header that a call was made with; one that is not this request's own is left alone
 * @param names the cookies that count
 * @returns `null` when there is nothing to change
 */
export function changedCookieHeader(
  { request, cookies }: KitEvent,
  given: string,
  names: readonly string[],
): string | null {
  if (given !== (request.headers.get("cookie") ?? "")) return null;
  return cookieHeaderOf(given, cookies.getAll(), names);
}

/** The requests whose answers set cookies of an instance. */
const told = new WeakSet<Request>();

/** Whether {@link writeCookies} has set any. */
export const hasWritten = (request: Request): boolean => told.has(request);

/** Sets what Set-Cookie lines say. */
export function writeCookies({ cookies, request }: KitEvent, lines: readonly string[]): void {
  if (lines.length > 0) told.add(request);
  for (const { name, value, options } of cookiesOfLines(lines)) {
    // What a line leaves out is said, too: SvelteKit has defaults of its own.
    cookies.set(name, value, { ...options, path: options.path ?? "/" });
  }
}
