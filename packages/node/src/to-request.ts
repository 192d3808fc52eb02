import { isHost } from "@better-auth/core/url";
import { openBody } from "./body";
import { fromNodeHeaders } from "./headers";
import type { NodeRequest } from "./messages";

/** The path and the query of what stands in the request line: a path, or a whole URL as proxies are sent it. */
function targetOf(request: NodeRequest): string {
  const target = request.originalUrl ?? request.url ?? "/";
  if (target.startsWith("/")) return target;
  try {
    const { pathname, search } = new URL(target);
    return pathname + search;
  } catch {
    return "/";
  }
}

/** Where the request was sent to. Forwarded headers are not looked at: `advanced.trustedProxyHeaders` says who believes them. */
function originOf(request: NodeRequest): string {
  const host = [request.headers.host, request.headers[":authority"]].find((value) => typeof value === "string");
  const scheme = request.socket?.encrypted === true ? "https" : "http";
  // A host that would read as something else in a URL, or makes none, is none.
  return `${scheme}://${typeof host === "string" && isHost(host) ? host : "localhost"}`;
}

/** HTTP/2 has pseudo headers, and no headers about the connection. */
export function isHttp2(request: NodeRequest): boolean {
  return request.headers[":method"] !== undefined;
}

/** Whether requests of a method have no body. HTTP/2 lets lower case through, which a `Request` takes for the same. */
const isBodyless = (method: string): boolean => /^(get|head)$/i.test(method);

/** The body that a parser has read already, as it would stand on the wire. */
function parsedBody(body: unknown, headers: Headers): BodyInit | null {
  // They were about the bytes that the parser has read.
  for (const name of ["content-length", "content-encoding", "transfer-encoding"]) headers.delete(name);
  if (body === undefined || body === null) return null;
  if (typeof body === "string" || body instanceof Uint8Array) return body as BodyInit;
  const type = headers.get("content-type")?.toLowerCase() ?? "";
  if (type.startsWith("application/x-www-form-urlencoded")) {
    const fields = new URLSearchParams();
    for (const [name, value] of Object.entries(body))
      for (const item of [value].flat()) fields.append(name, String(item));
    return fields.toString();
  }
  return JSON.stringify(body);
}

/** A request on its way. */
export interface Incoming {
  readonly request: Request;
  /** Somebody has read the body and left nothing of it. */
  readonly isBodyLost: boolean;
  /** Before the answer leaves: has the connection closed after it, where the rest of the body may be long. */
  settle(): void;
  /** After the answer: lets the rest of the body go by. */
  discard(): void;
}

const nothingLeft = () => {};

/**
 * Says when the client goes away. That a request is told when it is made costs more than all the rest of it: it would follow
 * the signal with one of its own. Copies of this one hear nothing.
 */
const withSignal = (request: Request, signal: AbortSignal): Request =>
  Object.defineProperty(request, "signal", { value: signal });

/**
 * A Node request as a `Request`. Its body is streamed; where a body parser was faster, what it made of it is used.
 *
 * @param signal aborted when the client goes away
 * @param hangUp has the connection closed after the answer, because the body was not read to its end
 */
export function toRequest(request: NodeRequest, signal: AbortSignal, hangUp: () => void): Incoming {
  const { method = "GET" } = request;
  const headers = fromNodeHeaders(request.headers);
  const url = originOf(request) + targetOf(request);
  const make = (body: BodyInit | null, isBodyLost = false): Incoming => ({
    request: withSignal(new Request(url, { method, headers, body }), signal),
    isBodyLost,
    settle: nothingLeft,
    discard: nothingLeft,
  });
  if (isBodyless(method)) return make(null);
  if (request.readableDidRead ?? request.body !== undefined) {
    const isBodyLost = request.body === undefined && Number(headers.get("content-length")) > 0;
    return make(parsedBody(request.body, headers), isBodyLost);
  }
  // RFC 9112 §6.3: a request with neither of them has no body; HTTP/2 needs neither.
  const isFramed = headers.has("transfer-encoding") || headers.has("content-length") || isHttp2(request);
  if (!isFramed || headers.get("content-length") === "0") return make(null);
  const { stream, settle, discard } = openBody(request, signal, hangUp);
  // `duplex` is asked for with a stream as body, and the DOM's types do not know it.
  const init = { method, headers, signal, body: stream, duplex: "half" };
  return { request: new Request(url, init as RequestInit), isBodyLost: false, settle, discard };
}
