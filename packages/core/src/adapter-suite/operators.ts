import { expect } from "vitest";
import type { Row, Where, WhereOperator, WhereValue } from "../types";
import type { Suite } from "./suite";
import { useDatabase } from "./use-database";

/** What the operators mean, said once more and as plainly as can be: as in SQL, nothing is known of null. */
function matches(stored: unknown, operator: WhereOperator, value: WhereValue): boolean {
  const key = (one: unknown): unknown => (one instanceof Date ? one.getTime() : one);
  const left = key(stored) as string | number | boolean | null;
  const right = key(value) as string | number | boolean | null;
  if (operator === "eq") return left === right;
  if (operator === "ne") return right === null ? left !== null : left !== null && left !== right;
  if (operator === "not_in" && (value as readonly unknown[]).length === 0) return true;
  if (left === null || right === null) return false;
  switch (operator) {
    case "lt":
      return left < right;
    case "lte":
      return left <= right;
    case "gt":
      return left > right;
    case "gte":
      return left >= right;
    case "in":
      return (value as readonly unknown[]).includes(left);
    case "not_in":
      return !(value as readonly unknown[]).includes(left);
    case "contains":
      return String(left).includes(String(right));
    case "starts_with":
      return String(left).startsWith(String(right));
    case "ends_with":
      return String(left).endsWith(String(right));
    default:
      throw new Error(`no meaning is known of the operator ${operator}`);
  }
}

const ORDER: readonly WhereOperator[] = ["eq", "ne", "lt", "lte", "gt", "gte"];
const EQUALITY: readonly WhereOperator[] = ["eq", "ne"];
const LIST: readonly WhereOperator[] = ["in", "not_in"];
const PATTERN: readonly WhereOperator[] = ["contains", "starts_with", "ends_with"];

/** Values are small letters: in which order others stand, and whether patterns heed their case, is the database's. */
interface Column {
  readonly field: string;
  /** In rows. */
  readonly stored: readonly unknown[];
  /** What rows are asked for, by operators. */
  readonly asked: readonly (readonly [readonly WhereOperator[], readonly WhereValue[]])[];
}

const at = (second: number) => new Date(1_700_000_000_000 + second * 1000);

const columns: readonly Column[] = [
  {
    field: "secret",
    stored: ["ann", "bob", "bobby", "", "a%b_c!d\\e", null],
    asked: [
      [ORDER, ["ann", "bob", "zed", null]],
      [EQUALITY, [""]],
      [LIST, [["ann", "bobby"], ["zed"], [""], []]],
      [PATTERN, ["bob", "by", "a%", "_", "!", "\\", "b_c", "zed", "", "bob\0", "\0bob", null]],
    ],
  },
  {
    field: "size",
    stored: [-5, 0, 1, 2, 10, null],
    asked: [
      [ORDER, [-5, 0, 2, 3, 10_000_000_000, -10_000_000_000, 1.5, null]],
      [LIST, [[0, 10], [7], [1.5, 2], [10_000_000_000], []]],
    ],
  },
  {
    field: "big",
    stored: [-(2 ** 53 - 1), 0, 2 ** 31, 2 ** 53 - 2, 2 ** 53 - 1, null],
    asked: [
      [ORDER, [0, 2 ** 31, 2 ** 53 - 1, -(2 ** 53 - 1), null]],
      [LIST, [[0, 2 ** 53 - 1], [5], []]],
    ],
  },
  { field: "on", stored: [true, false, null], asked: [[EQUALITY, [true, false, null]]] },
  {
    field: "at",
    stored: [at(-1), at(0), at(0.001), at(60), null],
    asked: [[ORDER, [at(0), at(0.001), at(0.002), at(-100), at(100), null]]],
  },
  {
    field: "level",
    stored: ["low", "high", null],
    asked: [
      [EQUALITY, ["low", null]],
      [LIST, [["low", "high"], ["low"], []]],
    ],
  },
  {
    field: "code",
    stored: ["one", "two", null],
    asked: [
      [ORDER, ["one", "two", "zed", null]],
      [LIST, [["one"], ["zed"], []]],
      [PATTERN, ["o", "t", "e"]],
    ],
  },
  { field: "tags", stored: [["x"], [], null], asked: [[EQUALITY, [null]]] },
];

/** The part of the suite about each operator on each type, null included. */
export function describeOperators(suite: Suite): void {
  suite.describe("operators", () => {
    const db = useDatabase(suite);

    for (const { field, stored, asked } of columns) {
      suite.it(`on ${field}`, async () => {
        const rows = stored.map((value, i): Row => ({ name: `n${i}`, [field]: value }));
        for (const row of rows) await db.item(row);
        for (const [operators, values] of asked) {
          for (const operator of operators) {
            for (const value of values) {
              const where: Where[] = [{ field, operator, value }];
              const expected = rows.filter((row) => matches(row[field], operator, value)).map(({ name }) => name);
              const what = `${field} ${operator} ${JSON.stringify(value)}`;
              expect([what, await db.names(where)]).toEqual([what, expected]);
              expect([what, await db.adapter.count({ model: "item", where })]).toEqual([what, expected.length]);
            }
          }
        }
      });
    }

    suite.it("joined by AND and OR in every mixture", async () => {
      const rows: Row[] = [];
      for (const size of [1, 2, null])
        for (const secret of ["a", "b", null]) rows.push({ name: `n${rows.length}`, size, secret });
      for (const row of rows) await db.item(row);
      const clauses: readonly Where[] = [
        { field: "size", value: 1 },
        { field: "size", value: 2, operator: "gte" },
        { field: "secret", value: "a" },
        { field: "secret", value: null },
        { field: "name", value: ["n0", "n4", "n8"], operator: "in" },
      ];
      // Each clause is left out, joined by AND, or joined by OR.
      for (let mixture = 0; mixture < 3 ** clauses.length; mixture += 2) {
        const where = clauses.flatMap((clause, i): Where[] => {
          const part = Math.floor(mixture / 3 ** i) % 3;
          return part === 0 ? [] : [{ ...clause, connector: part === 1 ? "AND" : "OR" }];
        });
        const holds =
          (row: Row) =>
          ({ field, operator = "eq", value }: Where) =>
            matches(row[field], operator, value);
        const all = where.filter(({ connector }) => connector === "AND");
        const any = where.filter(({ connector }) => connector === "OR");
        const expected = rows.filter((row) => all.every(holds(row)) && (any.length === 0 || any.some(holds(row))));
        expect([where, await db.names(where)]).toEqual([where, expected.map(({ name }) => name)]);
      }
    });
  });
}
