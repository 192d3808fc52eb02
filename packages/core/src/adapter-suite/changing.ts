import { expect } from "vitest";
import type { Row, Where } from "../types";
import { sessionRow, userRow } from "./schema";
import type { Suite } from "./suite";
import { useDatabase } from "./use-database";

/** The part of the suite about update and delete. */
export function describeChanging(suite: Suite): void {
  const { describe, it } = suite;

  describe("update", () => {
    const db = useDatabase(suite);
    const { item, names } = db;
    it("changes the given fields and those with a value on update", async () => {
      const { id } = await item({ name: "a", size: 1, secret: "s" });
      const where = [{ field: "id", value: id as string }];
      const row = await db.adapter.update<Row>({
        model: "item",
        where,
        update: { size: null, plan: "pro", unknown: 1 },
      });
      expect(row).toMatchObject({ id, name: "a", size: null, plan: "pro", secret: "s", touchedAt: new Date(5000) });
      expect(await db.adapter.findOne({ model: "item", where })).toEqual(row);
    });

    it("gives null when nothing matches, and without clauses", async () => {
      await item({ name: "a" });
      expect(
        await db.adapter.update({ model: "item", where: [{ field: "name", value: "b" }], update: { size: 1 } }),
      ).toBeNull();
      expect(await db.adapter.update({ model: "item", where: [], update: { size: 1 } })).toBeNull();
      expect(await names([{ field: "size", value: 1 }])).toEqual([]);
    });

    it("gives the row back when there is nothing to change", async () => {
      const { id } = await db.adapter.create({
        model: "badge",
        data: { userId: (await db.adapter.create({ model: "user", data: userRow("a") })).id, label: "x" },
      });
      const where = [{ field: "id", value: id as string }];
      expect(await db.adapter.update({ model: "badge", where, update: { unknown: 1 } })).toMatchObject({
        id,
        label: "x",
      });
    });

    it("changes many rows and counts them", async () => {
      for (const name of ["a", "b", "c"]) await item({ name, size: name === "c" ? 9 : 1 });
      expect(
        await db.adapter.updateMany({ model: "item", where: [{ field: "size", value: 1 }], update: { plan: "x" } }),
      ).toBe(2);
      expect(await names([{ field: "plan", value: "x" }])).toEqual(["a", "b"]);
      expect(await db.adapter.updateMany({ model: "item", where: [], update: { plan: "y" } })).toBe(3);
    });
  });

  describe("every clause counts", () => {
    const db = useDatabase(suite);
    const both: Where[] = [
      { field: "plan", value: "x" },
      { field: "size", value: 5, operator: "gt" },
    ];
    const either: Where[] = [
      { field: "name", value: "a", connector: "OR" },
      { field: "size", value: 9, connector: "OR" },
      { field: "plan", value: "x" },
    ];
    suite.beforeEach(async () => {
      const rows: Row[] = [
        { name: "a", plan: "x", size: 1 },
        { name: "b", plan: "x", size: 9 },
        { name: "c", plan: "y", size: 9 },
        { name: "d", plan: "x", size: 2 },
      ];
      for (const row of rows) await db.item(row);
    });
    const changed = () => db.names([{ field: "secret", value: "new" }]);
    const update = { secret: "new" };

    it("in update", async () => {
      expect(await db.adapter.update({ model: "item", where: both, update })).toMatchObject({ name: "b", size: 9 });
      expect(await changed()).toEqual(["b"]);
      const none: Where[] = [...both, { field: "name", value: "a" }];
      expect(await db.adapter.update({ model: "item", where: none, update })).toBeNull();
      expect(await changed()).toEqual(["b"]);
    });

    it("in updateMany", async () => {
      expect(await db.adapter.updateMany({ model: "item", where: either, update })).toBe(2);
      expect(await changed()).toEqual(["a", "b"]);
    });

    it("in delete and deleteMany", async () => {
      await db.adapter.delete({ model: "item", where: both });
      expect(await db.names([])).toEqual(["a", "c", "d"]);
      expect(await db.adapter.deleteMany({ model: "item", where: either })).toBe(1);
      expect(await db.names([])).toEqual(["c", "d"]);
    });

    it("in consumeOne and incrementOne", async () => {
      const step = { model: "item", where: both, increment: { size: 1 }, set: update };
      expect(await db.adapter.incrementOne<Row>(step)).toMatchObject({ name: "b", size: 10, secret: "new" });
      expect(await changed()).toEqual(["b"]);
      expect(await db.adapter.consumeOne<Row>({ model: "item", where: both })).toMatchObject({ name: "b" });
      expect(await db.adapter.consumeOne<Row>({ model: "item", where: both })).toBeNull();
      expect(await db.names([])).toEqual(["a", "c", "d"]);
    });
  });

  describe("delete", () => {
    const db = useDatabase(suite);
    const { item, names } = db;
    it("deletes what matches and counts it", async () => {
      for (const name of ["a", "b", "c"]) await item({ name, size: name === "c" ? 9 : 1 });
      await db.adapter.delete({ model: "item", where: [{ field: "name", value: "a" }] });
      expect(await names([])).toEqual(["b", "c"]);
      expect(
        await db.adapter.deleteMany({ model: "item", where: [{ field: "size", value: [1, 9], operator: "in" }] }),
      ).toBe(2);
      expect(await db.adapter.deleteMany({ model: "item", where: [] })).toBe(0);
    });

    it(`${suite.capabilities.cascades === false ? "leaves" : "deletes"} what points at the row`, async () => {
      const user = await db.adapter.create({ model: "user", data: userRow("a") });
      await db.adapter.create({ model: "session", data: sessionRow("t", user.id) });
      await db.adapter.delete({ model: "user", where: [{ field: "id", value: user.id as string }] });
      expect(await db.adapter.count({ model: "session" })).toBe(suite.capabilities.cascades === false ? 1 : 0);
    });
  });
}
