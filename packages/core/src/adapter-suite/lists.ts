import { expect } from "vitest";
import type { DBAdapter } from "../types";
import type { Suite } from "./suite";
import { useDatabase } from "./use-database";

/** The part of the suite about findMany. */
export function describeLists(suite: Suite): void {
  const { describe, it } = suite;

  describe("findMany", () => {
    const db = useDatabase(suite);
    const { item } = db;
    it("sorts, skips and limits, and gives a hundred rows unless told", async () => {
      await db.adapter.transaction(async (trx) => {
        for (let i = 0; i < 105; i++) await trx.create({ model: "item", data: { name: `n${i}`, size: i } });
      });
      const sizes = async (args: Omit<Parameters<DBAdapter["findMany"]>[0], "model">) =>
        (await db.adapter.findMany({ model: "item", ...args })).map((row) => row.size);
      const sortBy = { field: "size", direction: "desc" as const };
      expect(await sizes({})).toHaveLength(100);
      expect(await sizes({ limit: 0 })).toEqual([]);
      expect(await sizes({ limit: 200 })).toHaveLength(105);
      expect(await sizes({ sortBy, limit: 2 })).toEqual([104, 103]);
      expect(await sizes({ sortBy, limit: 2, offset: 3 })).toEqual([101, 100]);
      expect(await sizes({ sortBy: { ...sortBy, direction: "asc" }, limit: 2 })).toEqual([0, 1]);
    });

    it("gives the selected fields only", async () => {
      await item({ name: "a", size: 3 });
      expect(await db.adapter.findMany({ model: "item", select: ["size", "name"] })).toEqual([{ size: 3, name: "a" }]);
    });

    it("gives every row once, page by page, and nothing beyond the last", async () => {
      for (let i = 0; i < 7; i++) await item({ name: `n${i}`, size: i % 3 });
      const pages: unknown[] = [];
      for (const offset of [0, 3, 6, 7, 1000]) {
        const sortBy = { field: "name", direction: "asc" as const };
        const rows = await db.adapter.findMany({ model: "item", sortBy, limit: 3, offset });
        pages.push(rows.map(({ name }) => name));
      }
      expect(pages).toEqual([["n0", "n1", "n2"], ["n3", "n4", "n5"], ["n6"], [], []]);
      expect(await db.adapter.findMany({ model: "item", limit: 0, offset: 1 })).toEqual([]);
    });

    const sorted: readonly (readonly [string, readonly unknown[]])[] = [
      ["secret", ["a", "b", "ba", "c"]],
      ["size", [-10, -1, 0, 2, 10]],
      ["big", [-(2 ** 40), 0, 5, 2 ** 33, 2 ** 53 - 1]],
      ["at", [new Date("2024-01-01"), new Date("2024-01-01T00:00:00.001Z"), new Date("2025-06-01")]],
      ["on", [false, true]],
    ];
    for (const [field, values] of sorted) {
      it(`sorts by ${field} in both directions, rows without a value together`, async () => {
        // Written in another order than any that is asked for.
        const shuffled = [...values.filter((_, i) => i % 2 === 1), null, ...values.filter((_, i) => i % 2 === 0), null];
        for (const [i, value] of shuffled.entries()) await item({ name: `n${i}`, [field]: value });
        for (const direction of ["asc", "desc"] as const) {
          const rows = await db.adapter.findMany({ model: "item", sortBy: { field, direction } });
          const found = rows.map((row) => row[field]);
          const expected = direction === "asc" ? values : values.toReversed();
          // The database says whether they come first or last.
          const [first] = found;
          expect(found).toEqual(first === null ? [null, null, ...expected] : [...expected, null, null]);
        }
      });
    }

    it("sorts what matches, and skips in that order", async () => {
      for (const [i, size] of [5, 3, 9, 1, 7].entries()) await item({ name: `n${i}`, size });
      const rows = await db.adapter.findMany({
        model: "item",
        where: [{ field: "size", value: 1, operator: "gt" }],
        sortBy: { field: "size", direction: "desc" },
        limit: 2,
        offset: 1,
        select: ["size"],
      });
      expect(rows).toEqual([{ size: 7 }, { size: 5 }]);
    });

    it("counts what matches, whatever a list would leave out", async () => {
      for (let i = 0; i < 105; i++) await item({ name: `n${i}`, size: i % 2 });
      expect(await db.adapter.count({ model: "item" })).toBe(105);
      expect(await db.adapter.count({ model: "item", where: [] })).toBe(105);
      expect(await db.adapter.count({ model: "item", where: [{ field: "size", value: 1 }] })).toBe(52);
    });
  });
}
