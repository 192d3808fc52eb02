import { scopeOfContext } from "../context/scope";
import { readCookie } from "../cookie/parse";
import { serializeCookie } from "../cookie/serialize";
import { openSignedValue, openSignedValueWithAny, signCookieValue } from "../cookie/sign";
import { APIError, STATUS_CODES } from "../error";
import type { AuthContext, GenericEndpointContext } from "../types";
import { asciiURL } from "../url/ascii-url";
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

/** What `ctx.json` was told about the answer: for before hooks that answer, and for endpoints called as functions. */
export interface JSONInit {
  readonly value: unknown;
  readonly status: number | undefined;
  readonly headers: Record<string, string> | undefined;
  /** Sent in place of the value. */
  readonly body: unknown;
}

/** Where a context keeps what `ctx.json` was told. */
export const JSON_INIT: unique symbol = Symbol("better-auth.json");

/** A context with what core keeps in it. */
export type InternalContext = GenericEndpointContext & { [JSON_INIT]: JSONInit | null };

function prefixed(key: string, prefix: "host" | "secure" | undefined): string {
  return prefix === undefined ? key : `${prefix === "host" ? "__Host-" : "__Secure-"}${key}`;
}

/** Where a context keeps the headers and the status of its stage. */
export const PARTS: unique symbol = Symbol("better-auth.parts");

/**
 * Every member is an own property, because plugins spread contexts and take their methods apart. Only the two views of
 * the answer so far are accessors of the class: made as own accessors they would cost more than all the rest.
 */
class CallContext implements InternalContext {
  // biome-ignore lint/suspicious/noExplicitAny: the input of an endpoint that is not known here
  declare body: any;
  // biome-ignore lint/suspicious/noExplicitAny: the same
  declare query: any;
  // biome-ignore lint/suspicious/noExplicitAny: the same
  declare params: any;
  declare path: string;
  declare method: string;
  declare operationId: string | undefined;
  declare headers: Headers | undefined;
  declare request: Request | undefined;
  declare context: AuthContext;
  declare asResponse: boolean | undefined;
  declare returnHeaders: boolean | undefined;
  declare returnStatus: boolean | undefined;
  declare [JSON_INIT]: JSONInit | null;
  declare [PARTS]: ResponseParts;
  declare getHeader: GenericEndpointContext["getHeader"];
  declare setHeader: GenericEndpointContext["setHeader"];
  declare setStatus: GenericEndpointContext["setStatus"];
  declare getCookie: GenericEndpointContext["getCookie"];
  declare getSignedCookie: GenericEndpointContext["getSignedCookie"];
  declare setCookie: GenericEndpointContext["setCookie"];
  declare setSignedCookie: GenericEndpointContext["setSignedCookie"];
  declare json: GenericEndpointContext["json"];
  declare redirect: GenericEndpointContext["redirect"];
  declare error: GenericEndpointContext["error"];

  constructor(input: CallInput, context: AuthContext, parts: ResponseParts) {
    const keyOf = (secret: string) => scopeOfContext(context).instance.keyring.of(secret);
    const readRaw = (key: string, prefix: "host" | "secure" | undefined) =>
      readCookie(this.headers?.get("cookie") ?? null, prefixed(key, prefix));
    this.body = input.body;
    this.query = input.query;
    this.params = input.params;
    this.path = input.path;
    this.method = input.method;
    this.operationId = input.operationId;
    this.headers = input.headers;
    this.request = input.request;
    this.context = context;
    this.asResponse = input.asResponse;
    this.returnHeaders = input.returnHeaders;
    this.returnStatus = input.returnStatus;
    this[JSON_INIT] = null;
    this[PARTS] = parts;
    this.getHeader = (name) => this.headers?.get(name) ?? null;
    this.setHeader = (name, value) => setHeader(parts, name, value);
    this.setStatus = (status) => {
      parts.status = typeof status === "number" ? status : STATUS_CODES[status];
    };
    this.getCookie = readRaw;
    this.getSignedCookie = async (key, secret, prefix) => {
      const raw = readRaw(key, prefix);
      if (raw === null) return null;
      const { instance } = scopeOfContext(context);
      const signedWith = keyOf(secret);
      // What is signed with a secret of the caller's own knows nothing of our rotation.
      const isOurs = signedWith === keyOf(instance.context.secret);
      return isOurs
        ? openSignedValueWithAny(raw, signedWith, instance.keyring.older)
        : openSignedValue(raw, signedWith);
    };
    this.setCookie = (key, value, options) => {
      const line = serializeCookie(key, value, options);
      // Removing a cookie takes back what was queued for it, its chunks included.
      if (value === "" && options?.maxAge === 0) dropCookie(parts, key);
      appendCookie(parts, line);
      return line;
    };
    this.setSignedCookie = async (key, value, secret, options) => {
      const line = serializeCookie(key, await signCookieValue(value, keyOf(secret)), options);
      appendCookie(parts, line);
      return line;
    };
    this.json = async (value, init) => {
      const isResponse = init instanceof Response;
      const headersOf = isResponse ? Object.fromEntries(init.headers) : init?.headers;
      const body = isResponse ? undefined : init?.body;
      this[JSON_INIT] = { value, status: init?.status, headers: headersOf, body };
      return value;
    };
    this.redirect = (url) => {
      const headers = new Headers(parts.headers);
      headers.set("location", asciiURL(url));
      return new APIError("FOUND", undefined, headers);
    };
    this.error = (status, body, errorHeaders) => new APIError(status, body, errorHeaders);
  }

  get responseHeaders(): Headers {
    return new Headers(this[PARTS].headers);
  }

  get responseStatus(): number | undefined {
    return this[PARTS].status;
  }
}

/**
 * Makes the context of a handler or of a hook.
 * @param parts where the headers and the status of this stage go
 */
export function createEndpointContext(input: CallInput, context: AuthContext, parts: ResponseParts): InternalContext {
  return new CallContext(input, context, parts);
}
