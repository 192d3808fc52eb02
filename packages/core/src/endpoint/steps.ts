import type { GenericEndpointContext, Middleware } from "../types";

/** Runs the steps before a handler, in order; objects they give are merged into `ctx.context`. */
export async function runSteps(steps: readonly Middleware[], ctx: GenericEndpointContext): Promise<void> {
  for (const step of steps) {
    const result = await step(ctx);
    if (typeof result === "object" && result !== null && !(result instanceof Response))
      Object.assign(ctx.context, result);
  }
}
