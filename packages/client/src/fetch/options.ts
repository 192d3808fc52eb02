import type { SchemaOutput, StandardSchema } from "@better-auth/core/types";

/** A function with the shape of the global `fetch`. */
export type FetchEsque = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

/** A value, or a function that gives it when the request is made. */
export type Lazy<T> = T | (() => T);

/** What goes into the `Authorization` header. */
export type Authorization =
  | { type: "Bearer"; token: Lazy<string | undefined | Promise<string | undefined>> }
  | { type: "Basic"; username: Lazy<string | undefined>; password: Lazy<string | undefined> }
  | { type: "Custom"; prefix: Lazy<string | undefined>; value: Lazy<string | undefined> };

/** Whether to try again. `null`: no response came. */
export type RetryCondition = (response: Response | null) => boolean | Promise<boolean>;

/** The same pause before each attempt. */
export interface LinearRetry {
  type: "linear";
  /** Attempts after the first. */
  attempts: number;
  /** Milliseconds. */
  delay: number;
  /** @default every failure is tried again */
  shouldRetry?: RetryCondition | undefined;
}

/** A pause that doubles with each attempt. */
export interface ExponentialRetry {
  type: "exponential";
  /** Attempts after the first. */
  attempts: number;
  /** Milliseconds before the second attempt. */
  baseDelay: number;
  /** Milliseconds. */
  maxDelay: number;
  /** @default every failure is tried again */
  shouldRetry?: RetryCondition | undefined;
}

/** How to try again: a number of attempts, one second apart, or a plan. */
export type RetryOptions = number | LinearRetry | ExponentialRetry;

/** The request as hooks see it. A hook may change it, or return another one. */
export interface RequestContext {
  url: string | URL;
  method: string;
  headers: Headers;
  /** As it is sent: JSON is a string already. */
  body: BodyInit | null | undefined;
  signal: AbortSignal;
  [option: string]: unknown;
}

/** A response, before its body is read. */
export interface ResponseContext {
  response: Response;
  request: RequestContext;
}

/** A response with status 2xx. */
// biome-ignore lint/suspicious/noExplicitAny: the hook is shared by calls with different answers
export interface SuccessContext<T = any> extends ResponseContext {
  data: T;
}

/** A failed request. When no response came, `response` is `Response.error()` and the status is 0. */
export interface ErrorContext extends ResponseContext {
  responseText: string;
  error: ClientError;
}

/** Called in the course of a request. */
export interface FetchHooks {
  onRequest?: ((context: RequestContext) => RequestContext | void | Promise<RequestContext | void>) | undefined;
  onResponse?:
    | ((context: ResponseContext) => Response | ResponseContext | void | Promise<Response | ResponseContext | void>)
    | undefined;
  onSuccess?: ((context: SuccessContext) => void | Promise<void>) | undefined;
  /** Also called when no response came. */
  onError?: ((context: ErrorContext) => void | Promise<void>) | undefined;
  /** Before each further attempt. */
  onRetry?: ((context: ResponseContext) => void | Promise<void>) | undefined;
}

/**
 * Changes requests on their way. `init` runs first, with the path and the options; hooks run after those of the call.
 *
 * @example
 * const language: BetterFetchPlugin = {
 *   id: "language",
 *   name: "language",
 *   hooks: { onRequest: ({ headers }) => headers.set("accept-language", "de") },
 * };
 */
export interface BetterFetchPlugin {
  id: string;
  name?: string | undefined;
  description?: string | undefined;
  version?: string | undefined;
  init?: ((url: string, options: BetterFetchOption) => FetchChange | void | Promise<FetchChange | void>) | undefined;
  hooks?: FetchHooks | undefined;
}

/** What a fetch plugin's `init` may return. */
export interface FetchChange {
  url?: string | URL | undefined;
  options?: BetterFetchOption | undefined;
}

/** Names of headers; `undefined` leaves one out. */
export type HeaderInit = HeadersInit | Readonly<Record<string, string | undefined>>;

/** Options of one request, or of every request of a client. */
export interface BetterFetchOption<Throws extends boolean = boolean> extends FetchHooks {
  /** Put before paths that are not whole URLs. */
  baseURL?: string | undefined;
  method?: string | undefined;
  /** Objects and lists are sent as JSON, everything else as it is. */
  body?: unknown;
  /** Merged by name with those of the client. */
  headers?: HeaderInit | undefined;
  /** Lists are repeated, `null` and `undefined` left out, objects sent as JSON. */
  query?: object | undefined;
  /** Values for `:name` in the path. They are encoded. */
  params?: Readonly<Record<string, string | number>> | undefined;
  auth?: Authorization | undefined;
  /** Milliseconds, for each attempt. */
  timeout?: number | undefined;
  retry?: RetryOptions | undefined;
  /** Attempts so far. Set by the client. */
  retryAttempt?: number | undefined;
  /** Resolve with the data itself, reject with a {@link BetterFetchError}. @default false */
  throw?: Throws | undefined;
  /** @default the global `fetch` */
  customFetchImpl?: FetchEsque | undefined;
  /** @default lenient JSON, with ISO dates as `Date` */
  jsonParser?: ((text: string) => unknown) | undefined;
  plugins?: readonly BetterFetchPlugin[] | undefined;
  /** What the data of a call that works has to be; `data` is what the schema makes of it. A mismatch rejects, with `issues`. */
  output?: StandardSchema | undefined;
  /** For types only: what else is in the error of a call that fails. */
  errorSchema?: StandardSchema | undefined;
  /** Take the data as it comes, whatever `output` says. @default false */
  disableValidation?: boolean | undefined;
  /** Hooks may read the response's body in any case. */
  hookOptions?: { cloneResponse?: boolean | undefined } | undefined;
  /** Leave the session and other stores as they are after this call. @default false */
  disableSignal?: boolean | undefined;
  signal?: AbortSignal | undefined;
  /** @default "include" */
  credentials?: RequestCredentials | undefined;
  cache?: RequestCache | undefined;
  integrity?: string | undefined;
  keepalive?: boolean | undefined;
  mode?: RequestMode | undefined;
  priority?: RequestPriority | undefined;
  redirect?: RequestRedirect | undefined;
  referrer?: string | undefined;
  referrerPolicy?: ReferrerPolicy | undefined;
  duplex?: "half" | "full" | undefined;
  window?: null | undefined;
}

/** Why a call failed: the answer's status and whatever its body said. */
export interface ClientError {
  /** 0 when no response came. */
  status: number;
  /** "NetworkError", "TimeoutError" or "AbortError" when no response came. */
  statusText: string;
  /** For people. */
  message?: string | undefined;
  /** For programs; see `$ERROR_CODES`. */
  code?: string | undefined;
}

/** A call that worked. */
export interface ClientSuccess<Data> {
  data: Data;
  error: null;
}

/** A call that failed. */
export interface ClientFailure<Failure = ClientError> {
  data: null;
  error: Failure;
}

/** `{ data, error }`, one of them `null`; with `throw: true` the data itself. */
export type BetterFetchResponse<Data, Failure = ClientError, Throws extends boolean = false> = Throws extends true
  ? Data
  : ClientSuccess<Data> | ClientFailure<Failure>;

/** The schemas of one request, whose types are those of its data and its error. */
export interface FetchSchemas<Output, Failure> {
  output?: Output | undefined;
  errorSchema?: Failure | undefined;
}

type DataOf<Data, Output> = unknown extends Output ? Data : SchemaOutput<Output>;

type FailureOf<Failure> = unknown extends Failure ? ClientError : ClientError & SchemaOutput<Failure>;

/**
 * Sends a request to the auth server. Never rejects, unless `throw: true` is set, a hook throws, or the data is not what
 * `output` expects. `ByDefault` says whether the client's own options have `throw: true`.
 *
 * @example
 * const { data, error } = await authClient.$fetch<{ points: number }>("/loyalty/points");
 */
export type BetterFetch<ByDefault extends boolean = false> = <
  Data = unknown,
  const Throws extends boolean = ByDefault,
  Output = unknown,
  Failure = unknown,
>(
  path: string,
  options?: (BetterFetchOption<Throws> & FetchSchemas<Output, Failure>) | undefined,
) => Promise<BetterFetchResponse<DataOf<Data, Output>, FailureOf<Failure>, Throws>>;
