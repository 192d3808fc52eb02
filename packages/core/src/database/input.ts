import { APIError, BASE_ERROR_CODES } from "../error";
import type { FieldAttribute, FieldMap, Row } from "../types";

/** Whether input makes a row or changes one. */
export type InputAction = "create" | "update";

function kindOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  return value instanceof Date ? "date" : typeof value;
}

function invalid(field: string, problem: string): APIError {
  return new APIError("BAD_REQUEST", {
    message: `[body.${field}] ${problem}`,
    code: BASE_ERROR_CODES.VALIDATION_ERROR.code,
  });
}

function expected(field: string, kind: string, value: unknown): APIError {
  return invalid(field, `Invalid input: expected ${kind}, received ${kindOf(value)}`);
}

/** ISO 8601 with a time zone, or a date alone: what `JSON.stringify` and date inputs give. */
const ISO_DATE = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?)?$/;

function readDate(field: string, value: unknown): Date {
  const date =
    value instanceof Date ? value : typeof value === "string" && ISO_DATE.test(value) ? new Date(value) : null;
  if (date === null || Number.isNaN(date.getTime())) throw expected(field, "date", value);
  return date;
}

function readArray(field: string, kind: "string" | "number", value: unknown): unknown {
  if (!Array.isArray(value)) throw expected(field, "array", value);
  value.forEach((item, index) => {
    if (typeof item !== kind || (kind === "number" && !Number.isFinite(item)))
      throw expected(`${field}.${index}`, kind, item);
  });
  return value;
}

/** A value of the field's type, or a 400 that names the field. */
function readTyped(field: string, { type, bigint }: FieldAttribute, value: unknown): unknown {
  switch (type) {
    case "string":
    case "boolean":
      if (typeof value !== type) throw expected(field, type, value);
      return value;
    case "number":
      if (bigint === true && typeof value === "bigint") return value;
      if (typeof value !== "number" || !Number.isFinite(value)) throw expected(field, "number", value);
      return value;
    case "date":
      return readDate(field, value);
    case "string[]":
      return readArray(field, "string", value);
    case "number[]":
      return readArray(field, "number", value);
    case "json":
      try {
        JSON.stringify(value);
      } catch {
        throw invalid(field, "Invalid input: expected JSON");
      }
      return value;
    default:
      // An enumeration.
      if (typeof value !== "string" || !type.includes(value)) {
        throw invalid(
          field,
          `Invalid option: expected one of ${type.map((option) => JSON.stringify(option)).join("|")}`,
        );
      }
      return value;
  }
}

function runValidator(field: string, attribute: FieldAttribute, value: unknown): unknown {
  const schema = attribute.validator?.input;
  if (schema === undefined) return value;
  const outcome = schema["~standard"].validate(value);
  if (outcome instanceof Promise)
    throw APIError.from("INTERNAL_SERVER_ERROR", BASE_ERROR_CODES.ASYNC_VALIDATION_NOT_SUPPORTED);
  if (outcome.issues) throw invalid(field, outcome.issues[0]?.message ?? BASE_ERROR_CODES.VALIDATION_ERROR.message);
  return outcome.value;
}

function defaultOf({ defaultValue }: FieldAttribute): unknown {
  return typeof defaultValue === "function" ? defaultValue() : defaultValue;
}

/**
 * Takes the given fields out of what came over HTTP: their types checked, their defaults filled in, everything else
 * dropped. Fields that only the server may set are refused on update and ignored on create.
 *
 * @throws {APIError} 400 VALIDATION_ERROR, MISSING_FIELD or FIELD_NOT_ALLOWED, with the field's name
 */
export function parseFields(fields: FieldMap, input: Row, action: InputAction): Row {
  const parsed: Row = {};
  for (const [field, attribute] of Object.entries(fields)) {
    const value = Object.hasOwn(input, field) ? input[field] : undefined;
    if (attribute.input === false) {
      if (value !== undefined && action === "update") {
        throw new APIError("BAD_REQUEST", {
          message: `${field} is not allowed to be set`,
          code: BASE_ERROR_CODES.FIELD_NOT_ALLOWED.code,
        });
      }
      if (action === "create" && attribute.defaultValue !== undefined) parsed[field] = defaultOf(attribute);
      continue;
    }
    if (value === undefined) {
      if (action === "update") continue;
      if (attribute.defaultValue !== undefined) parsed[field] = defaultOf(attribute);
      else if (attribute.required !== false) {
        throw new APIError("BAD_REQUEST", {
          message: `${field} is required`,
          code: BASE_ERROR_CODES.MISSING_FIELD.code,
        });
      }
      continue;
    }
    if (value === null && attribute.required === false) parsed[field] = null;
    else parsed[field] = runValidator(field, attribute, readTyped(field, attribute, value));
  }
  return parsed;
}
