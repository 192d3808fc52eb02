import { runInAmbient } from "../context/ambient";
import { scopeOf } from "../context/scope";
import { APIError, isAPIError } from "../error";
import type { AuthContext } from "../types";
import { asciiURL } from "../url/ascii-url";
import { type CallInput, createEndpointContext, type InternalContext } from "./endpoint-context";
import type { Guards } from "./guards";
import { runAfterHooks, runBeforeHooks } from "./hooks";
import { applyJSONInit } from "./json-answer";
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

/** Of the guards, the one that stands behind the before-hooks. */
type DispatchGuards = Pick<Guards, "pendingAnswer" | "pendingTarget">;

/** A redirect of a sign-in that still owes something leads to where it is settled. Anything else stays as it is. */
function redirectPending(error: APIError, ctx: InternalContext, guards: DispatchGuards): APIError {
  if (error.statusCode < 300 || error.statusCode > 399) return error;
  const headers = new Headers(error.headers);
  const location = headers.get("location");
  const target = location === null ? undefined : guards.pendingTarget(ctx, location);
  if (target === undefined) return error;
  headers.set("location", asciiURL(target));
  return new APIError(error.status, error.body, headers);
}

/** Validation, the route's steps, its handler. An expected failure is a value here, so that after-hooks see it. */
async function runHandler(
  route: Route,
  ctx: InternalContext,
  parts: ResponseParts,
  guards: DispatchGuards,
): Promise<Outcome> {
  const { options, handler } = route;
  try {
    const validating = validateInput(options, ctx);
    if (validating) await validating;
    if (options.use) await runSteps(options.use, ctx);
    const value = await (route.ofPlugin ? runInAmbient(scopeOf(ctx), () => handler(ctx)) : handler(ctx));
    if (options.metadata?.noStore === true) forbidStoring(parts);
    if (isAPIError(value)) throw value;
    return { value: guards.pendingAnswer(ctx) ?? value, parts };
  } catch (error) {
    if (!isAPIError(error)) throw error;
    await options.onAPIError?.(error);
    if (options.metadata?.noStore === true) forbidStoring(parts);
    const answer = redirectPending(error, ctx, guards);
    mergeHeadersInit(parts, answer.headers);
    parts.merged = answer;
    return { value: answer, parts };
  }
}

/** What the before-hooks answered; `null` when the call goes on. */
async function askBeforeHooks(
  route: Route,
  ctx: InternalContext,
  input: CallInput,
  parts: ResponseParts,
): Promise<Outcome | null> {
  const hookParts = createResponseParts();
  try {
    const outcome = await runBeforeHooks(route.before, ctx, input, hookParts);
    mergeHeaders(parts, hookParts.headers);
    if (outcome.kind === "continue") return null;
    return { value: applyJSONInit(outcome.json, outcome.value, parts, input.asResponse), parts };
  } catch (error) {
    if (!isAPIError(error)) throw error;
    mergeHeaders(parts, hookParts.headers);
    return { value: error, parts };
  }
}

async function runBetweenHooks(
  route: Route,
  ctx: InternalContext,
  input: CallInput,
  parts: ResponseParts,
  guards: DispatchGuards,
): Promise<Outcome> {
  const answered = route.before.length === 0 ? null : await askBeforeHooks(route, ctx, input, parts);
  if (answered) return answered;

  if (route.after.length === 0) return runHandler(route, ctx, parts, guards);
  const { body, query, context } = ctx;
  const outcome = await runHandler(route, ctx, parts, guards);
  // After-hooks see what came, with members that the route does not know, as before-hooks do.
  ctx.body = body;
  ctx.query = query;
  context.returned = outcome.value;
  // A hook that replaces an error's body leaves its status.
  if (isAPIError(outcome.value)) parts.status = outcome.value.statusCode;
  await runAfterHooks(route.after, ctx, input, parts);
  return { value: context.returned, parts };
}

/**
 * The line from the before-hooks to the after-hooks, the same for HTTP and for direct calls.
 * Rejects with what is not an APIError: a bug.
 */
export function dispatch(
  route: Route,
  input: CallInput,
  context: AuthContext,
  guards: DispatchGuards,
): Promise<Outcome> {
  const parts = createResponseParts();
  const ctx = createEndpointContext(input, context, parts);
  scopeOf(ctx).ctx = ctx;
  return route.before.length + route.after.length === 0
    ? runHandler(route, ctx, parts, guards)
    : runBetweenHooks(route, ctx, input, parts, guards);
}
