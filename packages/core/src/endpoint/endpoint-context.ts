import { scopeOfContext } from "../context/scope";
import { readCookie } from "../cookie/parse";
import { serializeCookie } from "../cookie/serialize";
import { openSignedValue, signCookieValue } from "../cookie/sign";
import { APIError, STATUS_CODES } from "../error";
import type { AuthContext, GenericEndpointContext } from "../types";
import { appendCookie, dropCookie, type ResponseParts, setHeader } from "./response-parts";

/** What a call is, before there is a context for it. */
export interface CallInput {
  body: unknown;
  query: unknown;
  params: Record<string, string> | undefined;
  headers: Headers | undefined;
  request: Request | undefined;
  method: string;
  path: string;
  operationId: string | undefined;
  asResponse: boolean | undefined;
  returnHeaders: boolean | undefined;
  returnStatus: boolean | undefined;
}

/** A status that a before hook asked for with `ctx.json`. */
export interface JSONInit {
  readonly value: unknown;
  readonly status: number | undefined;
  readonly headers: Record<string, string> | undefined;
}

/** Where a context keeps what `ctx.json` was told. */
export const JSON_INIT: unique symbol = Symbol("better-auth.json");

/** A context with what core keeps in it. */
export type InternalContext = GenericEndpointContext & { [JSON_INIT]: JSONInit | null };

function prefixed(key: string, prefix: "host" | "secure" | undefined): string {
  return prefix === undefined ? key : `${prefix === "host" ? "__Host-" : "__Secure-"}${key}`;
}

/**
 * Makes the context of a handler or of a hook. Every member is an own property, because plugins spread it.
 * @param parts where the headers and the status of this stage go
 */
export function createEndpointContext(input: CallInput, context: AuthContext, parts: ResponseParts): InternalContext {
  const { headers } = input;
  const keyOf = (secret: string) => scopeOfContext(context).instance.keyring.of(secret);
  const ctx: InternalContext = {
    body: input.body,
    query: input.query,
    params: input.params,
    path: input.path,
    method: input.method,
    operationId: input.operationId,
    headers,
    request: input.request,
    context,
    asResponse: input.asResponse,
    returnHeaders: input.returnHeaders,
    returnStatus: input.returnStatus,
    [JSON_INIT]: null,
    getHeader: (name) => headers?.get(name) ?? null,
    setHeader: (name, value) => setHeader(parts, name, value),
    setStatus: (status) => {
      parts.status = typeof status === "number" ? status : STATUS_CODES[status];
    },
    getCookie: (key, prefix) => readCookie(headers?.get("cookie") ?? null, prefixed(key, prefix)),
    getSignedCookie: async (key, secret, prefix) => {
      const raw = readCookie(headers?.get("cookie") ?? null, prefixed(key, prefix));
      return raw === null ? null : openSignedValue(raw, keyOf(secret));
    },
    setCookie: (key, value, options) => {
      const line = serializeCookie(key, value, options);
      // Removing a cookie takes back what was queued for it, its chunks included.
      if (value === "" && options?.maxAge === 0) dropCookie(parts, key);
      appendCookie(parts, line);
      return line;
    },
    setSignedCookie: async (key, value, secret, options) => {
      const line = serializeCookie(key, await signCookieValue(value, keyOf(secret)), options);
      appendCookie(parts, line);
      return line;
    },
    json: async (value, init) => {
      if (init instanceof Response) {
        ctx[JSON_INIT] = { value, status: init.status, headers: Object.fromEntries(init.headers) };
      } else {
        ctx[JSON_INIT] = { value, status: init?.status, headers: init?.headers };
      }
      return value;
    },
    redirect: (url) => new APIError("FOUND", undefined, [...parts.headers, ["location", url]]),
    error: (status, body, errorHeaders) => new APIError(status, body, errorHeaders),
    get responseHeaders() {
      return new Headers(parts.headers);
    },
    get responseStatus() {
      return parts.status;
    },
  };
  return ctx;
}
