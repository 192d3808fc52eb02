import type { NodeRequest, NodeResponse } from "./messages";
import { sendResponse } from "./send-response";
import { isHttp2, toRequest } from "./to-request";

/** A handler of `node:http`, `node:http2`, Express and what is built on them. */
export type NodeHandler = (
  request: NodeRequest,
  response: NodeResponse,
  next?: (error?: unknown) => void,
) => Promise<void>;

/** What can be mounted: an instance, or any function from `Request` to `Response`. */
export type Mountable =
  | { handler(request: Request): Promise<Response> | Response }
  | ((request: Request) => Promise<Response> | Response);

/** The Fetch standard has no such requests, and neither have we. */
const FORBIDDEN_METHODS: ReadonlySet<string | undefined> = new Set(["CONNECT", "TRACE", "TRACK"]);

const LOST_BODY = `[Better Auth]: the body of a request was read before toNodeHandler, and nothing of it is in request.body.
  mend: mount the handler before what reads bodies, or hand on what was read. In Fastify:
  toNodeHandler(auth)(Object.assign(request.raw, { body: request.body }), reply.raw)`;

function answerEmpty(response: NodeResponse, status: number): void {
  response.statusCode = status;
  response.end();
}

/**
 * Mounts an instance on a server of Node.
 *
 * @param auth the instance, or its handler
 * @returns a handler that never rejects: what is thrown goes to `next` where there is one, else it is logged and answered by
 *   an empty 500
 * @example
 * const app = express();
 * app.all("/api/auth/*splat", toNodeHandler(auth));
 * app.use(express.json()); // after it; before it works, too
 */
export function toNodeHandler(auth: Mountable): NodeHandler {
  const handle = typeof auth === "function" ? auth : (request: Request) => auth.handler(request);
  let hasToldOfLostBody = false;
  return async (request, response, next) => {
    const { method } = request;
    if (FORBIDDEN_METHODS.has(method?.toUpperCase())) return answerEmpty(response, 405);
    const gone = new AbortController();
    if (response.destroyed || response.stream?.destroyed) gone.abort();
    response.on("close", () => {
      if (!response.writableEnded) gone.abort();
    });
    const hangUp = () => {
      if (!response.headersSent && !isHttp2(request)) response.setHeader("connection", "close");
    };
    try {
      const incoming = toRequest(request, gone.signal, hangUp);
      if (incoming.isBodyLost && !hasToldOfLostBody) {
        hasToldOfLostBody = true;
        console.error(LOST_BODY);
      }
      const answer = await handle(incoming.request);
      incoming.settle();
      await sendResponse(answer, response, { isHead: method?.toUpperCase() === "HEAD", signal: gone.signal });
      incoming.discard();
    } catch (error) {
      if (gone.signal.aborted || response.destroyed) return;
      if (next) return next(error);
      console.error("[Better Auth]: a request could not be answered.", error);
      if (response.headersSent) response.destroy(error as Error);
      else answerEmpty(response, 500);
    }
  };
}
