import { isUuid } from "../../database/id";
import type { WhereOperator } from "../../types";
import { comparedNumber, toDate } from "../stored-value";
import type { Argument } from "./client";
import type { PrismaField } from "./model";
import { LAST_DATE, type PrismaProvider } from "./providers";
import { DB_NULL } from "./values";

/** Matches no row. */
export const NOTHING: Argument = { OR: [] };

/** Matches every row. */
export const EVERYTHING: Argument = {};

/** The comparisons of one value. */
export type Comparison = Extract<WhereOperator, "eq" | "ne" | "lt" | "lte" | "gt" | "gte">;

/** Prisma's names for them. */
const NAMES: Readonly<Record<Comparison, string>> = {
  eq: "equals",
  ne: "not",
  lt: "lt",
  lte: "lte",
  gt: "gt",
  gte: "gte",
};

/** Rows that have a value. */
export function isThere(field: PrismaField, provider: PrismaProvider): Argument {
  if (field.type === "Json") return { NOT: { [field.key]: { equals: DB_NULL } } };
  if (field.isList) return { NOT: { [field.key]: { equals: null } } };
  if (!field.isNullable) return EVERYTHING;
  // A document may lack the field altogether.
  const isSet = provider === "mongodb" ? { isSet: true } : {};
  return { [field.key]: { not: null, ...isSet } };
}

/** Rows that have none. */
export function isAbsent(field: PrismaField, provider: PrismaProvider): Argument {
  if (field.type === "Json") return { [field.key]: { equals: DB_NULL } };
  if (field.isList) return { [field.key]: { equals: null } };
  if (!field.isNullable) return NOTHING;
  const isNull = { [field.key]: { equals: null } };
  return provider === "mongodb" ? { OR: [isNull, { [field.key]: { isSet: false } }] } : isNull;
}

/** A value that lies beyond all that a column can hold, on the side of the sign. */
function beyond(field: PrismaField, operator: Comparison, sign: number, provider: PrismaProvider): Argument {
  const isTrue = operator === "ne" || (sign > 0 ? operator.startsWith("l") : operator.startsWith("g"));
  return isTrue ? isThere(field, provider) : NOTHING;
}

const LIMITS: Readonly<Record<string, [bigint, bigint]>> = {
  Int: [-(2n ** 31n), 2n ** 31n - 1n],
  BigInt: [-(2n ** 63n), 2n ** 63n - 1n],
};

/** Whole numbers are compared with whole numbers: databases fail on others, or round them. */
function wholeCondition(field: PrismaField, operator: Comparison, value: number | bigint, provider: PrismaProvider) {
  const [least, most] = LIMITS[field.type] as [bigint, bigint];
  if (value < least) return beyond(field, operator, -1, provider);
  if (value > most) return beyond(field, operator, 1, provider);
  if (typeof value === "number" && !Number.isInteger(value)) {
    if (operator === "eq") return NOTHING;
    if (operator === "ne") return isThere(field, provider);
    const bound = operator.startsWith("l") ? Math.floor(value) : Math.ceil(value);
    return { [field.key]: { [operator.startsWith("l") ? "lte" : "gte"]: bound } };
  }
  return { [field.key]: { [NAMES[operator]]: field.type === "BigInt" ? BigInt(value) : Number(value) } };
}

function dateCondition(field: PrismaField, operator: Comparison, date: Date, provider: PrismaProvider): Argument {
  const time = date.getTime();
  if (field.type === "String") return { [field.key]: { [NAMES[operator]]: date.toISOString() } };
  if (field.type !== "DateTime") return numberCondition(field, operator, time, provider);
  if (time < field.firstDate) return beyond(field, operator, -1, provider);
  if (time > LAST_DATE) return beyond(field, operator, 1, provider);
  return { [field.key]: { [NAMES[operator]]: date } };
}

function numberCondition(field: PrismaField, operator: Comparison, value: unknown, provider: PrismaProvider): Argument {
  const number = comparedNumber(value);
  if (number === null) return NOTHING;
  if (Object.hasOwn(LIMITS, field.type)) return wholeCondition(field, operator, number, provider);
  return { [field.key]: { [NAMES[operator]]: Number(number) } };
}

/** Text that a column of text is compared with; null for what equals no text. */
export function comparedText(field: PrismaField, value: unknown, provider: PrismaProvider): string | null {
  if (value === null || value === undefined || typeof value === "object") return null;
  const text = String(value);
  if (field.isUuid && !isUuid(value)) return null;
  // PostgreSQL has no character 0.
  return text.includes("\0") && provider !== "sqlite" ? null : text;
}

/**
 * A comparison with one value. It comes from requests more often than what is written, and databases fail on a comparison
 * that cannot be: what the column cannot hold equals nothing, and lies on one side of all that it can.
 */
export function compare(field: PrismaField, operator: Comparison, value: unknown, provider: PrismaProvider): Argument {
  if (field.attribute.type === "date") {
    const date = toDate(value);
    return date === null ? NOTHING : dateCondition(field, operator, date, provider);
  }
  if (field.type === "String") {
    const text = comparedText(field, value, provider);
    return text === null ? NOTHING : { [field.key]: { [NAMES[operator]]: text } };
  }
  if (field.type === "DateTime") {
    const date = toDate(value);
    return date === null ? NOTHING : dateCondition(field, operator, date, provider);
  }
  return numberCondition(field, operator, typeof value === "boolean" ? null : value, provider);
}
