import type { DatabaseType } from "../../types";
import type { Column, Table } from "./table";

// What a database would refuse of a clause, which is then asked in another way.

/** Bytes of the longest pattern that D1 takes; other databases of SQLite take longer ones. */
const LONGEST_PATTERN = 50;

/** A pattern of SQLite that D1 would refuse. It is compared without LIKE, but as LIKE does: ASCII in any letter case. */
export function isLongPattern(dialect: DatabaseType, pattern: string | null): pattern is string {
  return dialect === "sqlite" && pattern !== null && new TextEncoder().encode(pattern).length > LONGEST_PATTERN;
}

/** The same comparisons on text as it is. */
export const WITHOUT_PATTERN = {
  c: ["instr(lower(", "), lower(", ")) > 0"],
  s: ["instr(lower(", "), lower(", ")) = 1"],
  e: ["lower(substr(", ", -length(", "))) = lower(", ")"],
} as const;

/** Values of the longest list that is bound one by one. */
const LONGEST_BOUND_LIST = 32;

/**
 * Longer lists go to SQLite as one value, a list in JSON: D1 binds a hundred values at most, and one statement serves all
 * lengths.
 */
export const isOneValue = (dialect: DatabaseType, list: readonly unknown[]): boolean =>
  dialect === "sqlite" && list.length > LONGEST_BOUND_LIST;

/**
 * Whether a number is none that the column's type has: PostgreSQL takes a bound value for one of that type, and fails. As
 * a number of any size it can be compared, without the index.
 */
export function isBeyondColumn({ dialect }: Table, column: Column, value: unknown): boolean {
  if (dialect !== "postgres" || column.attribute.type !== "number" || column.isId) return false;
  const limit = column.attribute.bigint ? Number.MAX_SAFE_INTEGER : 2 ** 31 - 1;
  return (Array.isArray(value) ? value : [value]).some((entry) => {
    const number = entry === null || entry === undefined ? null : column.encodeWhere(entry);
    return number !== null && !(Number.isInteger(Number(number)) && Math.abs(Number(number)) <= limit);
  });
}
