import Database from "better-sqlite3";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { everythingOptions } from "../../adapter-suite/schema";
import type { DBAdapter, Row, Where, WhereOperator } from "../../types";
import { openAdapter, openMemory } from "../fixtures/databases";

// Letters of one case: LIKE of SQLite does not heed the case of ASCII, which is the contract's and not the model's.
const text = fc.string({ unit: fc.constantFrom("a", "b", "%", "_", "!", "\\", "'", '"', "é", " "), maxLength: 4 });
const date = fc.integer({ min: 0, max: 5 }).map((n) => new Date(n * 1000));
const size = fc.integer({ min: -2, max: 3 });
const orNull = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: null, freq: 4 });

const row = fc.record({
  name: text,
  size: orNull(size),
  on: orNull(fc.boolean()),
  at: orNull(date),
  plan: orNull(text),
});

const comparison = fc.constantFrom<WhereOperator>("eq", "ne", "lt", "lte", "gt", "gte");
const pattern = fc.constantFrom<WhereOperator>("contains", "starts_with", "ends_with");
const list = fc.constantFrom<WhereOperator>("in", "not_in");
const connector = fc.constantFrom<"AND" | "OR">("AND", "OR");
const mode = fc.constantFrom<"sensitive" | "insensitive">("sensitive", "insensitive");
const field = fc.constantFrom("name", "plan");

const clause: fc.Arbitrary<Where> = fc.oneof(
  fc.record({ field, operator: comparison, value: orNull(text), connector }),
  fc.record({ field, operator: fc.constantFrom<WhereOperator>("eq", "ne"), value: text, connector, mode }),
  fc.record({ field, operator: pattern, value: text, connector, mode }),
  fc.record({ field, operator: list, value: fc.array(text, { maxLength: 5 }), connector, mode }),
  fc.record({ field: fc.constant("size"), operator: comparison, value: orNull(size), connector }),
  fc.record({ field: fc.constant("size"), operator: list, value: fc.array(size, { maxLength: 5 }), connector }),
  fc.record({
    field: fc.constant("on"),
    operator: fc.constantFrom<WhereOperator>("eq", "ne"),
    value: orNull(fc.boolean()),
    connector,
  }),
  fc.record({ field: fc.constant("at"), operator: comparison, value: orNull(date), connector }),
);

describe("clauses on SQLite", () => {
  it("match the rows that they match in memory", async () => {
    const sql = await openAdapter({ ...everythingOptions, database: new Database(":memory:") });
    const memory = await openMemory(everythingOptions);
    const adapters = [sql, memory];
    const names = async (adapter: DBAdapter, where: Where[]) => {
      const rows = await adapter.findMany<Row>({ model: "item", where, limit: 1000 });
      return rows.map(({ code }) => code).sort();
    };

    const property = fc.asyncProperty(
      fc.array(row, { maxLength: 6 }),
      fc.array(clause, { maxLength: 4 }),
      async (rows, where) => {
        for (const adapter of adapters) {
          await adapter.deleteMany({ model: "item", where: [] });
          for (const [i, data] of rows.entries())
            await adapter.create({ model: "item", data: { ...data, code: `${i}` } });
        }
        const expected = await names(memory, where);
        expect(await names(sql, where)).toEqual(expected);
        expect(await sql.count({ model: "item", where })).toBe(expected.length);
        expect(await sql.updateMany({ model: "item", where, update: { secret: "s" } })).toBe(expected.length);
        // What is taken is one of those that match, and only when some do.
        const taken = await sql.consumeOne<Row>({ model: "item", where });
        if (expected.length === 0) expect(taken).toBeNull();
        else expect(expected).toContain(taken?.code);
        expect(await sql.deleteMany({ model: "item", where })).toBe(Math.max(0, expected.length - 1));
      },
    );
    await fc.assert(property, { numRuns: 300 });
  }, 30_000);
});
