import { whereOperators } from "../../database/where-operators";
import { BetterAuthError } from "../../error";
import type { CleanedWhere } from "../../types";
import { isInsensitive } from "../clause";
import type { Argument } from "./client";
import { type Comparison, compare, comparedText, EVERYTHING, isAbsent, isThere, NOTHING } from "./comparison";
import type { PrismaField, PrismaModel } from "./model";
import { type PrismaProvider, traitsOf } from "./providers";
import { DB_NULL } from "./values";

const PATTERNS: Readonly<Record<string, "contains" | "startsWith" | "endsWith">> = {
  contains: "contains",
  starts_with: "startsWith",
  ends_with: "endsWith",
};

const COMPARISONS: ReadonlySet<string> = new Set(["eq", "ne", "lt", "lte", "gt", "gte"]);

const isPattern = (clause: CleanedWhere): boolean => Object.hasOwn(PATTERNS, clause.operator);

const isNegative = ({ operator }: CleanedWhere): boolean => operator === "ne" || operator === "not_in";

/** The values that a clause compares with. */
function listOf({ value }: CleanedWhere): readonly unknown[] {
  if (!Array.isArray(value)) throw new BetterAuthError("Value must be an array");
  return value;
}

/** Prisma's filter of text, with its letter case. */
function textFilter(field: PrismaField, clause: CleanedWhere, provider: PrismaProvider, filter: Argument): Argument {
  const hasMode = isInsensitive(clause) && traitsOf(provider).hasMode;
  return { [field.key]: hasMode ? { ...filter, mode: "insensitive" } : filter };
}

function patternCondition(field: PrismaField, clause: CleanedWhere, provider: PrismaProvider): Argument {
  const text = comparedText(field, clause.value, provider);
  // A pattern of SQLite ends at the character 0.
  if (text === null || text.includes("\0")) return NOTHING;
  const { escapePattern } = traitsOf(provider);
  return textFilter(field, clause, provider, {
    [PATTERNS[clause.operator] as string]: escapePattern === undefined ? text : escapePattern(text),
  });
}

/**
 * One of several texts, or one text in any letter case: Prisma compares a single one by ILIKE, where the wildcards of a
 * pattern would work.
 */
function textListCondition(
  field: PrismaField,
  clause: CleanedWhere,
  list: readonly unknown[],
  provider: PrismaProvider,
): Argument {
  const texts = list.map((entry) => comparedText(field, entry, provider));
  const known = texts.filter((text) => text !== null);
  if (!isNegative(clause)) {
    return known.length === 0 ? NOTHING : textFilter(field, clause, provider, { in: known });
  }
  // As in SQL: nothing is known to differ from NULL.
  return known.length < texts.length ? NOTHING : textFilter(field, clause, provider, { notIn: known });
}

function listCondition(field: PrismaField, clause: CleanedWhere, provider: PrismaProvider): Argument {
  const list = listOf(clause);
  if (list.length === 0) return isNegative(clause) ? EVERYTHING : NOTHING;
  if (field.type === "String" && field.attribute.type !== "date") {
    return textListCondition(field, clause, list, provider);
  }
  const each = list.map((entry) => compare(field, isNegative(clause) ? "ne" : "eq", entry, provider));
  return isNegative(clause) ? { AND: each } : { OR: each };
}

/** Of a type that has a few values only, those that match are named. */
function fewCondition(field: PrismaField, clause: CleanedWhere, values: readonly (string | boolean)[]): Argument {
  const fold = (value: unknown) => (isInsensitive(clause) && typeof value === "string" ? value.toLowerCase() : value);
  const { operator } = clause;
  const entries = (operator === "in" || operator === "not_in" ? listOf(clause) : [clause.value]).map(fold);
  const matches = (own: string | boolean): boolean => {
    const value = fold(own) as string;
    const [entry] = entries as [string];
    if (operator === "in") return entries.includes(value);
    if (operator === "not_in") return !entries.includes(null) && !entries.includes(value);
    if (typeof entry !== typeof value) return false;
    if (operator === "eq") return value === entry;
    if (operator === "ne") return value !== entry;
    if (operator === "lt" || operator === "lte") return value < entry || (operator === "lte" && value === entry);
    if (operator === "gt" || operator === "gte") return value > entry || (operator === "gte" && value === entry);
    if (typeof value !== "string") return false;
    if (operator === "contains") return value.includes(entry);
    return operator === "starts_with" ? value.startsWith(entry) : value.endsWith(entry);
  };
  return { OR: values.filter(matches).map((value) => ({ [field.key]: { equals: value } })) };
}

/** Columns of JSON and of lists: JSON is equal or not, a list has an entry or not. */
function documentCondition(field: PrismaField, { operator, value }: CleanedWhere): Argument {
  if (field.isList) {
    const isText = field.type === "String" && typeof value === "string";
    return operator === "contains" && isText ? { [field.key]: { has: value } } : NOTHING;
  }
  const json = (entry: unknown) => ({ toJSON: () => ({ $type: "Json", value: JSON.stringify(entry) }) });
  const is = (entry: unknown): Argument => ({ [field.key]: { equals: entry === null ? DB_NULL : json(entry) } });
  const differs = (entries: readonly unknown[]): Argument => ({ NOT: [null, ...entries].map(is) });
  if (operator === "eq") return is(value);
  if (operator === "ne") return differs([value]);
  if (operator === "in" || operator === "not_in") {
    const list = Array.isArray(value) ? value : [];
    return operator === "in" ? { OR: list.map(is) } : differs(list);
  }
  return NOTHING;
}

/** @throws {BetterAuthError} for an operator that there is not, a value that is undefined, and a list operator without one */
function checkClause({ operator, value, field }: CleanedWhere): void {
  if (!(whereOperators as readonly string[]).includes(operator)) {
    throw new BetterAuthError(`Operator ${operator} is not one of ${whereOperators.join(", ")}`);
  }
  if ((operator === "in" || operator === "not_in") && !Array.isArray(value)) {
    throw new BetterAuthError("Value must be an array");
  }
  // A condition that was meant to be there must not fall away.
  if (value === undefined) throw new BetterAuthError(`The value to compare ${field} with is undefined`);
}

/**
 * The condition of one clause. Where `isInexact` says so it is only near: rows that match are among those of a positive one.
 *
 * @throws {BetterAuthError} for an unknown operator, and for a value that is undefined
 */
export function clauseCondition(field: PrismaField, clause: CleanedWhere, provider: PrismaProvider): Argument {
  checkClause(clause);
  const { operator, value } = clause;
  if (value === null && operator === "eq") return isAbsent(field, provider);
  if (value === null && operator === "ne") return isThere(field, provider);
  if (value === null) return NOTHING;
  if (field.isList || field.type === "Json") return documentCondition(field, clause);
  if (field.type === "Boolean") return fewCondition(field, clause, [false, true]);
  if (field.values !== undefined) return fewCondition(field, clause, field.values);
  if (operator === "in" || operator === "not_in") return listCondition(field, clause, provider);
  if (isPattern(clause)) {
    return field.type === "String" ? patternCondition(field, clause, provider) : NOTHING;
  }
  if (isInsensitive(clause) && field.type === "String" && (operator === "eq" || operator === "ne")) {
    return textListCondition(field, clause, [value], provider);
  }
  return COMPARISONS.has(operator) ? compare(field, operator as Comparison, value, provider) : NOTHING;
}

/** Conditions of clauses as one: all that are joined by AND, and one of those that are joined by OR. */
export function joined(where: readonly CleanedWhere[], conditions: readonly Argument[]): Argument {
  const ofKind = (isOr: boolean) => conditions.filter((_, place) => (where[place]?.connector === "OR") === isOr);
  const [all, any] = [ofKind(false), ofKind(true)];
  const parts = any.length > 0 ? [...all, { OR: any }] : all;
  return parts.length === 1 ? (parts[0] as Argument) : parts.length === 0 ? EVERYTHING : { AND: parts };
}

/** The unique value that clauses ask for: they can match one row at most then. */
export function uniqueValueOf(model: PrismaModel, where: readonly CleanedWhere[], provider: PrismaProvider) {
  for (const clause of where) {
    const field = model.field(clause.field);
    const isAsked = clause.operator === "eq" && clause.connector === "AND" && clause.value !== null;
    if (!field.isUnique || !isAsked || isInsensitive(clause)) continue;
    const filter = clauseCondition(field, clause, provider)[field.key] as { equals?: unknown } | undefined;
    if (filter?.equals !== undefined) return { [field.key]: filter.equals };
  }
  return undefined;
}
