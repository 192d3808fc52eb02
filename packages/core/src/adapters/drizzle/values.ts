import { numericValue } from "../../database/adapter-factory/numeric";
import { isUuid } from "../../database/id";
import { BetterAuthError } from "../../error";
import { comparedNumber, decodeDateIn, isJsonType, toDate, withinFourDigits } from "../stored-value";
import type { ModelColumn } from "./table";

// Drizzle's columns convert what they hold. What is left is where a column of a schema written by hand holds something
// else than the field's type: dates as text, booleans as numbers, JSON in plain text.

const holdsJson = ({ column }: ModelColumn): boolean => column.dataType === "json" || column.dataType === "array";

/** An invalid date would be stored as null, or as no date at all. */
function readDate({ physical }: ModelColumn, value: unknown): Date {
  const date = toDate(value);
  if (date !== null) return date;
  const kind = value instanceof Date ? "an invalid date" : `a value of type ${typeof value}`;
  throw new BetterAuthError(`Field ${physical} takes a date, got ${kind}.`);
}

function encodeDate({ dataType }: { dataType: string }, date: Date): unknown {
  if (dataType === "date") return date;
  return dataType === "number" ? date.getTime() : date.toISOString();
}

/** What is read is a number, so that of a bigint beyond 2^53 another one would come back. */
function tooLarge({ physical }: ModelColumn): BetterAuthError {
  return new BetterAuthError(`Field ${physical} takes a number of at most 2^53 - 1, got a larger bigint.`);
}

/** A value for a row that is written. */
export function encode(column: ModelColumn, value: unknown): unknown {
  if (value === null || value === undefined) return value;
  const { dataType } = column.column;
  if (isJsonType(column.attribute.type)) return holdsJson(column) ? value : JSON.stringify(value);
  const { type } = column.attribute;
  if (type === "date") return encodeDate(column.column, readDate(column, value));
  if (type === "boolean") {
    // Drizzle would take any text for true.
    if (typeof value !== "boolean" && typeof value !== "number") {
      throw new BetterAuthError(`Field ${column.physical} takes a boolean, got a value of type ${typeof value}.`);
    }
    return dataType === "number" ? Number(value) : value;
  }
  if (typeof value === "bigint" && !Number.isSafeInteger(Number(value))) throw tooLarge(column);
  if (dataType === "bigint" && typeof value === "number") return BigInt(value);
  // A number becomes text here: bound as a number, SQLite would store it as "1.0".
  if (dataType === "string" && (typeof value === "number" || typeof value === "bigint")) return String(value);
  return value;
}

function parseText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function decodeJson(column: ModelColumn, value: unknown): unknown {
  if (typeof value !== "string") return value;
  // In a column of JSON, text is text, unless it is JSON that was put in as text.
  return !holdsJson(column) || column.attribute.type !== "json" || /^[[{]/.test(value) ? parseText(value) : value;
}

/** Drizzle writes timestamps without a zone in UTC. */
const decodeDate = decodeDateIn("Z");

/** A stored value for the caller. */
export function decode(column: ModelColumn, value: unknown): unknown {
  if (value === null || value === undefined) return null;
  if (isJsonType(column.attribute.type)) return decodeJson(column, value);
  switch (column.attribute.type) {
    case "date":
      return decodeDate(value);
    case "boolean":
      return typeof value === "number" ? value !== 0 : value;
    case "number":
      return typeof value === "bigint" ? Number(value) : numericValue(value);
    default:
      return value;
  }
}

/** Columns of whole numbers that fail on others: how many bits they have besides the sign. */
const BITS: ReadonlyMap<string, number> = new Map([
  ...["PgInteger", "PgSerial", "MySqlInt", "MySqlSerial"].map((type) => [type, 31] as const),
  ...["PgBigInt53", "PgBigInt64", "PgBigSerial53", "PgBigSerial64"].map((type) => [type, 63] as const),
]);

/** Whether a number is one that a column takes as a parameter. */
export function fitsColumn({ column }: ModelColumn, value: unknown): boolean {
  const bits = BITS.get(column.columnType);
  if (bits === undefined) return true;
  const number = typeof value === "bigint" ? Number(value) : value;
  return Number.isInteger(number) && Math.abs(number as number) < 2 ** bits;
}

/**
 * A value that a column is compared with. It comes from requests more often than what is written, and databases other
 * than SQLite fail on a comparison that cannot be: what the column cannot hold is null, which equals nothing.
 */
export function compared(column: ModelColumn, value: unknown): unknown {
  if (value === null || value === undefined) return null;
  const { dataType, columnType } = column.column;
  if (columnType === "PgUUID") return isUuid(value) ? value : null;
  switch (column.attribute.type) {
    case "date": {
      const date = toDate(value);
      return date === null ? null : encodeDate(column.column, withinFourDigits(date));
    }
    case "boolean":
      if (dataType === "number") return comparedNumber(typeof value === "boolean" ? Number(value) : value);
      return typeof value === "boolean" ? value : null;
    default:
  }
  if (dataType === "number" || dataType === "bigint") {
    const number = comparedNumber(value);
    if (column.isId && !fitsColumn(column, number)) return null;
    return dataType === "bigint" && Number.isInteger(number) ? BigInt(number as number) : number;
  }
  if (typeof value === "object") return null;
  const text = String(value);
  // PostgreSQL has no character 0.
  return text.includes("\0") ? null : text;
}
