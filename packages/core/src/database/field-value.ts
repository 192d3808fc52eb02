import { APIError, BASE_ERROR_CODES } from "../error";
import type { FieldAttribute } from "../types";

function kindOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  return value instanceof Date ? "date" : typeof value;
}

/** A 400 that names a field of a body and what is wrong with its value; never the value itself. */
export function invalidField(field: string, problem: string): APIError {
  return new APIError("BAD_REQUEST", {
    message: `[body.${field}] ${problem}`,
    code: BASE_ERROR_CODES.VALIDATION_ERROR.code,
  });
}

/** The error of a required field that is not there. */
export function missingField(field: string): APIError {
  return new APIError("BAD_REQUEST", {
    message: `${field} is required`,
    code: BASE_ERROR_CODES.MISSING_FIELD.code,
  });
}

/**
 * U+0000 is a character to some databases, the end of the text to others, and refused by PostgreSQL.
 *
 * @throws {APIError} 400 VALIDATION_ERROR that names the field
 */
export function checkText(field: string, text: string): void {
  if (text.includes("\u0000")) throw invalidField(field, "Invalid input: expected text without the character U+0000");
}

function unexpected(field: string, expected: string, value: unknown): APIError {
  return invalidField(field, `Invalid input: expected ${expected}, received ${kindOf(value)}`);
}

/** Whether a date is one of the years 1 to 9999, which databases can hold and put into order; not for a date that is none. */
export function hasFourDigitYear(date: Date): boolean {
  const year = date.getUTCFullYear();
  return year >= 1 && year <= 9999;
}

/** ISO 8601 with a time zone, or a date alone: what `JSON.stringify` and date inputs give. */
export const ISO_DATE = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?)?$/;

function readDate(field: string, value: unknown): Date {
  const date =
    value instanceof Date ? value : typeof value === "string" && ISO_DATE.test(value) ? new Date(value) : null;
  // The zone of "9999-12-31T23:59:59-05:00" leads into a year that databases do not have.
  if (date === null || !hasFourDigitYear(date)) throw unexpected(field, "date", value);
  return date;
}

function readNumber(field: string, value: unknown, isBigint: boolean): unknown {
  if (!isBigint) {
    if (typeof value !== "number" || !Number.isFinite(value)) throw unexpected(field, "number", value);
    return value;
  }
  // Past 2^53 a number has lost digits before it got here.
  if (typeof value !== "bigint" && !Number.isSafeInteger(value)) throw unexpected(field, "safe integer", value);
  return value;
}

function readArray(field: string, kind: "string" | "number", value: unknown): unknown {
  if (!Array.isArray(value)) throw unexpected(field, "array", value);
  value.forEach((item, index) => {
    if (typeof item !== kind || (kind === "number" && !Number.isFinite(item)))
      throw unexpected(`${field}.${index}`, kind, item);
    if (typeof item === "string") checkText(`${field}.${index}`, item);
  });
  return value;
}

function readJSON(field: string, value: unknown): unknown {
  let text: string | undefined;
  try {
    text = JSON.stringify(value);
  } catch {
    // Circular, or a bigint: only a server's own call can hold one.
  }
  if (text === undefined) throw invalidField(field, "Invalid input: expected JSON");
  if (/(^|[^\\])(\\\\)*\\u0000/.test(text)) checkText(field, "\u0000");
  return value;
}

function readOption(field: string, options: readonly string[], value: unknown): unknown {
  if (typeof value === "string" && options.includes(value)) return value;
  const list = options.map((option) => JSON.stringify(option)).join("|");
  throw invalidField(field, `Invalid option: expected one of ${list}`);
}

/**
 * A value of a field's type: dates may come as ISO text, everything else as what it is.
 *
 * @throws {APIError} 400 VALIDATION_ERROR that names the field
 */
export function readFieldValue(field: string, { type, bigint }: FieldAttribute, value: unknown): unknown {
  switch (type) {
    case "string":
      if (typeof value !== "string") throw unexpected(field, type, value);
      checkText(field, value);
      return value;
    case "boolean":
      if (typeof value !== "boolean") throw unexpected(field, type, value);
      return value;
    case "number":
      return readNumber(field, value, bigint === true);
    case "date":
      return readDate(field, value);
    case "string[]":
      return readArray(field, "string", value);
    case "number[]":
      return readArray(field, "number", value);
    case "json":
      return readJSON(field, value);
    default:
      return readOption(field, type, value);
  }
}
