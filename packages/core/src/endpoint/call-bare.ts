import { copyContext } from "../context/root-scope";
import { BetterAuthError, isAPIError } from "../error";
import type { AuthContext, EndpointOptions } from "../types";
import { type CallInput, createEndpointContext, JSON_INIT } from "./endpoint-context";
import type { Handler } from "./handler";
import { applyJSONInit } from "./json-answer";
import { toResponse } from "./response";
import { createResponseParts } from "./response-parts";
import { runSteps } from "./steps";
import { requireCallInput, validateInput } from "./validation";

/** What callers of an endpoint may pass, as it arrives. */
export type RawInput = Record<string, unknown>;

/** The methods an endpoint answers. */
export function methodsOf(options: EndpointOptions): readonly string[] {
  const { method = "GET" } = options;
  return typeof method === "string" ? [method] : method;
}

/** Reads what a caller passed into the one shape that the rest works with. */
export function readCallInput(
  raw: RawInput,
  path: string | undefined,
  options: EndpointOptions,
  operationId: string | undefined,
): CallInput {
  const request = raw.request as Request | undefined;
  const given = raw.headers as HeadersInit | undefined;
  const headers =
    given === undefined || given === null
      ? request?.headers
      : typeof (given as Headers).get === "function"
        ? (given as Headers)
        : new Headers(given);
  const [first = "GET"] = methodsOf(options);
  return {
    body: raw.body,
    query: raw.query,
    params: raw.params as Record<string, string> | undefined,
    headers,
    request,
    method: (raw.method as string | undefined) ?? (first === "*" ? "GET" : first),
    path: (raw.path as string | undefined) ?? path ?? "virtual:",
    operationId: options.operationId ?? operationId,
    asResponse: raw.asResponse as boolean | undefined,
    returnHeaders: raw.returnHeaders as boolean | undefined,
    returnStatus: raw.returnStatus as boolean | undefined,
  };
}

/**
 * Calls an endpoint with nothing around it: validation, its steps, its handler; no hooks. This is what calling the
 * endpoint's own function does; `auth.api` has the hooks.
 */
export async function callBare(
  path: string | undefined,
  options: EndpointOptions,
  handler: Handler,
  raw: RawInput,
): Promise<unknown> {
  if (!raw.context) {
    throw new BetterAuthError(
      "An endpoint called as a function needs a context: pass { context: ctx.context }, or call auth.api instead.",
    );
  }
  const input = readCallInput(raw, path, options, undefined);
  const parts = createResponseParts();
  let value: unknown;
  try {
    requireCallInput(options, input);
    await validateInput(options, input);
    const ctx = createEndpointContext(input, copyContext(raw.context as AuthContext), parts);
    await runSteps(options.use ?? [], ctx);
    const returned = await handler(ctx);
    value = input.asResponse === true ? applyJSONInit(ctx[JSON_INIT], returned, parts, true) : returned;
  } catch (error) {
    if (!isAPIError(error)) throw error;
    await options.onAPIError?.(error);
    if (input.asResponse !== true) throw error;
    value = error;
  }
  return callResult(value, input, parts);
}

/** The form of a direct call's result. */
export function callResult(value: unknown, input: CallInput, parts: ReturnType<typeof createResponseParts>): unknown {
  if (input.asResponse === true) return toResponse(value, parts);
  if (isAPIError(value)) throw value;
  const headers = () => new Headers(parts.headers);
  if (input.returnHeaders === true) {
    return input.returnStatus === true
      ? { headers: headers(), status: parts.status, response: value }
      : { headers: headers(), response: value };
  }
  return input.returnStatus === true ? { status: parts.status, response: value } : value;
}
