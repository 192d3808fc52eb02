import { BetterAuthError } from "../../error";
import type { Row } from "../../types";
import { decodeDate, isJsonType, toDate } from "../stored-value";
import type { Argument, StoredRow } from "./client";
import type { PrismaField, PrismaModel } from "./model";
import { LAST_DATE } from "./providers";

/** The symbol that Prisma 7 tells its nulls by. */
const OBJECT_ENUM = Symbol.for("prisma.objectEnumValue");

/**
 * NULL of a column of JSON, as `Prisma.DbNull`, which cannot be had without importing a client's package. Prisma sends on
 * what `toJSON` gives, in all versions.
 */
export const DB_NULL = {
  [OBJECT_ENUM]: true,
  _getNamespace: () => "NullTypes",
  _getName: () => "DbNull",
  toJSON: () => ({ $type: "Enum", value: "DbNull" }),
};

function refuse({ key, type }: PrismaField, value: unknown): never {
  const kind = Array.isArray(value) ? "an array" : value instanceof Date ? "a date" : `a value of type ${typeof value}`;
  // An object would be an operation of Prisma, as in { increment: 1 }.
  throw new BetterAuthError(`prismaAdapter: field ${key}: expected what a column of ${type} holds, got ${kind}.`);
}

function encodeDate(field: PrismaField, value: unknown): unknown {
  const date = toDate(value);
  if (date === null) return refuse(field, value);
  const time = date.getTime();
  if (field.type === "DateTime" && (time < field.firstDate || time > LAST_DATE)) {
    const years = `${new Date(field.firstDate).getUTCFullYear()} to 9999`;
    throw new BetterAuthError(
      `prismaAdapter: field ${field.key}: expected a date of the years ${years}, got another one.`,
    );
  }
  switch (field.type) {
    case "String":
      return date.toISOString();
    case "BigInt":
      return BigInt(time);
    case "DateTime":
      return date;
    default:
      return time;
  }
}

function encodeNumber(field: PrismaField, value: unknown): unknown {
  if (typeof value === "bigint") return field.type === "BigInt" ? value : Number(value);
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  if (typeof number !== "number" || !Number.isFinite(number)) return refuse(field, value);
  return field.type === "BigInt" && Number.isInteger(number) ? BigInt(number) : number;
}

/** Text, a number or a boolean in the type of the column. */
function encodeScalar(field: PrismaField, value: unknown): unknown {
  switch (field.type) {
    case "Int":
    case "BigInt":
    case "Float":
    case "Decimal":
      return encodeNumber(field, value);
    case "Boolean":
      return typeof value === "boolean" ? value : value === 0 || value === 1 ? value === 1 : refuse(field, value);
    case "DateTime":
      return encodeDate(field, value);
    default:
      return String(value);
  }
}

/** A value for a row that is written. @throws {BetterAuthError} for a value that no column of the type holds */
export function encode(field: PrismaField, value: unknown): unknown {
  if (value === undefined) return undefined;
  const isJson = field.type === "Json";
  if (value === null) return isJson ? DB_NULL : field.isList ? [] : null;
  if (isJsonType(field.attribute.type)) {
    if (field.isList) return Array.isArray(value) ? value : refuse(field, value);
    // Prisma takes the JSON as it is: with its own reading of objects some would become an operation or a date.
    if (isJson) return { toJSON: () => ({ $type: "Json", value: JSON.stringify(value) }) };
    return JSON.stringify(value);
  }
  if (field.attribute.type === "date") return encodeDate(field, value);
  if (typeof value === "object" || typeof value === "function" || typeof value === "symbol")
    return refuse(field, value);
  return isJson ? value : encodeScalar(field, value);
}

/** A row by physical names as Prisma takes it. */
export function writtenRow(model: PrismaModel, row: Row): Argument {
  const values: Record<string, unknown> = {};
  for (const [physical, value] of Object.entries(row)) {
    if (value === undefined) continue;
    const field = model.field(physical);
    values[field.key] = encode(field, value);
  }
  return values;
}

function parseText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Numbers come as bigint and as objects of decimals, too. */
function decodeNumber(value: unknown): unknown {
  if (typeof value === "bigint") return Number(value);
  if (typeof value === "string") return value.trim() === "" ? value : Number(value);
  return typeof value === "object" && value !== null ? Number(String(value)) : value;
}

/** A stored value for the caller. */
export function decode(field: PrismaField, value: unknown): unknown {
  if (value === null || value === undefined) return null;
  if (isJsonType(field.attribute.type)) {
    if (field.type === "String" && typeof value === "string") return parseText(value);
    return Array.isArray(value) && field.attribute.type === "number[]" ? value.map(decodeNumber) : value;
  }
  if (field.isId) return value;
  switch (field.attribute.type) {
    case "date":
      return decodeDate(value);
    case "boolean":
      return typeof value === "number" || typeof value === "bigint" ? Number(value) !== 0 : value;
    case "number":
      return decodeNumber(value);
    default:
      return value;
  }
}

/** A stored row, keyed by physical name, with its values as the caller gets them. Joined rows are not among them. */
export function readRow(model: PrismaModel, stored: StoredRow): Row {
  const row: Row = {};
  for (const [key, value] of Object.entries(stored)) {
    const field = model.byKey(key);
    if (field !== undefined) row[field.physical] = decode(field, value);
  }
  return row;
}
