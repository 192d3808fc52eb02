import type { EndpointOptions, GenericEndpointContext, Middleware } from "../types";
import { runSteps } from "./steps";
import { validateInput } from "./validation";

type MiddlewareOptions = Omit<EndpointOptions, "method">;
type MiddlewareHandler<R> = (ctx: GenericEndpointContext) => Promise<R> | R;

interface CreateAuthMiddleware {
  /**
   * Makes a step that runs before a handler (`use`), the handler of a hook, or a plugin's middleware.
   * In `use`, an object that it gives back is merged into `ctx.context`.
   *
   * @example
   * const onlyWeekdays = createAuthMiddleware(async (ctx) => {
   *   if (new Date().getDay() % 6 === 0) throw ctx.error("FORBIDDEN", { code: "CLOSED", message: "Come back on Monday" });
   * });
   */
  <R>(handler: MiddlewareHandler<R>): Middleware<R>;
  <R>(options: MiddlewareOptions, handler: MiddlewareHandler<R>): Middleware<R>;
}

function create<R>(...args: [MiddlewareHandler<R>] | [MiddlewareOptions, MiddlewareHandler<R>]): Middleware<R> {
  const options: MiddlewareOptions = args.length === 2 ? args[0] : {};
  const handler = args.length === 2 ? args[1] : args[0];
  const plain = !options.use?.length && !options.body && !options.query;
  const middleware = plain
    ? async (ctx: GenericEndpointContext) => handler(ctx)
    : async (ctx: GenericEndpointContext) => {
        await validateInput(options, ctx);
        await runSteps(options.use ?? [], ctx);
        return handler(ctx);
      };
  return Object.assign(middleware, { options });
}

export const createAuthMiddleware: CreateAuthMiddleware = create;

/** The base middleware: it gives nothing and fixes the type of the context. */
export const optionsMiddleware: Middleware<void> = createAuthMiddleware(async () => {});
