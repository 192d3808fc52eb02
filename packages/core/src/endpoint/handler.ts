import type { AnyEndpoint, GenericEndpointContext } from "../types";

/** The function an endpoint runs. */
export type Handler = (ctx: GenericEndpointContext) => unknown;

/** Where an endpoint keeps its handler: the pipeline calls that, not the endpoint, so that hooks stand around it. */
export const HANDLER: unique symbol = Symbol("better-auth.handler");

/** The handler of an endpoint; the endpoint itself for one that somebody wrapped by hand. */
export function handlerOf(endpoint: AnyEndpoint): Handler {
  return (endpoint as AnyEndpoint & { [HANDLER]?: Handler })[HANDLER] ?? ((ctx) => endpoint(ctx));
}
