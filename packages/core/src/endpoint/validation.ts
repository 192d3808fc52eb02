import { APIError } from "../error";
import type { EndpointOptions, StandardIssue, StandardSchema } from "../types";

function pathOfIssue(issue: StandardIssue): string {
  return (issue.path ?? []).map((part) => `.${String(typeof part === "object" ? part.key : part)}`).join("");
}

/**
 * Runs one part of the input through its schema.
 * @throws {APIError} 400 VALIDATION_ERROR that names each field and what is wrong with it
 */
async function validate(
  part: "body" | "query",
  schema: StandardSchema,
  value: unknown,
  options: EndpointOptions,
): Promise<unknown> {
  const outcome = schema["~standard"].validate(value);
  const result = outcome instanceof Promise ? await outcome : outcome;
  if (result.issues === undefined) return result.value;
  const message = result.issues.map((issue) => `[${part}${pathOfIssue(issue)}] ${issue.message}`).join("; ");
  await options.onValidationError?.({ message, issues: result.issues });
  throw new APIError(400, { message, code: "VALIDATION_ERROR" });
}

/** Body, then query; the first part that is wrong is the one that is told. */
export async function validateInput(options: EndpointOptions, input: { body: unknown; query: unknown }): Promise<void> {
  if (options.body) input.body = await validate("body", options.body, input.body, options);
  if (options.query) input.query = await validate("query", options.query, input.query, options);
}

/** @throws {APIError} 400 when a direct call lacks what the endpoint cannot do without */
export function requireCallInput(options: EndpointOptions, input: { headers: unknown; request: unknown }): void {
  if (options.requireHeaders === true && !input.headers) {
    throw new APIError(400, { message: "Headers is required", code: "VALIDATION_ERROR" });
  }
  if (options.requireRequest === true && !input.request) {
    throw new APIError(400, { message: "Request is required", code: "VALIDATION_ERROR" });
  }
}
