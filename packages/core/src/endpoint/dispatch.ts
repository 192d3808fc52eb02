import { runInAmbient } from "../context/ambient";
import { scopeOf } from "../context/scope";
import { isAPIError } from "../error";
import type { AuthContext } from "../types";
import { type CallInput, createEndpointContext, type InternalContext, type JSONInit } from "./endpoint-context";
import type { Guards } from "./guards";
import { runAfterHooks, runBeforeHooks } from "./hooks";
import { forbidStoring } from "./response";
import { createResponseParts, mergeHeaders, mergeHeadersInit, type ResponseParts } from "./response-parts";
import type { Route } from "./router";
import { runSteps } from "./steps";
import { validateInput } from "./validation";

/** What a call came to: a value, or an APIError as a value; and what goes around it. */
export interface Outcome {
  readonly value: unknown;
  readonly parts: ResponseParts;
}

function applyJSONInit(parts: ResponseParts, json: JSONInit | null): void {
  if (json === null) return;
  if (json.status !== undefined) parts.status = json.status;
  if (json.headers) mergeHeaders(parts, Object.entries(json.headers));
}

/** Validation, the route's steps, its handler. An expected failure is a value here, so that after-hooks see it. */
async function runHandler(route: Route, ctx: InternalContext, parts: ResponseParts, guards: Guards): Promise<unknown> {
  try {
    await validateInput(route.options, ctx);
    if (route.options.use) await runSteps(route.options.use, ctx);
    const value = await (route.ofPlugin ? runInAmbient(scopeOf(ctx), () => route.handler(ctx)) : route.handler(ctx));
    if (route.options.metadata?.noStore === true) forbidStoring(parts);
    if (isAPIError(value)) throw value;
    return guards.pendingAnswer(ctx) ?? value;
  } catch (error) {
    if (!isAPIError(error)) throw error;
    await route.options.onAPIError?.(error);
    if (route.options.metadata?.noStore === true) forbidStoring(parts);
    mergeHeadersInit(parts, error.headers);
    return error;
  }
}

/**
 * The line from the before-hooks to the after-hooks, the same for HTTP and for direct calls.
 * @throws what is not an APIError: a bug
 */
export async function dispatch(route: Route, input: CallInput, context: AuthContext, guards: Guards): Promise<Outcome> {
  const parts = createResponseParts();
  const ctx = createEndpointContext(input, context, parts);
  scopeOf(ctx).ctx = ctx;

  if (route.before.length > 0) {
    const hookParts = createResponseParts();
    try {
      const outcome = await runBeforeHooks(route.before, ctx, input, hookParts);
      mergeHeaders(parts, hookParts.headers);
      if (outcome.kind === "answer") {
        applyJSONInit(parts, outcome.json);
        return { value: outcome.value, parts };
      }
    } catch (error) {
      if (!isAPIError(error)) throw error;
      mergeHeaders(parts, hookParts.headers);
      return { value: error, parts };
    }
  }

  const value = await runHandler(route, ctx, parts, guards);
  if (route.after.length === 0) return { value, parts };

  context.returned = value;
  // A hook that replaces an error's body leaves its status.
  if (isAPIError(value)) parts.status = value.statusCode;
  await runAfterHooks(route.after, ctx, input, parts);
  return { value: context.returned, parts };
}
