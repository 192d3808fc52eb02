type Answer = (request: Request) => Response | Promise<Response>;

/** An endpoint of Astro, as far as it is used here: an `APIRoute`. */
export type AstroEndpoint = (context: { request: Request }) => Response | Promise<Response>;

/** The exports of an endpoint file, one a method; `ALL` answers those that have none. */
export interface AstroHandler {
  GET: AstroEndpoint;
  POST: AstroEndpoint;
  PATCH: AstroEndpoint;
  PUT: AstroEndpoint;
  DELETE: AstroEndpoint;
  ALL: AstroEndpoint;
}

/**
 * Mounts an instance in an endpoint file that takes everything below `basePath`.
 *
 * @param auth the instance, or its `handler`
 * @returns one function for each method; export those that you need
 * @example
 * // src/pages/api/auth/[...all].ts
 * import { toAstroHandler } from "better-auth/astro";
 * import { auth } from "../../../lib/auth";
 *
 * export const prerender = false;
 * export const { ALL } = toAstroHandler(auth);
 */
export function toAstroHandler(auth: { handler: Answer } | Answer): AstroHandler {
  const answer: AstroEndpoint = ({ request }) => (typeof auth === "function" ? auth(request) : auth.handler(request));
  return { GET: answer, POST: answer, PATCH: answer, PUT: answer, DELETE: answer, ALL: answer };
}
