import {
  AndNode,
  BinaryOperationNode,
  type OperationNode,
  OperatorNode,
  OrNode,
  ParensNode,
  type TableNode,
  ValueListNode,
} from "kysely";
import { BetterAuthError } from "../../error";
import type { DatabaseType, Where, WhereOperator } from "../../types";
import { escapePattern, isInsensitive, PATTERNS } from "../clause";
import { isBeyondColumn, isLongPattern, isOneValue, WITHOUT_PATTERN } from "./clause-limits";
import { comparedString } from "./compared";
import { bytes } from "./dialect";
import { column as columnNode, raw, slot } from "./node";
import type { Column, Table } from "./table";

/** An operator: one letter for the keys of statement shapes, and what it is in SQL. */
type Operator =
  | { readonly code: string; readonly kind: "comparison"; readonly sql: string }
  | { readonly code: string; readonly kind: "list"; readonly sql: string; readonly whenEmpty: string }
  | { readonly code: string; readonly kind: "pattern"; pattern(text: string): string };

const OPERATORS: ReadonlyMap<string, Operator> = new Map<WhereOperator, Operator>([
  ["eq", { code: "=", kind: "comparison", sql: "=" }],
  ["ne", { code: "!", kind: "comparison", sql: "<>" }],
  ["lt", { code: "<", kind: "comparison", sql: "<" }],
  ["lte", { code: "l", kind: "comparison", sql: "<=" }],
  ["gt", { code: ">", kind: "comparison", sql: ">" }],
  ["gte", { code: "g", kind: "comparison", sql: ">=" }],
  ["in", { code: "i", kind: "list", sql: "in", whenEmpty: "1 = 0" }],
  ["not_in", { code: "o", kind: "list", sql: "not in", whenEmpty: "1 = 1" }],
  ["contains", { code: "c", kind: "pattern", pattern: PATTERNS.contains }],
  ["starts_with", { code: "s", kind: "pattern", pattern: PATTERNS.starts_with }],
  ["ends_with", { code: "e", kind: "pattern", pattern: PATTERNS.ends_with }],
]);

const EQUALS = OPERATORS.get("eq") as Operator;

function operatorOf(clause: Where): Operator {
  if (clause.operator === undefined) return EQUALS;
  const operator = OPERATORS.get(clause.operator);
  if (operator === undefined) {
    throw new BetterAuthError(`Operator ${clause.operator} is not one of ${[...OPERATORS.keys()].join(", ")}`);
  }
  return operator;
}

/** Whether a clause asks for rows with or without a value. */
function isNullCheck(clause: Where, { code }: Operator): boolean {
  return clause.value === null && (code === "=" || code === "!");
}

/**
 * The pattern of a clause, in which text stands for itself; null when there is no such text. SQL Server has sets of
 * characters in brackets besides.
 */
function patternOf(
  { value }: Where,
  { pattern }: Operator & { kind: "pattern" },
  dialect: DatabaseType,
): string | null {
  const text = comparedString(value) as string | null;
  if (text === null) return null;
  const escaped = escapePattern(text);
  return pattern(dialect === "mssql" ? escaped.replaceAll("[", "![") : escaped);
}

/** Longer lists are not filled up: a statement has 65,535 values at most, and MySQL gets those of a list twice. */
const LONGEST_PADDED_LIST = 2 ** 14;

/** Lists are filled up to the next power of two, so that a few statements serve all lengths. */
function paddedLength(length: number): number {
  if (length > LONGEST_PADDED_LIST) return length;
  let padded = 1;
  while (padded < length) padded *= 2;
  return length === 0 ? 0 : padded;
}

function listOf(clause: Where): readonly unknown[] {
  if (!Array.isArray(clause.value)) throw new BetterAuthError("Value must be an array");
  return clause.value;
}

function pushList(table: Table, column: Column, list: readonly unknown[], values: unknown[]): number | "j" {
  if (isOneValue(table.dialect, list)) {
    const encoded = list.map((entry) => (entry === null || entry === undefined ? null : column.encodeWhere(entry)));
    values.push(JSON.stringify(encoded, (_, value) => (typeof value === "bigint" ? Number(value) : value)));
    return "j";
  }
  const length = paddedLength(list.length);
  for (let i = 0; i < length; i++) {
    const entry = list[Math.min(i, list.length - 1)];
    values.push(entry === null || entry === undefined ? null : column.encodeWhere(entry));
  }
  return length;
}

/**
 * Reads clauses for a call: encoded values go to `values`, and the key of their shape comes back. Two calls with the
 * same key run the same statement. Fields stand in it as numbers, so no field name can be mistaken for something else.
 *
 * @throws {BetterAuthError} for an unknown field or operator, and for a value that is undefined
 */
export function readWhere(table: Table, where: readonly Where[], values: unknown[]): string {
  let key = "";
  for (const clause of where) {
    const column = table.column(clause.field);
    const operator = operatorOf(clause);
    key += (clause.connector === "OR" ? "|" : "&") + column.index + operator.code;
    if (isInsensitive(clause)) key += "~";
    if (operator.kind !== "pattern" && isBeyondColumn(table, column, clause.value)) key += "w";
    const { value } = clause;
    if (operator.kind === "list") key += pushList(table, column, listOf(clause), values);
    // A condition that was meant to be there must not fall away.
    else if (value === undefined)
      throw new BetterAuthError(`The value to compare ${table.name}.${column.logical} with is undefined`);
    else if (isNullCheck(clause, operator)) key += "0";
    else if (value === null) values.push(null);
    else if (operator.kind === "pattern") {
      const pattern = patternOf(clause, operator, table.dialect);
      if (isLongPattern(table.dialect, pattern)) {
        key += "p";
        values.push(String(value));
      } else values.push(pattern);
    } else values.push(column.encodeWhere(value));
  }
  return key;
}

const comparison = (left: OperationNode, operator: string, right: OperationNode): OperationNode =>
  BinaryOperationNode.create(left, OperatorNode.create(operator as "="), right);

const lower = (node: OperationNode): OperationNode => raw(["lower(", ")"], node);

/** How clauses become SQL. */
export interface Comparison {
  /** The table, when the statement has several. */
  readonly from?: TableNode | undefined;
  /** Texts are equal when their bytes are, whatever the collation of the column says. */
  readonly isByteExact?: boolean | undefined;
}

/** What the clause says about bytes; `undefined` when the plain comparison says it all. */
function exactNode(
  column: OperationNode,
  clause: Where,
  slots: readonly OperationNode[],
  dialect: DatabaseType,
): OperationNode | undefined {
  const operator = operatorOf(clause);
  if (isNullCheck(clause, operator) || slots.length === 0) return undefined;
  const [first] = slots as [OperationNode];
  const fold = isInsensitive(clause) ? lower : (node: OperationNode) => node;
  const inBytes = (node: OperationNode): OperationNode => bytes(fold(node), dialect);
  if (operator.kind === "list")
    return comparison(inBytes(column), operator.sql, ValueListNode.create(slots.map(inBytes)));
  const isEquality = operator.code === "=" || operator.code === "!";
  return operator.kind === "comparison" && isEquality
    ? comparison(inBytes(column), operator.sql, inBytes(first))
    : undefined;
}

function byteExactNode(
  column: OperationNode,
  clause: Where,
  nextSlot: () => OperationNode,
  dialect: DatabaseType,
): OperationNode {
  const slots: OperationNode[] = [];
  const plain = clauseNode(
    column,
    clause,
    () => {
      const next = nextSlot();
      slots.push(next);
      return next;
    },
    dialect,
  );
  const exact = exactNode(column, clause, slots, dialect);
  if (exact === undefined) return plain;
  const { code } = operatorOf(clause);
  // Equal bytes are equal under any collation, so the plain comparison, for which there is an index, stays beside it.
  return code === "!" || code === "o" ? exact : ParensNode.create(AndNode.create(plain, exact));
}

function clauseNode(
  column: OperationNode,
  clause: Where,
  nextSlot: () => OperationNode,
  dialect: DatabaseType,
): OperationNode {
  const operator = operatorOf(clause);
  if (isNullCheck(clause, operator)) return raw(["", operator.code === "=" ? " is null" : " is not null"], column);
  const fold = isInsensitive(clause) ? lower : (node: OperationNode) => node;

  if (operator.kind === "list") {
    const given = listOf(clause);
    if (isOneValue(dialect, given)) {
      const value = isInsensitive(clause) ? "lower(value)" : "value";
      return comparison(fold(column), operator.sql, raw([`(select ${value} from json_each(`, "))"], nextSlot()));
    }
    const length = paddedLength(given.length);
    if (length === 0) return raw([operator.whenEmpty]);
    const list = ValueListNode.create(Array.from({ length }, () => fold(nextSlot())));
    return comparison(fold(column), operator.sql, list);
  }
  if (operator.kind === "pattern" && isLongPattern(dialect, patternOf(clause, operator, dialect))) {
    const text = nextSlot();
    return raw(
      WITHOUT_PATTERN[operator.code as "c" | "s" | "e"],
      column,
      ...(operator.code === "e" ? [text, text] : [text]),
    );
  }
  if (operator.kind === "pattern") return raw(["", " like ", " escape '!'"], fold(column), fold(nextSlot()));
  return comparison(fold(column), operator.sql, fold(nextSlot()));
}

/** A column as it is compared: PostgreSQL has patterns for text alone. */
function comparedNode(
  { physical, isText }: Column,
  isPattern: boolean,
  dialect: DatabaseType,
  from?: TableNode,
): OperationNode {
  const node = columnNode(physical, from);
  return isPattern && !isText && dialect === "postgres" ? raw(["cast(", " as text)"], node) : node;
}

/**
 * A value that SQLite does not look at while it plans. Built with STAT4, as in better-sqlite3, it plans a join anew whenever a
 * value is bound that a column is compared with, which takes several times as long as the read itself.
 */
const outOfSight = (value: OperationNode): OperationNode => raw(["(select ", ")"], value);

/**
 * The condition of clauses: all that are joined by AND, and one of those that are joined by OR.
 *
 * @param firstSlot where the clauses' values begin in the list of the call
 * @returns undefined when every row matches
 */
export function whereNode(
  table: Table,
  where: readonly Where[],
  firstSlot: number,
  { from, isByteExact = false }: Comparison = {},
): OperationNode | undefined {
  let next = firstSlot;
  const groups: { AND: OperationNode[]; OR: OperationNode[] } = { AND: [], OR: [] };
  for (const given of where) {
    const column = table.column(given.field);
    const { isText } = column;
    // Only text has a letter case.
    const clause: Where = isText ? given : { ...given, mode: "sensitive" };
    const { kind } = operatorOf(clause);
    const isPattern = kind === "pattern";
    const node = comparedNode(column, isPattern, table.dialect, from);
    const isBeyond = !isPattern && isBeyondColumn(table, column, clause.value);
    const isJoined = from !== undefined && kind === "comparison" && table.dialect === "sqlite";
    const nextSlot = () => {
      const value = slot(next++);
      if (isBeyond) return raw(["cast(", " as numeric)"], value);
      return isJoined ? outOfSight(value) : value;
    };
    groups[clause.connector === "OR" ? "OR" : "AND"].push(
      isByteExact && isText
        ? byteExactNode(node, clause, nextSlot, table.dialect)
        : clauseNode(node, clause, nextSlot, table.dialect),
    );
  }
  const any = groups.OR.reduce<OperationNode | undefined>(
    (left, right) => (left ? OrNode.create(left, right) : right),
    undefined,
  );
  if (any !== undefined) groups.AND.push(groups.OR.length > 1 ? ParensNode.create(any) : any);
  return groups.AND.reduce<OperationNode | undefined>(
    (left, right) => (left ? AndNode.create(left, right) : right),
    undefined,
  );
}
