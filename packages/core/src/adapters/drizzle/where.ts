import { and, or, type SQL, sql } from "drizzle-orm";
import { whereOperators } from "../../database/where-operators";
import { BetterAuthError } from "../../error";
import type { CleanedWhere } from "../../types";
import { escapePattern, isInsensitive, PATTERNS } from "../clause";
import type { DrizzleProvider } from "./schema/providers";
import type { ModelColumn, ModelTable } from "./table";
import { compared, fitsColumn } from "./values";

const COMPARISONS: Readonly<Record<string, SQL>> = {
  eq: sql`=`,
  ne: sql`<>`,
  lt: sql`<`,
  lte: sql`<=`,
  gt: sql`>`,
  gte: sql`>=`,
};

/** A value beside its column, in the column's form. */
function bound(use: ModelColumn, value: unknown): SQL {
  const encoded = compared(use, value);
  if (encoded === null) return sql`null`;
  // 2.5 is a good bound for whole numbers, too, but no parameter of their type.
  if (!fitsColumn(use, encoded)) return sql`cast(${String(encoded)} as decimal(65, 10))`;
  return use.column.dataType === "json" ? sql`${encoded}` : sql`${sql.param(encoded, use.column)}`;
}

/** Text as its bytes in UTF-8. */
const bytes = (node: SQL): SQL => sql`cast(convert(${node} using utf8mb4) as binary)`;

const isText = ({ column }: ModelColumn): boolean => column.dataType === "string" && column.columnType !== "PgUUID";

/** A column that patterns look at: PostgreSQL has them for text alone. */
const patterned = (use: ModelColumn, provider: DrizzleProvider): SQL =>
  provider === "pg" && !isText(use) ? sql`cast(${use.column} as text)` : sql`${use.column}`;

/** The pattern of a value, in which text stands for itself; null when there is no such text. */
function patternOf(value: unknown, operator: keyof typeof PATTERNS): string | null {
  if (typeof value === "object" || String(value).includes("\0")) return null;
  return PATTERNS[operator](escapePattern(value));
}

/**
 * The same comparison by bytes: MySQL takes texts for equal that are not, by letter case, accents, spaces at the end.
 * Equal bytes are equal under any collation, so the plain one, for which there is an index, stays beside it.
 */
function exactly(plain: SQL, exact: SQL, isNegative: boolean): SQL {
  return isNegative ? exact : sql`(${plain} and ${exact})`;
}

function listCondition(use: ModelColumn, clause: CleanedWhere, name: SQL, isExact: boolean): SQL {
  if (!Array.isArray(clause.value)) throw new BetterAuthError("Value must be an array");
  const isNegative = clause.operator === "not_in";
  if (clause.value.length === 0) return isNegative ? sql`1 = 1` : sql`1 = 0`;
  const operator = isNegative ? sql`not in` : sql`in`;
  const fold = isInsensitive(clause) ? (node: SQL) => sql`lower(${node})` : (node: SQL) => node;
  const values = clause.value.map((value) => fold(bound(use, value)));
  const plain = sql`${fold(name)} ${operator} (${sql.join(values, sql`, `)})`;
  if (!isExact) return plain;
  return exactly(plain, sql`${bytes(fold(name))} ${operator} (${sql.join(values.map(bytes), sql`, `)})`, isNegative);
}

function condition(use: ModelColumn, given: CleanedWhere, provider: DrizzleProvider): SQL {
  // Only text has a letter case.
  const clause: CleanedWhere = isText(use) ? given : { ...given, mode: "sensitive" };
  const { operator, value } = clause;
  const name = sql`${use.column}`;
  const isExact = provider === "mysql" && isText(use);
  if (operator === "in" || operator === "not_in") return listCondition(use, clause, name, isExact);
  // A condition that was meant to be there must not fall away.
  if (value === undefined) throw new BetterAuthError(`The value to compare ${use.physical} with is undefined`);
  if (value === null && operator === "eq") return sql`${name} is null`;
  if (value === null && operator === "ne") return sql`${name} is not null`;

  const fold = isInsensitive(clause) ? (node: SQL) => sql`lower(${node})` : (node: SQL) => node;
  if (Object.hasOwn(PATTERNS, operator)) {
    const text = patternOf(value, operator as keyof typeof PATTERNS);
    return sql`${fold(patterned(use, provider))} like ${fold(text === null ? sql`null` : sql`${text}`)} escape '!'`;
  }
  const sign = COMPARISONS[operator];
  if (sign === undefined) throw new BetterAuthError(`Operator ${operator} is not one of ${whereOperators.join(", ")}`);
  const right = bound(use, value);
  const plain = sql`${fold(name)} ${sign} ${fold(right)}`;
  if (!isExact || (operator !== "eq" && operator !== "ne")) return plain;
  return exactly(plain, sql`${bytes(fold(name))} ${sign} ${bytes(fold(right))}`, operator === "ne");
}

/**
 * The condition of clauses: all that are joined by AND, and one of those that are joined by OR.
 *
 * @returns undefined when every row matches
 * @throws {BetterAuthError} for an unknown operator, and for a value that is undefined
 */
export function whereOf(
  model: ModelTable,
  where: readonly CleanedWhere[] | undefined,
  provider: DrizzleProvider,
): SQL | undefined {
  const clauses = (where ?? []).map((clause) => ({
    isOr: clause.connector === "OR",
    sql: condition(model.column(clause.field), clause, provider),
  }));
  const any = or(...clauses.filter(({ isOr }) => isOr).map(({ sql }) => sql));
  return and(...clauses.filter(({ isOr }) => !isOr).map(({ sql }) => sql), any);
}
