import { expect } from "vitest";
import type { Row, Where } from "../types";
import { consumeMany, createIfAbsent } from "./optional-calls";
import { userRow } from "./schema";
import type { Suite } from "./suite";
import { useDatabase } from "./use-database";

const CALLERS = 50;

/** Runs a call of fifty at once. */
const atOnce = <T>(call: (caller: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: CALLERS }, (_, caller) => call(caller)));

const numbers = (count: number): number[] => Array.from({ length: count }, (_, i) => i + 1);

/** The part of the suite about fifty callers at once. */
export function describeRaces(suite: Suite): void {
  const { describe, race } = suite;
  const isGuarded = suite.capabilities.atomicCounters === false;

  describe("fifty callers at once", () => {
    const db = useDatabase(suite);
    const { item } = db;
    const byCode: Where[] = [{ field: "code", value: "one" }];

    /** Of a counter; with the fallback some may be told to come again, and have counted nothing then. */
    async function counted(where: Where[], set?: (caller: number) => Row): Promise<(readonly [number, Row | null])[]> {
      const results = await atOnce((caller) =>
        db.adapter
          .incrementOne<Row>({ model: "item", where, increment: { size: 1 }, ...(set ? { set: set(caller) } : {}) })
          .then(
            (row) => [caller, row] as const,
            (error: Error) => {
              if (isGuarded && error.message.includes("contention")) return null;
              throw error;
            },
          ),
      );
      return results.filter((result) => result !== null);
    }
    const sizesOf = (results: readonly (readonly [number, Row | null])[]) =>
      results.flatMap(([, row]) => (row === null ? [] : [row.size as number])).sort((a, b) => a - b);

    race("take one row: one gets it", async () => {
      const row = await item({ name: "once", code: "one", meta: { x: 1 }, at: new Date(1000), on: true });
      const taken = await atOnce(() => db.adapter.consumeOne<Row>({ model: "item", where: byCode }));
      expect(taken.filter((result) => result !== null)).toEqual([row]);
      expect(await db.adapter.count({ model: "item" })).toBe(0);
    });

    race("take one row by its id and something else: one gets it", async () => {
      const row = await item({ name: "once", size: 1 });
      const where: Where[] = [
        { field: "id", value: row.id as string },
        { field: "size", value: 0, operator: "gt" },
      ];
      const taken = await atOnce(() => db.adapter.consumeOne<Row>({ model: "item", where }));
      expect(taken.filter((result) => result !== null)).toEqual([row]);
    });

    race("take a row each of twenty: no row goes to two, and none that is gone comes back", async () => {
      const rows = await Promise.all(Array.from({ length: 20 }, (_, i) => item({ name: `n${i}`, plan: "taken" })));
      const take = () => db.adapter.consumeOne<Row>({ model: "item", where: [{ field: "plan", value: "taken" }] });
      const taken = (await atOnce(take)).filter((row) => row !== null);
      const ids = taken.map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      for (const row of taken) expect(rows).toContainEqual(row);
      // What nobody got is still there: callers may miss a row that another one was taking.
      const left = await db.adapter.findMany<Row>({ model: "item" });
      expect([...ids, ...left.map(({ id }) => id)].sort()).toEqual(rows.map(({ id }) => id).sort());
      expect(taken.length).toBeGreaterThan(0);
    });

    race("take many rows: no row goes to two", async () => {
      const rows = [await item({ name: "a", size: 1 }), await item({ name: "b", size: 1 })];
      await item({ name: "c", size: 2 });
      const taken = await atOnce(() => consumeMany(db.adapter, [{ field: "size", value: 1 }]));
      const winners = taken.filter((list) => list.length > 0);
      if (db.adapter.consumeMany) expect(winners).toHaveLength(1);
      expect(winners.flat().sort((a, b) => String(a.name).localeCompare(String(b.name)))).toEqual(rows);
      expect(await db.names([])).toEqual(["c"]);
    });

    race("count: each gets a number of its own", async () => {
      const { id } = await item({ name: "counter", code: "one", size: 0 });
      const sizes = sizesOf(await counted(byCode));
      expect(sizes).toEqual(numbers(sizes.length));
      if (!isGuarded) expect(sizes).toHaveLength(CALLERS);
      expect(await db.adapter.findOne({ model: "item", where: [{ field: "id", value: id as string }] })).toMatchObject({
        size: sizes.length,
      });
    });

    race("count from nothing", async () => {
      await item({ name: "counter", code: "one", size: null });
      const sizes = sizesOf(await counted(byCode));
      expect(sizes).toEqual(numbers(sizes.length));
      if (!isGuarded) expect(sizes).toHaveLength(CALLERS);
    });

    race("count up to a limit: as many as the guard lets through", async () => {
      await item({ name: "limit", code: "one", size: 0 });
      const limit = 5;
      const results = await counted([...byCode, { field: "size", value: limit, operator: "lt" }]);
      expect(sizesOf(results)).toEqual(numbers(limit));
      if (!isGuarded) expect(results).toHaveLength(CALLERS);
      expect(await db.adapter.findOne({ model: "item", where: byCode })).toMatchObject({ size: limit });
    });

    race("count and set: each gets the row as it left it", async () => {
      await item({ name: "counter", code: "one", size: 0 });
      const results = await counted(byCode, (caller) => ({ secret: `caller ${caller}` }));
      for (const [caller, row] of results) expect(row).toMatchObject({ code: "one", secret: `caller ${caller}` });
      const last = results.reduce((left, right) => (Number(left[1]?.size) > Number(right[1]?.size) ? left : right));
      expect(await db.adapter.findOne({ model: "item", where: byCode })).toEqual(last[1]);
    });

    race("swap a value that they have read: one does", async () => {
      await item({ name: "swap", code: "one", plan: "old" });
      const where: Where[] = [...byCode, { field: "plan", value: "old" }];
      const swapped = await atOnce((caller) =>
        db.adapter.incrementOne<Row>({ model: "item", where, increment: {}, set: { plan: `new ${caller}` } }),
      );
      const winners = swapped.flatMap((row, caller) => (row === null ? [] : [[caller, row.plan]]));
      expect(winners).toHaveLength(1);
      const [[caller, plan]] = winners as [[number, string]];
      expect(plan).toBe(`new ${caller}`);
      expect(await db.adapter.findOne({ model: "item", where: byCode })).toMatchObject({ plan });
    });

    race("create a row with the same unique value: one does, the others are told", async () => {
      const created = await Promise.allSettled(
        Array.from({ length: CALLERS }, (_, i) =>
          db.adapter.create<Row>({ model: "user", data: userRow(`n${i}`, { email: "same@example.com" }) }),
        ),
      );
      const winners = created.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
      expect(winners).toHaveLength(1);
      expect(await db.adapter.findMany({ model: "user" })).toEqual(winners);
    });

    race("create a row unless it is there: one does, the others get null", async () => {
      const rows = await atOnce((i) => createIfAbsent(db.adapter, { name: `n${i}`, code: "one" }, "code"));
      const winners = rows.filter((row) => row !== null);
      expect(winners).toHaveLength(1);
      expect(await db.adapter.findMany({ model: "item" })).toEqual(winners);
    });

    race("change the same row to a unique value of their own: the row is one of theirs in the end", async () => {
      const { id } = await item({ name: "row", code: "start" });
      const where: Where[] = [{ field: "id", value: id as string }];
      const rows = await atOnce((caller) =>
        db.adapter.update<Row>({ model: "item", where, update: { code: `c${caller}`, size: caller } }),
      );
      const last = await db.adapter.findOne<Row>({ model: "item", where });
      expect(last?.code).toBe(`c${last?.size}`);
      expect(rows.filter((row) => row?.code === last?.code)).toHaveLength(1);
    });
  });
}
