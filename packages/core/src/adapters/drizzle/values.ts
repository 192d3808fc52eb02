import { isUuid } from "../../database/id";
import { comparedNumber, decodeDateIn } from "../stored-value";
import type { ModelColumn } from "./table";

// Drizzle's columns convert what they hold. What is left is where a column of a schema written by hand holds something
// else than the field's type: dates as text, booleans as numbers, JSON in plain text.

const isJsonField = ({ attribute }: ModelColumn): boolean =>
  attribute.type === "json" || attribute.type === "string[]" || attribute.type === "number[]";

const holdsJson = ({ column }: ModelColumn): boolean => column.dataType === "json" || column.dataType === "array";

function encodeDate({ dataType }: { dataType: string }, value: unknown): unknown {
  const date = typeof value === "string" || typeof value === "number" ? new Date(value) : value;
  if (!(date instanceof Date) || dataType === "date") return date;
  return dataType === "number" ? date.getTime() : date.toISOString();
}

/** A value for a row that is written. */
export function encode(column: ModelColumn, value: unknown): unknown {
  if (value === null || value === undefined) return value;
  const { dataType } = column.column;
  if (isJsonField(column)) return holdsJson(column) ? value : JSON.stringify(value);
  const { type } = column.attribute;
  if (type === "date") return encodeDate(column.column, value);
  if (type === "boolean" && dataType === "number") return Number(value);
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
  if (isJsonField(column)) return decodeJson(column, value);
  switch (column.attribute.type) {
    case "date":
      return decodeDate(value);
    case "boolean":
      return typeof value === "number" ? value !== 0 : value;
    case "number":
      return typeof value === "bigint" || (typeof value === "string" && value.trim() !== "") ? Number(value) : value;
    default:
      return value;
  }
}

/** Columns of whole numbers in 32 bits. */
const INT32: ReadonlySet<string> = new Set(["PgInteger", "PgSerial", "MySqlInt", "MySqlSerial"]);

/** Whether a number is one that a column takes as a parameter. */
export function fitsColumn({ column }: ModelColumn, value: unknown): boolean {
  return !INT32.has(column.columnType) || (Number.isInteger(value) && Math.abs(value as number) < 2 ** 31);
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
      const date = typeof value === "string" || typeof value === "number" ? new Date(value) : value;
      return date instanceof Date && !Number.isNaN(date.getTime()) ? encodeDate(column.column, date) : null;
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
