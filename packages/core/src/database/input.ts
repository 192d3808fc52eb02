import { APIError, BASE_ERROR_CODES } from "../error";
import type { FieldAttribute, FieldMap, Row, StandardIssue } from "../types";
import { invalidField, readFieldValue } from "./field-value";

/** Whether input makes a row or changes one. */
export type InputAction = "create" | "update";

function pathOf(field: string, issue: StandardIssue): string {
  return [field, ...(issue.path ?? []).map((part) => String(typeof part === "object" ? part.key : part))].join(".");
}

/** What the field's own validator makes of a value; the value itself where it has none. */
function runValidator(field: string, attribute: FieldAttribute, value: unknown): unknown {
  const schema = attribute.validator?.input;
  if (schema === undefined) return value;
  const outcome = schema["~standard"].validate(value);
  if (outcome instanceof Promise)
    throw APIError.from("INTERNAL_SERVER_ERROR", BASE_ERROR_CODES.ASYNC_VALIDATION_NOT_SUPPORTED);
  if (outcome.issues === undefined) return outcome.value;
  const [issue = { message: BASE_ERROR_CODES.VALIDATION_ERROR.message }] = outcome.issues;
  throw invalidField(pathOf(field, issue), issue.message);
}

/**
 * The validator sees the value as it came, so that it may turn text into a number; what it gives has to be of the
 * field's type. The field's `transform` runs where the row is written.
 */
function readField(field: string, attribute: FieldAttribute, value: unknown): unknown {
  if (value === null && attribute.required === false) return null;
  return readFieldValue(field, attribute, runValidator(field, attribute, value));
}

function refused(field: string): APIError {
  return new APIError("BAD_REQUEST", {
    message: `${field} is not allowed to be set`,
    code: BASE_ERROR_CODES.FIELD_NOT_ALLOWED.code,
  });
}

function missing(field: string): APIError {
  return new APIError("BAD_REQUEST", {
    message: `${field} is required`,
    code: BASE_ERROR_CODES.MISSING_FIELD.code,
  });
}

/** The default of a field, made anew where it is a function; `undefined` when it has none. */
export function defaultOf({ defaultValue }: FieldAttribute): unknown {
  return typeof defaultValue === "function" ? defaultValue() : defaultValue;
}

/**
 * Takes the given fields out of what came from outside: their types checked, their defaults filled in, everything else
 * dropped. Fields that only the server may set are refused on update and ignored on create.
 *
 * @param settings.mayLack do not ask for required fields on create; default false
 * @throws {APIError} 400 VALIDATION_ERROR, MISSING_FIELD or FIELD_NOT_ALLOWED, with the field's name
 */
export function parseFields(
  fields: FieldMap,
  input: Row,
  action: InputAction,
  settings: { mayLack?: boolean } = {},
): Row {
  const parsed: Row = {};
  for (const [field, attribute] of Object.entries(fields)) {
    const given = Object.hasOwn(input, field) ? input[field] : undefined;
    const isServers = attribute.input === false;
    if (isServers && given !== undefined && action === "update") throw refused(field);
    const value = isServers ? undefined : given;
    if (value !== undefined) parsed[field] = readField(field, attribute, value);
    else if (action === "create") {
      if (attribute.defaultValue !== undefined) parsed[field] = defaultOf(attribute);
      else if (!isServers && attribute.required !== false && settings.mayLack !== true) throw missing(field);
    }
  }
  return parsed;
}

/**
 * The same for any fields, as plugins call it. Required fields are not asked for.
 *
 * @param schema.action default "create"
 * @throws {APIError} 400 VALIDATION_ERROR or FIELD_NOT_ALLOWED, with the field's name
 */
export function parseInputData(data: Row, schema: { fields: FieldMap; action?: InputAction | undefined }): Row {
  return parseFields(schema.fields, data, schema.action ?? "create", { mayLack: true });
}
