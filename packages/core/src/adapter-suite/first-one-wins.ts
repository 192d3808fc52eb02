import { expect } from "vitest";
import { retryAfterDeadlock } from "../fault/retry-after-deadlock";
import type { Row, Where } from "../types";
import { consumeMany, createIfAbsent, createIfPresent } from "./optional-calls";
import type { Suite } from "./suite";
import { useDatabase } from "./use-database";

/** The part of the suite about calls of which one wins. */
export function describeFirstOneWins(suite: Suite): void {
  const { describe, it, race } = suite;

  describe("consumeOne", () => {
    const db = useDatabase(suite);
    const { item } = db;
    race("gives a row to one of many parallel callers", async () => {
      const row = await item({ name: "once" });
      const take = () => db.adapter.consumeOne({ model: "item", where: [{ field: "name", value: "once" }] });
      const taken = await Promise.all(Array.from({ length: 50 }, take));
      expect(taken.filter((result) => result !== null)).toEqual([row]);
      expect(await db.adapter.count({ model: "item" })).toBe(0);
    });

    race("gives each of several parallel callers a row of their own, while there are some", async () => {
      for (const name of ["a", "b", "c"]) await item({ name });
      const take = () => db.adapter.consumeOne<Row>({ model: "item", where: [{ field: "plan", value: "free" }] });
      const taken = await Promise.all(Array.from({ length: 6 }, take));
      expect(taken.flatMap((row) => row?.name ?? []).sort()).toEqual(["a", "b", "c"]);
    });

    it("takes one row when several match", async () => {
      for (const name of ["a", "b", "c"]) await item({ name });
      expect(await db.adapter.consumeOne({ model: "item", where: [] })).not.toBeNull();
      expect(await db.adapter.consumeOne({ model: "item", where: [{ field: "plan", value: "free" }] })).not.toBeNull();
      expect(await db.adapter.count({ model: "item" })).toBe(1);
    });
  });

  describe("consumeMany", () => {
    const db = useDatabase(suite);
    const { item } = db;

    race("gives all matching rows to one of many parallel callers", async () => {
      for (const name of ["a", "b", "c"]) await item({ name });
      const where: Where[] = [{ field: "name", value: ["a", "b"], operator: "in" }];
      const take = () => consumeMany(db.adapter, where);
      const taken = await Promise.all(Array.from({ length: 50 }, take));
      const names = taken.map((rows) => rows.map((row) => row.name).sort()).filter((list) => list.length > 0);
      if (db.adapter.consumeMany) expect(names).toEqual([["a", "b"]]);
      // Without it rows are taken one by one, and each goes to one caller all the same.
      else expect(names.flat().sort()).toEqual(["a", "b"]);
      expect(await db.adapter.count({ model: "item" })).toBe(1);
    });
  });

  describe("incrementOne", () => {
    const db = useDatabase(suite);
    const { item } = db;
    const step = (where: Where[], increment: Record<string, number>, set?: Row) =>
      db.adapter.incrementOne<Row>({ model: "item", where, increment, set });

    race("never lets more through than the guard says", async () => {
      await item({ name: "limit", size: 0 });
      const hit = () =>
        step(
          [
            { field: "name", value: "limit" },
            { field: "size", value: 5, operator: "lt" },
          ],
          { size: 1 },
        );
      const hits = await Promise.all(Array.from({ length: 20 }, hit));
      expect(
        hits
          .filter((row) => row !== null)
          .map((row) => row?.size)
          .sort(),
      ).toEqual([1, 2, 3, 4, 5]);
    });

    it("counts from zero where there is nothing, goes down, and sets other fields", async () => {
      await item({ name: "a", size: null, big: 10 });
      const row = await step([{ field: "name", value: "a" }], { size: 2, big: -3 }, { plan: "pro" });
      expect(row).toMatchObject({ size: 2, big: 7, plan: "pro", touchedAt: new Date(5000) });
    });

    it("counts a field that is also set", async () => {
      await item({ name: "a", size: 1 });
      expect(await step([{ field: "name", value: "a" }], { size: 1 }, { size: 100 })).toMatchObject({ size: 2 });
    });

    it("changes one row when several match", async () => {
      for (const name of ["a", "b"]) await item({ name, size: 1 });
      await step([{ field: "size", value: 1 }], { size: 1 });
      expect(await db.adapter.count({ model: "item", where: [{ field: "size", value: 2 }] })).toBe(1);
    });

    it("gives null when nothing matches, and refuses to do nothing or to add no number", async () => {
      await item({ name: "a" });
      expect(await step([{ field: "name", value: "b" }], { size: 1 })).toBeNull();
      await expect(step([], {})).rejects.toThrow(
        "incrementOne requires a non-empty `increment` or `set`; both were empty.",
      );
      await expect(step([], { size: Number.NaN })).rejects.toThrow("finite");
    });
  });

  describe("createIfAbsent", () => {
    const db = useDatabase(suite);

    race("lets one of many parallel callers create", async () => {
      const absent = (data: Row) => createIfAbsent(db.adapter, data, "code");
      const rows = await Promise.all(Array.from({ length: 50 }, (_, i) => absent({ name: `n${i}`, code: "one" })));
      expect(rows.filter((row) => row !== null)).toHaveLength(1);
      expect(await db.adapter.count({ model: "item" })).toBe(1);
    });

    it("works on the id", async () => {
      const create = () => createIfAbsent(db.adapter, { id: "mine", name: "a" }, "id");
      expect(await create()).toMatchObject({ id: "mine" });
      expect(await create()).toBeNull();
    });

    it("still says when another unique value is taken", async () => {
      await db.adapter.create({ model: "item", data: { id: "other", name: "a", code: "taken" }, forceAllowId: true });
      const call = { model: "item", data: { id: "new", name: "b", code: "taken" }, forceAllowId: true };
      const { adapter } = db;
      const create = adapter.createIfAbsent
        ? adapter.createIfAbsent({ ...call, uniqueField: "id" })
        : adapter.create(call);
      await expect(create).rejects.toThrow();
    });
  });

  describe("createIfPresent", () => {
    const db = useDatabase(suite);
    const { item, names } = db;
    const made = [{ field: "plan", value: "made" }];

    it("creates while the other row is there, and gives the new one as it is then", async () => {
      await item({ name: "other", code: "o" });
      const row = await createIfPresent(db.adapter, { name: "new", plan: "made" }, "o");
      expect(row).toMatchObject({ name: "new", plan: "made", code: null });
      expect(await db.adapter.findOne({ model: "item", where: made })).toEqual(row);
      expect(await createIfPresent(db.adapter, { name: "newer", plan: "made" }, "nobody's")).toBeNull();
      expect(await names(made)).toEqual(["new"]);
    });

    it("refuses clauses that may name several rows", async () => {
      const { adapter } = db;
      const present = { model: "item", where: [{ field: "name", value: "a" }] };
      const call = async () =>
        adapter.createIfPresent
          ? adapter.createIfPresent({ model: "item", data: { name: "b" }, present })
          : Promise.reject(new Error("is not there"));
      await expect(call()).rejects.toThrow();
    });

    if (suite.capabilities.transactions === false) return;
    race("leaves nothing behind when the other row is taken away, and then what rests on it", async () => {
      await item({ name: "other", code: "o" });
      const create = (name: string) => createIfPresent(db.adapter, { name, plan: "made" }, "o");
      // Whoever locks the same rows may be given up for another one's sake, with nothing of it done.
      const takeAway = retryAfterDeadlock(() =>
        db.adapter.transaction(async (trx) => {
          await trx.delete({ model: "item", where: [{ field: "code", value: "o" }] });
          await trx.deleteMany({ model: "item", where: made });
        }),
      );
      await Promise.all([takeAway, ...Array.from({ length: 20 }, (_, i) => create(`n${i}`))]);
      expect(await names([])).toEqual([]);
    });
  });
}
