import type { JSONInit } from "./endpoint-context";
import { mergeHeaders, type ResponseParts } from "./response-parts";

/**
 * Applies what `ctx.json` was told about an answer, if the answer is what it was told about.
 * @returns what is sent: the value, unless `ctx.json` has another body for a `Response`
 */
export function applyJSONInit(
  json: JSONInit | null,
  value: unknown,
  parts: ResponseParts,
  asResponse: boolean | undefined,
): unknown {
  if (json === null || json.value !== value) return value;
  if (json.status !== undefined) parts.status = json.status;
  if (json.headers) mergeHeaders(parts, Object.entries(json.headers));
  return asResponse === true && json.body !== undefined ? json.body : value;
}
