import { runInAmbient } from "../context/ambient";
import { type Scope, scopeOf } from "../context/scope";
import { APIError, isAPIError } from "../error";
import { warnOnce } from "../logger/warn-once";
import type { AuthContext, BetterAuthPlugin, HookEndpointContext, Middleware, PluginHook } from "../types";
import {
  type CallInput,
  createEndpointContext,
  type InternalContext,
  JSON_INIT,
  type JSONInit,
} from "./endpoint-context";
import { createResponseParts, mergeHeaders, mergeHeadersInit, type ResponseParts } from "./response-parts";

/** A hook that may be for a route. */
export interface RouteHook {
  readonly matcher: ((ctx: HookEndpointContext) => boolean) | undefined;
  readonly handler: Middleware;
}

/** Hooks of one moment: those for every route, and those that named theirs. */
export interface HookIndex {
  forRoute(template: string | undefined): readonly RouteHook[];
}

/** Indexes hooks by the routes they declare, so that a route that no hook names has an empty list. */
export function indexHooks(
  first: Middleware | undefined,
  plugins: readonly BetterAuthPlugin[],
  moment: "before" | "after",
): HookIndex {
  const hooks: PluginHook[] = plugins.flatMap((plugin) => plugin.hooks?.[moment] ?? []);
  const all: PluginHook[] = first ? [{ handler: first }, ...hooks] : hooks;
  return {
    forRoute: (template) =>
      all
        .filter((hook) => hook.paths === undefined || (template !== undefined && hook.paths.includes(template)))
        .map((hook) => ({ matcher: hook.matcher, handler: hook.handler })),
  };
}

/** What the before-hooks made of a call. */
export type BeforeOutcome =
  | { readonly kind: "continue" }
  | { readonly kind: "answer"; readonly value: unknown; readonly json: JSONInit | null };

function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** Plain objects are merged member by member; anything else is replaced. */
function mergeDeep(target: unknown, patch: unknown): unknown {
  if (!isPlainObject(target) || !isPlainObject(patch)) return patch;
  const merged: Record<string, unknown> = { ...target };
  for (const [key, value] of Object.entries(patch)) {
    if (key !== "__proto__" && key !== "constructor" && value !== undefined)
      merged[key] = mergeDeep(merged[key], value);
  }
  return merged;
}

/** Merges what hooks gave as `{ context }` into the call. */
function applyPatch(ctx: InternalContext, input: CallInput, patch: Record<string, unknown>): void {
  for (const key of ["body", "query", "params"] as const) {
    const value = patch[key];
    if (value !== undefined && value !== ctx[key]) ctx[key] = mergeDeep(ctx[key], value);
  }
  if (patch.headers instanceof Headers && patch.headers !== ctx.headers) {
    const headers = new Headers(ctx.headers);
    for (const [name, value] of patch.headers) headers.set(name, value);
    ctx.headers = input.headers = scopeOf(ctx).call.headers = headers;
  }
  if (isPlainObject(patch.context) && patch.context !== (ctx.context as object)) {
    const own = ctx.context as unknown as Record<string, unknown>;
    for (const [key, value] of Object.entries(patch.context)) {
      if (value !== own[key]) own[key] = mergeDeep(own[key], value);
    }
  }
}

const PROMISED =
  "A hook's matcher gave a promise, so the hook runs for every call. Expected true or false: make the matcher a plain function, or decide in the handler.";

const MATCHER_FAILED = {
  message: "An error occurred during hook matcher execution. Check the logs for more details.",
  code: "INTERNAL_SERVER_ERROR",
};

/** A promise counts as true, as it is no false; but one that is rejected must not end the process. */
function askMatcher({ matcher }: RouteHook, ctx: InternalContext, { logger }: Scope["instance"]): boolean {
  if (matcher === undefined) return true;
  const answer: unknown = matcher(ctx);
  if (answer instanceof Promise) {
    warnOnce(logger, "matcher", () => PROMISED);
    answer.catch((error: unknown) => logger.error("A hook's matcher failed.", error));
  }
  return Boolean(answer);
}

/** A matcher that fails must not let the call through as if the hook were not there. */
function isMatch(hook: RouteHook, ctx: InternalContext, scope: Scope): boolean {
  try {
    return askMatcher(hook, ctx, scope.instance);
  } catch (error) {
    scope.instance.logger.error("A hook's matcher failed.", error);
    throw new APIError("INTERNAL_SERVER_ERROR", MATCHER_FAILED);
  }
}

/** Runs the before-hooks that match, in order. */
export async function runBeforeHooks(
  hooks: readonly RouteHook[],
  ctx: InternalContext,
  input: CallInput,
  parts: ResponseParts,
): Promise<BeforeOutcome> {
  const scope = scopeOf(ctx);
  let patches: Record<string, unknown>[] | null = null;
  for (const hook of hooks) {
    if (!isMatch(hook, ctx, scope)) continue;
    const own = createResponseParts();
    const hookCtx = createEndpointContext(
      { ...input, body: ctx.body, query: ctx.query, headers: ctx.headers },
      ctx.context,
      own,
    );
    const result = await runInAmbient(scope, () => hook.handler(hookCtx));
    mergeHeaders(parts, own.headers);
    // What a hook assigns is seen by the next ones and by the handler.
    ctx.body = hookCtx.body;
    ctx.query = hookCtx.query;
    if (typeof result !== "object" || result === null) continue;
    if ("context" in result && isContextPatch(result.context)) (patches ??= []).push(result.context);
    else return { kind: "answer", value: result, json: hookCtx[JSON_INIT] };
  }
  for (const patch of patches ?? []) applyPatch(ctx, input, patch);
  return { kind: "continue" };
}

function isContextPatch(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

/** Most hooks never look at the headers, so they are only made for one that does. */
function offerHeaders(context: AuthContext, parts: ResponseParts): { take(): void } {
  let headers: Headers | undefined;
  Object.defineProperty(context, "responseHeaders", {
    configurable: true,
    enumerable: true,
    get: () => (headers ??= new Headers(parts.headers)),
    set: (value: Headers | undefined) => {
      headers = value;
    },
  });
  return {
    take() {
      if (headers) parts.headers = [...headers];
      headers = undefined;
    },
  };
}

/** Runs the after-hooks that match, in order. What they see and leave is `context.returned`. */
export async function runAfterHooks(
  hooks: readonly RouteHook[],
  ctx: InternalContext,
  input: CallInput,
  parts: ResponseParts,
): Promise<void> {
  const { context } = ctx;
  const scope = scopeOf(ctx);
  let offered: ReturnType<typeof offerHeaders> | undefined;
  for (const hook of hooks) {
    if (!askMatcher(hook, ctx, scope.instance)) continue;
    offered ??= offerHeaders(context, parts);
    const own = createResponseParts();
    const hookCtx = createEndpointContext({ ...input, body: ctx.body, query: ctx.query }, context, own);
    try {
      const result = await runInAmbient(scope, () => hook.handler(hookCtx));
      if (result !== undefined) context.returned = result;
    } catch (error) {
      if (!isAPIError(error)) throw error;
      context.returned = error;
      mergeHeadersInit(own, error.headers);
      parts.merged = error;
    }
    offered.take();
    mergeHeaders(parts, own.headers);
  }
}
