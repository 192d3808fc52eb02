import { APIError } from "../error";
import type { EndpointOptions, StandardIssue, StandardResult, StandardSchema } from "../types";

function pathOfIssue(issue: StandardIssue): string {
  return (issue.path ?? []).map((part) => `.${String(typeof part === "object" ? part.key : part)}`).join("");
}

/** A list of wrong members has a line for each: an answer is not to be many times as large as its request. */
const MOST_ISSUES = 20;

/** @throws {APIError} 400 VALIDATION_ERROR that names each field and what is wrong with it, up to 20 of them */
async function refuse(
  part: "body" | "query",
  issues: readonly StandardIssue[],
  options: EndpointOptions,
): Promise<never> {
  const told = issues.slice(0, MOST_ISSUES).map((issue) => `[${part}${pathOfIssue(issue)}] ${issue.message}`);
  const untold = issues.length - told.length;
  const message = `${told.join("; ")}${untold > 0 ? `; and ${untold} more` : ""}`;
  await options.onValidationError?.({ message, issues });
  throw new APIError(400, { message, code: "VALIDATION_ERROR" });
}

/** A schema gathers what is wrong on the stack, and there it ends when far too much is. */
function refuseTooMuch(part: "body" | "query", error: unknown): never {
  if (!(error instanceof RangeError && /call stack/i.test(error.message))) throw error;
  throw new APIError(400, { message: `[${part}] Too much of it is wrong`, code: "VALIDATION_ERROR", cause: error });
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
  let outcome: ReturnType<StandardSchema["~standard"]["validate"]>;
  try {
    outcome = schema["~standard"].validate(input[part]);
  } catch (error) {
    return refuseTooMuch(part, error);
  }
  if (!(outcome instanceof Promise)) return settle(outcome);
  return outcome.catch((error: unknown) => refuseTooMuch(part, error)).then(settle);
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
