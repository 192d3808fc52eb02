import { createLogger } from "@better-auth/core";
import { keepPrivate } from "@better-auth/core/mounting";
import type { BetterAuthOptions } from "@better-auth/core/types";
import { addressFor } from "./auth-path";
import { hasWritten } from "./event-cookies";

/** What {@link svelteKitHandler} is given. */
export interface SvelteKitHandlerInput<Event extends { request: Request }> {
  /** The instance. */
  auth: {
    handler(request: Request): Response | Promise<Response>;
    options: Pick<BetterAuthOptions, "baseURL" | "basePath" | "logger">;
  };
  /** Of the `handle` hook. */
  event: Event;
  /** Of the `handle` hook. */
  resolve(event: Event): Response | Promise<Response>;
  /** SvelteKit's own, of `$app/env`; `$app/environment` before SvelteKit 3. While it is true, the instance is not asked. */
  building: boolean;
}

/**
 * Mounts an instance in the `handle` hook: requests below its base path are its own, everything else is SvelteKit's. A
 * request that has the right path and another origin than the base URL is left to SvelteKit, and the log says so. Answers
 * of SvelteKit in which `sveltekitCookies` sets cookies are kept out of shared caches.
 *
 * @returns the answer of either
 * @throws {BetterAuthError} when the base URL of the instance is no http or https URL
 * @example
 * // src/hooks.server.ts
 * import { building } from "$app/env";
 * import { svelteKitHandler } from "better-auth/svelte-kit";
 * import { auth } from "$lib/server/auth";
 *
 * export const handle = ({ event, resolve }) => svelteKitHandler({ auth, event, resolve, building });
 */
export async function svelteKitHandler<Event extends { request: Request }>({
  auth,
  event,
  resolve,
  building,
}: SvelteKitHandlerInput<Event>): Promise<Response> {
  if (building) return resolve(event);
  // Not `event.url`: that of a remote call is the page's, which its sender names. That of a request is normalised already.
  const { url } = event.request;
  const address = addressFor(url, auth.options);
  if (url.startsWith(`${address}/`)) return auth.handler(event.request);
  warnOfOtherOrigin(url, address, auth.options);
  const response = await resolve(event);
  return hasWritten(event.request) ? keepPrivate(response) : response;
}

/** The options of instances whose developer has been told. */
const told = new WeakSet<object>();

/** Where only the origin is another one, people look for their mistake in the wrong place: they see a page that is not there. */
function warnOfOtherOrigin(url: string, address: string, options: Pick<BetterAuthOptions, "logger">): void {
  // Once: whoever chooses the Host of requests cannot fill the log.
  if (told.has(options)) return;
  const { origin, pathname } = new URL(url);
  const expected = new URL(address).origin;
  if (origin === expected || !pathname.startsWith(`${address.slice(expected.length)}/`)) return;
  told.add(options);
  createLogger(options.logger).warn(
    `svelteKitHandler: expected requests below ${address}, the base URL, got one at ${origin}; it was left to SvelteKit. Set BETTER_AUTH_URL to the address that people open, and tell SvelteKit the same one: \`paths.origin\` of its Vite plugin, ORIGIN for adapter-node before version 6.`,
  );
}
