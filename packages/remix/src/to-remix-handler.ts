type Answer = (request: Request) => Promise<Response>;

/** The exports of a resource route: `loader` answers GET, `action` everything else. */
export interface RemixHandler {
  loader(args: { request: Request }): Promise<Response>;
  action(args: { request: Request }): Promise<Response>;
}

/**
 * Mounts an instance in a resource route of React Router or Remix that takes everything below `basePath`. Give its two
 * members exports of their own: the compiler of React Router takes no destructured ones.
 *
 * @param auth the instance, or its `handler`
 * @example
 * // app/routes/auth.ts, under route("api/auth/*", "routes/auth.ts"); with file routes app/routes/api.auth.$.ts
 * import { toRemixHandler } from "better-auth/remix";
 * import { auth } from "~/lib/auth.server";
 *
 * const handler = toRemixHandler(auth);
 * export const loader = handler.loader;
 * export const action = handler.action;
 */
export function toRemixHandler(auth: { handler: Answer } | Answer): RemixHandler {
  const answer: RemixHandler["loader"] = ({ request }) =>
    typeof auth === "function" ? auth(request) : auth.handler(request);
  return { loader: answer, action: answer };
}
