import { expect } from "vitest";
import type { Where } from "../types";
import type { Suite } from "./suite";
import { useDatabase } from "./use-database";

/** The part of the suite about where. */
export function describeClauses(suite: Suite): void {
  const { describe, it } = suite;

  describe("where", () => {
    const db = useDatabase(suite);
    const { item, names } = db;
    suite.beforeEach(async () => {
      await item({ name: "Ann", size: 1, on: true, at: new Date(1000), level: "low", plan: null });
      await item({ name: "Bob", size: 2, on: false, at: new Date(2000), level: "high", plan: "pro" });
      await item({ name: "Cid", size: 10, on: null, at: new Date(3000), plan: "pro" });
      await item({ name: "50%_!\\", size: null, plan: "free" });
    });

    const cases: [Where, string[]][] = [
      [{ field: "name", value: "Bob" }, ["Bob"]],
      [{ field: "name", value: "bob" }, []],
      [{ field: "name", value: "bOB", mode: "insensitive" }, ["Bob"]],
      [{ field: "plan", value: "pro", operator: "ne" }, ["50%_!\\"]],
      [{ field: "plan", value: null }, ["Ann"]],
      [{ field: "plan", value: null, operator: "ne" }, ["50%_!\\", "Bob", "Cid"]],
      [{ field: "size", value: 2, operator: "lt" }, ["Ann"]],
      [{ field: "size", value: 2, operator: "lte" }, ["Ann", "Bob"]],
      [{ field: "size", value: 2, operator: "gt" }, ["Cid"]],
      [{ field: "size", value: 2, operator: "gte" }, ["Bob", "Cid"]],
      [{ field: "size", value: "10" }, ["Cid"]],
      [{ field: "size", value: null, operator: "gt" }, []],
      [{ field: "on", value: true }, ["Ann"]],
      [{ field: "on", value: false }, ["Bob"]],
      [{ field: "on", value: "true" }, ["Ann"]],
      [{ field: "at", value: new Date(2000), operator: "gte" }, ["Bob", "Cid"]],
      [{ field: "at", value: new Date(2000) }, ["Bob"]],
      [{ field: "name", value: ["Ann", "Cid", "Dan"], operator: "in" }, ["Ann", "Cid"]],
      [{ field: "name", value: ["ANN"], operator: "in", mode: "insensitive" }, ["Ann"]],
      [{ field: "size", value: [1, 10], operator: "in" }, ["Ann", "Cid"]],
      [{ field: "name", value: [], operator: "in" }, []],
      [{ field: "name", value: [], operator: "not_in" }, ["50%_!\\", "Ann", "Bob", "Cid"]],
      [{ field: "name", value: ["Ann", "Bob", "Eve"], operator: "not_in" }, ["50%_!\\", "Cid"]],
      [{ field: "name", value: "o", operator: "contains" }, ["Bob"]],
      [{ field: "name", value: "An", operator: "starts_with" }, ["Ann"]],
      [{ field: "name", value: "id", operator: "ends_with" }, ["Cid"]],
      [{ field: "name", value: "AN", operator: "starts_with", mode: "insensitive" }, ["Ann"]],
      [{ field: "name", value: "%", operator: "contains" }, ["50%_!\\"]],
      [{ field: "name", value: "_", operator: "contains" }, ["50%_!\\"]],
      [{ field: "name", value: "!\\", operator: "ends_with" }, ["50%_!\\"]],
      [{ field: "name", value: "An_", operator: "contains" }, []],
    ];
    for (const [clause, expected] of cases) {
      it(JSON.stringify(clause), async () => {
        expect(await names([clause])).toEqual(expected);
        expect(await db.adapter.count({ model: "item", where: [clause] })).toBe(expected.length);
      });
    }

    it("tells clauses apart that were asked before in another form", async () => {
      for (const [clause, expected] of [...cases, ...cases.toReversed()])
        expect(await names([clause])).toEqual(expected);
      const two: Where[] = [
        { field: "name", value: "Ann" },
        { field: "size", value: 2, operator: "lt" },
      ];
      const joined = (...connectors: ("AND" | "OR")[]) =>
        names(two.map((clause, i) => ({ ...clause, value: i === 0 ? "Bob" : 2, connector: connectors[i] })));
      expect(await joined("AND", "AND")).toEqual([]);
      expect(await joined("OR", "OR")).toEqual(["Ann", "Bob"]);
      expect(await joined("OR", "AND")).toEqual([]);
    });

    it("asks for all clauses joined by AND and one of those joined by OR, in any order", async () => {
      const or: Where[] = [
        { field: "name", value: "Ann", connector: "OR" },
        { field: "name", value: "Bob", connector: "OR" },
      ];
      expect(await names(or)).toEqual(["Ann", "Bob"]);
      expect(await names([...or, { field: "size", value: 1, operator: "gt" }])).toEqual(["Bob"]);
      expect(await names([{ field: "size", value: 1, operator: "gt" }, ...or])).toEqual(["Bob"]);
    });

    it("tells clauses of the same text apart by their operators and connectors", async () => {
      const clause = { field: "size", value: 2 };
      const found: unknown[] = [];
      for (const operator of ["lt", "gt", "lte", "gte", "eq", "ne"] as const)
        found.push(await names([{ ...clause, operator }]));
      expect(found).toEqual([["Ann"], ["Cid"], ["Ann", "Bob"], ["Bob", "Cid"], ["Bob"], ["Ann", "Cid"]]);
    });

    it("refuses a list operator without a list, and names that it does not know", async () => {
      const list = [{ field: "name", value: "Ann", operator: "in" as const }];
      await expect(names(list)).rejects.toThrow("Value must be an array");
      await expect(names([{ field: "nope", value: 1 }])).rejects.toThrow("Field nope not found in model item");
      await expect(db.adapter.findMany({ model: "nope" })).rejects.toThrow('Model "nope" not found in schema');
    });
  });
}
