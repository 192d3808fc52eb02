type Answer = (request: Request) => Response | Promise<Response>;

/**
 * Mounts an instance in a `+server.ts` file, where the `handle` hook is not the place for it.
 *
 * @param auth the instance, or its `handler`
 * @returns a function for every method
 * @example
 * // src/routes/api/auth/[...all]/+server.ts
 * import { toSvelteKitHandler } from "better-auth/svelte-kit";
 * import { auth } from "$lib/server/auth";
 *
 * export const fallback = toSvelteKitHandler(auth);
 */
export function toSvelteKitHandler(
  auth: { handler: Answer } | Answer,
): (event: { request: Request }) => Response | Promise<Response> {
  return ({ request }) => (typeof auth === "function" ? auth(request) : auth.handler(request));
}
