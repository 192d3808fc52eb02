import type { CleanedWhere, Row } from "../../types";

type Comparable = string | number | bigint;

/** Dates and booleans in a form that can be compared; a date's text counts as the date. */
function comparable(value: unknown, other: unknown): unknown {
  if (value instanceof Date) return value.getTime();
  if (typeof value === "boolean") return Number(value);
  if (typeof value === "string" && other instanceof Date) return new Date(value).getTime();
  return value;
}

function compare(left: unknown, right: unknown, holds: (left: Comparable, right: Comparable) => boolean): boolean {
  // As in SQL: nothing is known of a value that is not there, so no comparison with it holds.
  if (left === null || left === undefined || right === null || right === undefined) return false;
  return holds(comparable(left, right) as Comparable, comparable(right, left) as Comparable);
}

const fold = (value: unknown): unknown => (typeof value === "string" ? value.toLowerCase() : value);

function matchesClause(row: Row, clause: CleanedWhere): boolean {
  const folding = clause.mode === "insensitive" ? fold : (value: unknown) => value;
  const stored = folding(row[clause.field]);
  const wanted = folding(clause.value);
  const isIn = () =>
    (clause.value as readonly unknown[]).some((entry) => compare(stored, folding(entry), (a, b) => a === b));

  switch (clause.operator) {
    case "in":
      return isIn();
    case "not_in":
      if ((clause.value as readonly unknown[]).length === 0) return true;
      // As in SQL: nothing is known to differ from NULL.
      if ((clause.value as readonly unknown[]).includes(null)) return false;
      return stored !== null && stored !== undefined && !isIn();
    case "contains":
    case "starts_with":
    case "ends_with": {
      if (stored === null || stored === undefined || wanted === null) return false;
      const [text, part] = [String(stored), String(wanted)];
      if (clause.operator === "contains") return text.includes(part);
      return clause.operator === "starts_with" ? text.startsWith(part) : text.endsWith(part);
    }
    case "ne":
      if (wanted === null) return stored !== null && stored !== undefined;
      return compare(stored, wanted, (a, b) => a !== b);
    case "lt":
      return compare(stored, wanted, (a, b) => a < b);
    case "lte":
      return compare(stored, wanted, (a, b) => a <= b);
    case "gt":
      return compare(stored, wanted, (a, b) => a > b);
    case "gte":
      return compare(stored, wanted, (a, b) => a >= b);
    default:
      if (wanted === null) return stored === null || stored === undefined;
      return compare(stored, wanted, (a, b) => a === b);
  }
}

/** Whether a row matches: all clauses that are joined by AND, and one of those that are joined by OR. */
export function matches(row: Row, where: readonly CleanedWhere[]): boolean {
  let hasOr = false;
  let matchesOr = false;
  for (const clause of where) {
    if (clause.connector === "OR") {
      hasOr = true;
      matchesOr ||= matchesClause(row, clause);
    } else if (!matchesClause(row, clause)) return false;
  }
  return !hasOr || matchesOr;
}

/** Orders rows by a column; rows without a value come first, as in SQLite. */
export function compareBy(column: string, direction: "asc" | "desc"): (left: Row, right: Row) => number {
  const sign = direction === "desc" ? -1 : 1;
  const rank = (value: unknown): unknown => (value === undefined ? null : comparable(value, null));
  return (left, right) => {
    const a = rank(left[column]);
    const b = rank(right[column]);
    if (a === b) return 0;
    if (a === null) return -sign;
    if (b === null) return sign;
    return (a as Comparable) < (b as Comparable) ? -sign : sign;
  };
}
