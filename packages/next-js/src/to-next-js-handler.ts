type Answer = (request: Request) => Promise<Response>;

/** The exports of a route file, one a method. */
export interface NextJsHandler {
  GET: Answer;
  POST: Answer;
  PATCH: Answer;
  PUT: Answer;
  DELETE: Answer;
}

/**
 * Mounts an instance in a route file of the App Router.
 *
 * @param auth the instance, or its `handler`
 * @returns one function for each method; export those that you need
 * @example
 * // app/api/auth/[...all]/route.ts
 * import { auth } from "@/lib/auth";
 * import { toNextJsHandler } from "better-auth/next-js";
 *
 * export const { GET, POST } = toNextJsHandler(auth);
 */
export function toNextJsHandler(auth: { handler: Answer } | Answer): NextJsHandler {
  const answer: Answer = (request) => (typeof auth === "function" ? auth(request) : auth.handler(request));
  return { GET: answer, POST: answer, PATCH: answer, PUT: answer, DELETE: answer };
}
