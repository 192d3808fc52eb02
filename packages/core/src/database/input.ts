import { APIError, BASE_ERROR_CODES } from "../error";
import type { FieldAttribute, FieldMap, Row, StandardIssue } from "../types";
import { invalidField, missingField, readFieldValue } from "./field-value";

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

/** Where ids are counted, text that is no number is the id of nothing; what a transform makes of it is another matter. */
function isNoId({ references, transform }: FieldAttribute, value: unknown): boolean {
  if (references?.field !== "id" || transform?.input !== undefined) return false;
  return typeof value === "string" && (!/^\d+$/.test(value) || !Number.isSafeInteger(Number(value)));
}

/**
 * The validator sees the value as it came, so that it may turn text into a number; what it gives has to be of the
 * field's type. The field's `transform` runs where the row is written.
 */
function readField(field: string, attribute: FieldAttribute, value: unknown, hasNumericIds: boolean): unknown {
  if (value === null && attribute.required === false) return null;
  const read = readFieldValue(field, attribute, runValidator(field, attribute, value));
  if (hasNumericIds && isNoId(attribute, read))
    throw invalidField(field, "Invalid input: expected the number of a row");
  return read;
}

function refused(field: string): APIError {
  return new APIError("BAD_REQUEST", {
    message: `${field} is not allowed to be set`,
    code: BASE_ERROR_CODES.FIELD_NOT_ALLOWED.code,
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
 * @param settings.hasNumericIds ids of rows are counted by the database; default false
 * @throws {APIError} 400 VALIDATION_ERROR, MISSING_FIELD or FIELD_NOT_ALLOWED, with the field's name
 */
export function parseFields(
  fields: FieldMap,
  input: Row,
  action: InputAction,
  settings: { mayLack?: boolean; hasNumericIds?: boolean } = {},
): Row {
  const parsed: Row = {};
  for (const [field, attribute] of Object.entries(fields)) {
    const given = Object.hasOwn(input, field) ? input[field] : undefined;
    const isServers = attribute.input === false;
    if (isServers && given !== undefined && action === "update") throw refused(field);
    const value = isServers ? undefined : given;
    if (value !== undefined) parsed[field] = readField(field, attribute, value, settings.hasNumericIds === true);
    else if (action === "create") {
      if (attribute.defaultValue !== undefined) parsed[field] = defaultOf(attribute);
      else if (!isServers && attribute.required !== false && settings.mayLack !== true) throw missingField(field);
    }
  }
  return parsed;
}

/**
 * The same for any fields, as plugins call it. On create those are asked for that say of themselves that they are required.
 *
 * @param schema.action default "create"
 * @throws {APIError} 400 VALIDATION_ERROR, MISSING_FIELD or FIELD_NOT_ALLOWED, with the field's name
 */
export function parseInputData(
  data: Row,
  { fields, action = "create" }: { fields: FieldMap; action?: InputAction | undefined },
): Row {
  const parsed = parseFields(fields, data, action, { mayLack: true });
  for (const [field, { required, input }] of Object.entries(fields)) {
    const isAskedFor = action === "create" && required === true && input !== false;
    if (isAskedFor && parsed[field] === undefined) throw missingField(field);
  }
  return parsed;
}
