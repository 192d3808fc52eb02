import type { APIError } from "../error";
import { asciiURL } from "../url/ascii-url";

/** What is known of an answer before there is a Response: cheap to make, cheap to merge. */
export interface ResponseParts {
  status: number | undefined;
  /** Names in lower case. */
  headers: [name: string, value: string][];
  /** The error whose headers are among these. After-hooks may have changed them since. */
  merged?: APIError;
}

/** An empty answer. */
export function createResponseParts(): ResponseParts {
  return { status: undefined, headers: [] };
}

const SET_COOKIE = "set-cookie";

/** Replaces a header. Setting Set-Cookie drops the cookies that were queued. */
export function setHeader(parts: ResponseParts, name: string, value: string): void {
  const key = name.toLowerCase();
  if (parts.headers.some(([existing]) => existing === key))
    parts.headers = parts.headers.filter(([existing]) => existing !== key);
  parts.headers.push([key, key === "location" ? asciiURL(value) : value]);
}

/** Queues a Set-Cookie line. */
export function appendCookie(parts: ResponseParts, line: string): void {
  parts.headers.push([SET_COOKIE, line]);
}

/** Whether a header sets a cookie of this name, or a chunk of it. */
function setsCookie([key, line]: readonly [string, string], name: string): boolean {
  if (key !== SET_COOKIE) return false;
  const queued = line.slice(0, line.indexOf("="));
  return queued === name || (queued.startsWith(`${name}.`) && /^\d+$/.test(queued.slice(name.length + 1)));
}

/** Takes back what was queued for a cookie and its chunks. */
export function dropCookie(parts: ResponseParts, name: string): void {
  parts.headers = parts.headers.filter((header) => !setsCookie(header, name));
}

/** Whether something is queued for a cookie or its chunks. */
export function hasCookie(parts: ResponseParts, name: string): boolean {
  return parts.headers.some((header) => setsCookie(header, name));
}

/** Adds headers of a later stage: cookies are appended, anything else is replaced. */
export function mergeHeaders(parts: ResponseParts, headers: Iterable<readonly [string, string]>): void {
  for (const [name, value] of headers) {
    if (name.toLowerCase() !== SET_COOKIE) setHeader(parts, name, value);
    // A redirect carries the cookies that are queued already.
    else if (!parts.headers.some(([key, line]) => key === SET_COOKIE && line === value)) appendCookie(parts, value);
  }
}

/** The same over any form that `fetch` takes. */
export function mergeHeadersInit(parts: ResponseParts, headers: HeadersInit): void {
  mergeHeaders(
    parts,
    Array.isArray(headers) || !(headers instanceof Headers) ? new Headers(headers as HeadersInit) : headers,
  );
}
