import { isHost } from "./host";

/** Whether a value is a `Request`, of this realm or of another one. */
export function isRequestLike(value: unknown): value is Request {
  return Object.prototype.toString.call(value) === "[object Request]";
}

function headersOf(source: Request | Headers): Headers {
  return isRequestLike(source) ? source.headers : source;
}

/**
 * The host that a request was sent to. A header that is no host counts as absent.
 *
 * @param trustProxy believe `x-forwarded-host`; only behind a proxy that sets it
 * @returns with the port when there is one; `null` when nothing says it
 */
export function getHostFromSource(source: Request | Headers, trustProxy = false): string | null {
  const headers = headersOf(source);
  for (const name of trustProxy ? ["x-forwarded-host", "host"] : ["host"]) {
    const value = headers.get(name);
    if (value !== null && isHost(value)) return value;
  }
  return isRequestLike(source) ? new URL(source.url).host : null;
}

/** A host that is reached without TLS as a rule: this machine. */
const LOCAL_HOST = /^(?:localhost|[^:]+\.localhost|127(?:\.\d+){3}|\[::1\])(?::\d+)?$/i;

/**
 * The scheme that a request came with.
 *
 * @param wanted what the options say; "auto" finds out
 * @param trustProxy believe `x-forwarded-proto`; only behind a proxy that sets it
 * @returns without a request to look at: https, but on this machine http
 */
export function getProtocolFromSource(
  source: Request | Headers,
  wanted: "http" | "https" | "auto" = "auto",
  trustProxy = false,
): "http" | "https" {
  if (wanted !== "auto") return wanted;
  const told = trustProxy ? headersOf(source).get("x-forwarded-proto") : null;
  if (told === "http" || told === "https") return told;
  if (isRequestLike(source)) return source.url.startsWith("https:") ? "https" : "http";
  return LOCAL_HOST.test(getHostFromSource(source, trustProxy) ?? "") ? "http" : "https";
}
