import type { Endpoint, EndpointOptions, HandlerContext } from "../types";
import { callBare } from "./call-bare";
import { HANDLER, type Handler } from "./handler";

type RoutedEndpoint<P extends string, O extends EndpointOptions, R> = Endpoint<P, O, R>;

interface CreateAuthEndpoint {
  /**
   * Makes an endpoint: a route, and a method of `auth.api`.
   *
   * @param path relative to the base path; `:param`, `*` and `**:rest` as in "/files/:id"
   * @param options method, schemas of body and query (any Standard Schema), steps before the handler, metadata
   * @param handler what it gives back becomes the answer; throw an `APIError` for an expected failure
   * @example
   * const hello = createAuthEndpoint("/hello/:name", { method: "GET" }, async (ctx) => ({ hello: ctx.params.name }));
   */
  <P extends string, const O extends EndpointOptions, R>(
    path: P,
    options: O,
    handler: (ctx: HandlerContext<P, O>) => Promise<R> | R,
  ): RoutedEndpoint<P, O, R>;
  /** Makes an endpoint without a route: `auth.api` alone has it. */
  <const O extends EndpointOptions, R>(
    options: O,
    handler: (ctx: HandlerContext<string, O>) => Promise<R> | R,
  ): RoutedEndpoint<string, O, R>;
  /** The same, and says so in its metadata. */
  serverOnly<const O extends EndpointOptions, R>(
    options: O,
    handler: (ctx: HandlerContext<string, O>) => Promise<R> | R,
  ): RoutedEndpoint<string, O, R>;
}

function define(path: string | undefined, options: EndpointOptions, handler: Handler): Endpoint {
  const endpoint = (input?: Record<string, unknown>) => callBare(path, options, handler, input ?? {});
  // A caller of the untyped function gets what the typed signature above says.
  return Object.assign(endpoint, { path, options, [HANDLER]: handler }) as unknown as Endpoint;
}

function create(...args: [string, EndpointOptions, Handler] | [EndpointOptions, Handler]): Endpoint {
  return args.length === 3 ? define(args[0], args[1], args[2]) : define(undefined, args[0], args[1]);
}

export const createAuthEndpoint: CreateAuthEndpoint = Object.assign(create, {
  serverOnly: (options: EndpointOptions, handler: Handler) =>
    define(undefined, { ...options, metadata: { ...options.metadata, SERVER_ONLY: true } }, handler),
}) as unknown as CreateAuthEndpoint;
