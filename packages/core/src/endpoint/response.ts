import { APIError } from "../error";
import { mergeHeadersInit, type ResponseParts, setHeader } from "./response-parts";

const JSON_TYPE = "application/json";

/**
 * The same value in what JSON has: `Date` as ISO text, `bigint` as decimal text. `JSON.stringify` alone does not know the
 * one and asks every other value how it wants to be written, which takes half as long again.
 */
function toPlain(value: unknown): unknown {
  if (typeof value === "bigint") return value.toString();
  if (typeof value !== "object" || value === null) return value;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (Array.isArray(value)) return value.map(toPlain);
  const prototype: unknown = Object.getPrototypeOf(value);
  // What has a form of its own says so itself.
  if ((prototype !== Object.prototype && prototype !== null) || "toJSON" in value) return value;
  const plain: Record<string, unknown> = {};
  for (const key in value) plain[key] = toPlain((value as Record<string, unknown>)[key]);
  return plain;
}

/** The JSON of an answer; undefined members are dropped. */
function toJSON(value: unknown): string {
  return JSON.stringify(toPlain(value));
}

function withType(parts: ResponseParts, type: string): void {
  if (!parts.headers.some(([name]) => name === "content-type")) parts.headers.push(["content-type", type]);
}

/** Statuses whose answers have no body (Fetch Standard §2.2.3): a Response refuses to be made with one. */
function hasNoBody(status: number | undefined): boolean {
  return status === 204 || status === 205 || status === 304;
}

/** Makes the Response of a value, the way of the contract's response mapping. */
export function toResponse(value: unknown, parts: ResponseParts): Response {
  if (value instanceof Response) return withHeaders(value, parts);
  if (value instanceof APIError || (value as { name?: unknown } | null | undefined)?.name === "APIError") {
    return errorResponse(value as APIError, parts);
  }
  const init = () => ({ status: parts.status ?? 200, headers: parts.headers });
  if (value !== undefined && hasNoBody(parts.status)) return new Response(null, init());
  if (typeof value === "string") {
    withType(parts, "text/plain");
    return new Response(value, init());
  }
  if (value === undefined) {
    withType(parts, JSON_TYPE);
    return new Response(null, init());
  }
  if (value instanceof Blob) {
    withType(parts, value.type || "application/octet-stream");
    return new Response(value, init());
  }
  if (value instanceof ArrayBuffer || ArrayBuffer.isView(value) || value instanceof ReadableStream) {
    withType(parts, "application/octet-stream");
    return new Response(value as BodyInit, init());
  }
  withType(parts, JSON_TYPE);
  return new Response(toJSON(value), init());
}

/** Queued headers go onto a Response that a handler or a hook made itself. */
function withHeaders(response: Response, parts: ResponseParts): Response {
  if (parts.headers.length === 0) return response;
  const headers = new Headers(response.headers);
  for (const [name, value] of parts.headers) {
    if (name === "set-cookie") headers.append(name, value);
    else headers.set(name, value);
  }
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers });
}

/** The answer of an expected failure: its status, its body as JSON, its headers. */
export function errorResponse(error: APIError, parts: ResponseParts): Response {
  if (parts.merged !== error) mergeHeadersInit(parts, error.headers);
  const status = error.statusCode ?? 500;
  const statusText = typeof error.status === "string" ? error.status : "";
  if (hasNoBody(status)) return new Response(null, { status, statusText, headers: parts.headers });
  withType(parts, JSON_TYPE);
  const body = error.body === undefined ? null : toJSON(error.body);
  return new Response(body, { status, statusText, headers: parts.headers });
}

/** The answer of a bug: it tells nothing. */
export function bugResponse(): Response {
  return new Response(null, { status: 500, statusText: "Internal Server Error" });
}

/** A HEAD request gets what GET would, without the body. */
export function withoutBody(response: Response): Response {
  // Where the body comes from nobody waits to write more of it.
  response.body?.cancel().catch(() => {});
  return new Response(null, { status: response.status, statusText: response.statusText, headers: response.headers });
}

/** Headers of an answer that nobody may keep. */
export const NO_STORE_HEADERS = { "Cache-Control": "no-store", Pragma: "no-cache" } as const;

/** Marks an answer as not to be kept by anybody. */
export function forbidStoring(parts: ResponseParts): void {
  for (const name in NO_STORE_HEADERS) setHeader(parts, name, NO_STORE_HEADERS[name as keyof typeof NO_STORE_HEADERS]);
}
