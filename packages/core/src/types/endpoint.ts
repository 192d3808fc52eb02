import type { AuthContext } from "./context";
import type { CookieOptions } from "./cookie";
import type { StatusName } from "./error";
import type { SchemaInput, SchemaOutput, StandardSchema } from "./standard-schema";

/** The methods an endpoint can answer. */
export type HTTPMethod = "GET" | "POST" | "PUT" | "PATCH" | "DELETE" | "HEAD";

/** Anything awaitable. */
export type Awaitable<T> = T | Promise<T>;

/** What an endpoint says about itself, beyond its input. */
export interface EndpointMetadata {
  /** A fragment of an OpenAPI operation. */
  openapi?: Record<string, unknown> | undefined;
  /** Not routed: only `auth.api` has it. */
  SERVER_ONLY?: boolean | undefined;
  /** `false` hides it from the client's types. @default true */
  isAction?: boolean | undefined;
  /** "server": routed, hidden from clients; "http": routed, hidden from `auth.api`'s types. @default "rpc" */
  scope?: "rpc" | "server" | "http" | undefined;
  /**
   * Other sites send browsers here, with forms of their own too: a request may come from any origin. Nothing may be changed
   * by it that its own secret does not allow. @default false
   */
  isFromAnywhere?: boolean | undefined;
  /** @default ["application/json"] */
  allowedMediaTypes?: readonly string[] | undefined;
  /**
   * The member of the body that names the account, as in "email". Rate limits count by it where the sender's address is
   * not known.
   */
  accountField?: string | undefined;
  /** Adds `Cache-Control: no-store` and `Pragma: no-cache` to what the handler answers. */
  noStore?: boolean | undefined;
  /** Replaces the types of the input. */
  $Infer?: { body?: unknown; query?: unknown } | undefined;
  [key: string]: unknown;
}

/** What stands beside an endpoint's handler. */
export interface EndpointOptions {
  method?: HTTPMethod | "*" | readonly HTTPMethod[] | undefined;
  /** Any Standard Schema; what comes out of it is `ctx.body`. */
  body?: StandardSchema | undefined;
  query?: StandardSchema | undefined;
  /** For types only. */
  error?: StandardSchema | undefined;
  /** Run in order after validation; what each returns is merged into `ctx.context`. */
  use?: readonly Middleware[] | undefined;
  requireHeaders?: boolean | undefined;
  requireRequest?: boolean | undefined;
  /** The body is parsed from a copy, so that `ctx.request` can still be read. */
  cloneRequest?: boolean | undefined;
  disableBody?: boolean | undefined;
  /** @default the key in `auth.api` */
  operationId?: string | undefined;
  onAPIError?: ((error: Error) => Awaitable<void>) | undefined;
  onValidationError?: ((problem: { message: string; issues: readonly unknown[] }) => Awaitable<void>) | undefined;
  metadata?: EndpointMetadata | undefined;
}

/** Flags of a direct call that change the form of its result. */
export interface CallFlags<R extends boolean = boolean, H extends boolean = boolean, S extends boolean = boolean> {
  /** Resolve with a Response. */
  asResponse?: R | undefined;
  /** Resolve with `{ headers, response }`. */
  returnHeaders?: H | undefined;
  /** Resolve with `{ status, response }`. */
  returnStatus?: S | undefined;
}

/** The result of a direct call with its flags. */
export type CallResult<Output, R, H, S> = R extends true
  ? Response
  : H extends true
    ? S extends true
      ? { headers: Headers; status: number | undefined; response: Output }
      : { headers: Headers; response: Output }
    : S extends true
      ? { status: number | undefined; response: Output }
      : Output;

/** A method of `auth.api` that needs an input. */
export interface ApiMethod<Input, Output> {
  <const R extends boolean = false, const H extends boolean = false, const S extends boolean = false>(
    input: Input & CallFlags<R, H, S>,
  ): Promise<CallResult<Output, R, H, S>>;
  readonly path: string;
  readonly options: EndpointOptions;
}

/** A method of `auth.api` that can be called with nothing. */
export interface OptionalApiMethod<Input, Output> {
  <const R extends boolean = false, const H extends boolean = false, const S extends boolean = false>(
    input?: Input & CallFlags<R, H, S>,
  ): Promise<CallResult<Output, R, H, S>>;
  readonly path: string;
  readonly options: EndpointOptions;
}

/** What every direct call may carry. */
export interface CallInput {
  headers?: HeadersInit | undefined;
  request?: Request | undefined;
  /** Needed where an endpoint is called as a function: `ctx.context`, or what `auth.$context` resolves to. */
  context?: object | undefined;
}

type PathParam<P> = P extends `${string}/**:${infer N}`
  ? N
  : P extends `${string}/:${infer N}/${infer Rest}`
    ? N | PathParam<`/${Rest}`>
    : P extends `${string}/:${infer N}`
      ? N
      : never;

type BodyOf<O, Side extends "input" | "output"> = O extends { metadata: { $Infer: { body: infer B } } }
  ? B
  : O extends { body: infer S }
    ? Side extends "input"
      ? SchemaInput<S>
      : SchemaOutput<S>
    : unknown;
type QueryOf<O, Side extends "input" | "output"> = O extends { metadata: { $Infer: { query: infer Q } } }
  ? Q
  : O extends { query: infer S }
    ? Side extends "input"
      ? SchemaInput<S>
      : SchemaOutput<S>
    : Record<string, string | string[] | undefined> | undefined;

type BodyInput<O> = O extends { body: unknown } | { metadata: { $Infer: { body: unknown } } }
  ? undefined extends BodyOf<O, "input">
    ? { body?: BodyOf<O, "input"> }
    : { body: BodyOf<O, "input"> }
  : { body?: undefined };
type QueryInput<O> = O extends { query: unknown } | { metadata: { $Infer: { query: unknown } } }
  ? undefined extends QueryOf<O, "input">
    ? { query?: QueryOf<O, "input"> }
    : { query: QueryOf<O, "input"> }
  : { query?: Record<string, unknown> | undefined };
type ParamsInput<P> = [PathParam<P>] extends [never] ? unknown : { params: Record<PathParam<P>, string> };
type HeadersInput<O> = O extends { requireHeaders: true } ? { headers: HeadersInit } : unknown;
type RequestInput<O> = O extends { requireRequest: true } ? { request: Request } : unknown;

/** What a direct call of an endpoint takes, made from the endpoint's path and options. */
export type EndpointInput<P, O> = BodyInput<O> &
  QueryInput<O> &
  ParamsInput<P> &
  HeadersInput<O> &
  RequestInput<O> &
  CallInput;

/** An endpoint: data that the router, OpenAPI and tests read, and a function to call it with. */
export interface Endpoint<P extends string = string, O extends EndpointOptions = EndpointOptions, Output = unknown> {
  <const R extends boolean = false, const H extends boolean = false, const S extends boolean = false>(
    ...args: {} extends EndpointInput<P, O>
      ? [input?: EndpointInput<P, O> & CallFlags<R, H, S>]
      : [input: EndpointInput<P, O> & CallFlags<R, H, S>]
  ): Promise<CallResult<Awaited<Output>, R, H, S>>;
  /** `undefined` when it is not routed. */
  readonly path: P;
  readonly options: O;
}

/** Any endpoint at all, with its input and output forgotten. */
export interface AnyEndpoint {
  // The one signature that every other is assignable to without being looked at.
  // biome-ignore lint/suspicious/noExplicitAny: anything else has the compiler work out the input of each endpoint
  (...args: any[]): any;
  readonly path: string | undefined;
  readonly options: EndpointOptions;
}

/** The context a handler, a middleware or a hook works with. Every member is its own property, so it may be spread. */
export interface EndpointContext<Body = unknown, Query = unknown, Params = unknown, Context = AuthContext> {
  /** Parsed and validated; in before hooks and plugin middlewares parsed only. */
  body: Body;
  query: Query;
  params: Params;
  /** The route's template, as in "/reset-password/:token"; the real path in plugin middlewares. */
  path: string;
  method: string;
  /** The key in `auth.api`, or `options.operationId`. */
  operationId?: string | undefined;
  headers: Headers | undefined;
  request: Request | undefined;
  context: Context;
  asResponse?: boolean | undefined;
  returnHeaders?: boolean | undefined;
  returnStatus?: boolean | undefined;
  getHeader(name: string): string | null;
  /** Replaces the header on the response; use `setCookie` for cookies. */
  setHeader(name: string, value: string): void;
  setStatus(status: number | StatusName): void;
  getCookie(key: string, prefix?: "host" | "secure"): string | null;
  /** `null`: missing or malformed; `false`: the signature is wrong. */
  getSignedCookie(key: string, secret: string, prefix?: "host" | "secure"): Promise<string | null | false>;
  /** Appends a Set-Cookie line and gives it back. */
  setCookie(key: string, value: string, options?: CookieOptions): string;
  setSignedCookie(key: string, value: string, secret: string, options?: CookieOptions): Promise<string>;
  /** A value to return from a before hook with a status of its own. */
  json<T>(
    value: T,
    init?: { status?: number | undefined; headers?: Record<string, string> | undefined; body?: unknown } | Response,
  ): Promise<T>;
  /** Throw what it returns: 302 with what was queued on the response so far. */
  redirect(url: string): Error;
  /** Throw what it returns. */
  error(status: StatusName | number, body?: Record<string, unknown>, headers?: HeadersInit): Error;
  /** Built so far by this endpoint and its `use`. */
  readonly responseHeaders: Headers;
  readonly responseStatus: number | undefined;
}

/** An endpoint context of unknown endpoint, as hooks and helpers take it. */
// biome-ignore lint/suspicious/noExplicitAny: hooks and helpers read the body and query of endpoints they don't know
export type GenericEndpointContext = EndpointContext<any, any, any, AuthContext>;

/** The context of a handler, made from its endpoint's path and options. */
export type HandlerContext<P, O> = EndpointContext<
  BodyOf<O, "output">,
  QueryOf<O, "output">,
  Record<PathParam<P>, string>,
  AuthContext & UsedContext<O>
>;

type UsedContext<O> = O extends { use: readonly (infer M)[] }
  ? [M] extends [never]
    ? unknown
    : (M extends Middleware<infer C> ? (c: C) => void : never) extends (c: infer I) => void
      ? I
      : unknown
  : unknown;

/** A step before a handler, a hook's handler, or a plugin's middleware. */
export interface Middleware<Result = unknown> {
  (ctx: GenericEndpointContext): Promise<Result>;
  readonly options: Omit<EndpointOptions, "method">;
}
