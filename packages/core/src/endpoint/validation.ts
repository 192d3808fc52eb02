import { APIError } from "../error";
import type { EndpointOptions, StandardIssue, StandardResult, StandardSchema } from "../types";

function pathOfIssue(issue: StandardIssue): string {
  return (issue.path ?? []).map((part) => `.${String(typeof part === "object" ? part.key : part)}`).join("");
}

/** @throws {APIError} 400 VALIDATION_ERROR that names each field and what is wrong with it */
async function refuse(
  part: "body" | "query",
  issues: readonly StandardIssue[],
  options: EndpointOptions,
): Promise<never> {
  const message = issues.map((issue) => `[${part}${pathOfIssue(issue)}] ${issue.message}`).join("; ");
  await options.onValidationError?.({ message, issues });
  throw new APIError(400, { message, code: "VALIDATION_ERROR" });
}

/** Runs one part of the input through its schema. A promise only where the schema or the refusal is one. */
function validate(
  part: "body" | "query",
  schema: StandardSchema,
  input: { body: unknown; query: unknown },
  options: EndpointOptions,
): undefined | Promise<undefined> {
  const settle = (result: StandardResult<unknown>): undefined | Promise<undefined> => {
    if (result.issues === undefined) {
      input[part] = result.value;
      return undefined;
    }
    // No query is an empty one; only a schema that does not take its absence comes here.
    if (part === "query" && input.query === undefined) {
      input.query = {};
      return validate(part, schema, input, options);
    }
    return refuse(part, result.issues, options);
  };
  const outcome = schema["~standard"].validate(input[part]);
  return outcome instanceof Promise ? outcome.then(settle) : settle(outcome);
}

/** Body, then query; the first part that is wrong is the one that is told. */
export function validateInput(
  options: EndpointOptions,
  input: { body: unknown; query: unknown },
): undefined | Promise<undefined> {
  const { body, query } = options;
  const bodyDone = body && validate("body", body, input, options);
  if (bodyDone) return bodyDone.then(() => query && validate("query", query, input, options));
  return query && validate("query", query, input, options);
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
