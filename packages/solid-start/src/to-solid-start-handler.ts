type Answer = (request: Request) => Promise<Response>;
type AnswerEvent = (event: { request: Request }) => Promise<Response>;

/** The exports of an API route, one a method; they take the event of the request. */
export interface SolidStartHandler {
  GET: AnswerEvent;
  POST: AnswerEvent;
  PATCH: AnswerEvent;
  PUT: AnswerEvent;
  DELETE: AnswerEvent;
}

/**
 * Mounts an instance in an API route of SolidStart.
 *
 * @param auth the instance, or its `handler`
 * @returns one function for each method; export those that you need
 * @example
 * // src/routes/api/auth/[...all].ts
 * import { toSolidStartHandler } from "better-auth/solid-start";
 * import { auth } from "~/lib/auth";
 *
 * export const { GET, POST } = toSolidStartHandler(auth);
 */
export function toSolidStartHandler(auth: { handler: Answer } | Answer): SolidStartHandler {
  const answer: AnswerEvent = ({ request }) => (typeof auth === "function" ? auth(request) : auth.handler(request));
  return { GET: answer, POST: answer, PATCH: answer, PUT: answer, DELETE: answer };
}
