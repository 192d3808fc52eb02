import { expect } from "vitest";
import type { DBAdapter, DBTransactionAdapter, Row } from "../types";
import type { Suite } from "./suite";
import { type SuiteDatabase, useDatabase } from "./use-database";

const NAMED_A = [{ field: "name", value: "a" }];

/** The part of the suite about transaction. */
export function describeTransactions(suite: Suite): void {
  suite.describe("transaction", () => {
    const db = useDatabase(suite);
    describeCommit(suite, db);
    if (suite.capabilities.transactions === false) describeOneByOne(suite, db);
    else {
      describeRollBack(suite, db);
      describeIsolation(suite, db);
    }
  });
}

/** What holds with transactions and without. */
function describeCommit({ it }: Suite, db: SuiteDatabase): void {
  it("gives what its callback gives, and keeps what was done in it", async () => {
    const user = await db.adapter.transaction(async (trx) => {
      const row = await trx.create<Row>({ model: "item", data: { name: "a", size: 1 } });
      expect(await trx.findOne({ model: "item", where: NAMED_A })).toEqual(row);
      await trx.update({ model: "item", where: NAMED_A, update: { size: 2 } });
      await trx.incrementOne({ model: "item", where: NAMED_A, increment: { size: 1 } });
      await trx.create({ model: "item", data: { name: "b" } });
      await trx.consumeOne({ model: "item", where: [{ field: "name", value: "b" }] });
      await trx.create({ model: "item", data: { name: "c" } });
      await trx.deleteMany({ model: "item", where: [{ field: "name", value: "c" }] });
      expect(await trx.count({ model: "item" })).toBe(1);
      return { ...row, size: 3, touchedAt: new Date(5000) };
    });
    expect(await db.adapter.findMany({ model: "item" })).toEqual([user]);
  });

  it("throws what its callback throws", async () => {
    const error = new Error("changed my mind");
    await expect(db.adapter.transaction(() => Promise.reject(error))).rejects.toBe(error);
    expect(await db.adapter.transaction(async () => "next")).toBe("next");
  });
}

/** What is promised of an adapter without transactions. */
function describeOneByOne({ it }: Suite, db: SuiteDatabase): void {
  it("runs its calls one by one, without roll-back", async () => {
    const work = db.adapter.transaction(async (trx) => {
      await trx.create({ model: "item", data: { name: "a" } });
      throw new Error("no");
    });
    await expect(work).rejects.toThrow("no");
    expect(await db.names([])).toEqual(["a"]);
  });
}

function describeRollBack({ it }: Suite, db: SuiteDatabase): void {
  const { item, names } = db;

  it("keeps everything or nothing", async () => {
    const run = (fails: boolean) =>
      db.adapter.transaction(async (trx) => {
        await trx.create({ model: "item", data: { name: "a" } });
        await trx.create({ model: "item", data: { name: "b" } });
        if (fails) throw new Error("changed my mind");
        return trx.count({ model: "item" });
      });
    await expect(run(true)).rejects.toThrow("changed my mind");
    expect(await db.adapter.count({ model: "item" })).toBe(0);
    expect(await run(false)).toBe(2);
  });

  it("undoes changes and deletions too", async () => {
    const before = await item({ name: "a", size: 1 });
    const work = db.adapter.transaction(async (trx) => {
      await trx.update({ model: "item", where: NAMED_A, update: { size: 2 } });
      await trx.deleteMany({ model: "item", where: [] });
      throw new Error("no");
    });
    await expect(work).rejects.toThrow("no");
    expect(await db.adapter.findMany({ model: "item" })).toEqual([before]);
  });

  it("undoes what was taken and counted", async () => {
    const before = [await item({ name: "a", size: 1 }), await item({ name: "b", size: 1 })];
    const work = db.adapter.transaction(async (trx) => {
      expect(await trx.consumeOne({ model: "item", where: NAMED_A })).toEqual(before[0]);
      await trx.incrementOne({ model: "item", where: [{ field: "name", value: "b" }], increment: { size: 1 } });
      throw new Error("no");
    });
    await expect(work).rejects.toThrow("no");
    const sortBy = { field: "name", direction: "asc" as const };
    expect(await db.adapter.findMany({ model: "item", sortBy })).toEqual(before);
  });

  it("is undone by a row that is refused, and the next one works", async () => {
    await item({ name: "taken", code: "one" });
    const work = db.adapter.transaction(async (trx) => {
      await trx.create({ model: "item", data: { name: "a" } });
      await trx.create({ model: "item", data: { name: "b", code: "one" } });
    });
    await expect(work).rejects.toThrow();
    expect(await names([])).toEqual(["taken"]);
    await db.adapter.transaction((trx) => trx.create({ model: "item", data: { name: "a" } }));
    expect(await names([])).toEqual(["a", "taken"]);
  });

  it("keeps what it did before a refused row that was caught, or fails", async () => {
    await item({ name: "taken", code: "one" });
    const work = db.adapter.transaction(async (trx) => {
      await trx.create({ model: "item", data: { name: "a" } });
      await trx.create({ model: "item", data: { name: "b", code: "one" } }).catch(() => {});
    });
    const isKept = await work.then(
      () => true,
      () => false,
    );
    expect(await names([])).toEqual(isKept ? ["a", "taken"] : ["taken"]);
    await db.adapter.transaction((trx) => trx.create({ model: "item", data: { name: "c" } }));
    expect(await names([{ field: "name", value: "c" }])).toEqual(["c"]);
  });

  it("goes on after a row that was there already", async () => {
    await item({ name: "taken", code: "one" });
    await db.adapter.transaction(async (trx) => {
      const data = { name: "b", code: "one" };
      if (trx.createIfAbsent) expect(await trx.createIfAbsent({ model: "item", data, uniqueField: "code" })).toBeNull();
      else expect(await trx.findOne({ model: "item", where: [{ field: "code", value: "one" }] })).not.toBeNull();
      await trx.create({ model: "item", data: { name: "a" } });
    });
    expect(await names([])).toEqual(["a", "taken"]);
  });

  it("in a transaction, where the adapter has that, ends with the outer one", async () => {
    const work = db.adapter.transaction(async (trx) => {
      const { transaction } = trx as Partial<DBAdapter>;
      const write = (inner: DBTransactionAdapter) => inner.create({ model: "item", data: { name: "inner" } });
      await (transaction ? transaction(write) : write(trx));
      throw new Error("no");
    });
    await expect(work).rejects.toThrow("no");
    expect(await names([])).toEqual([]);
  });
}

function describeIsolation({ it, race }: Suite, db: SuiteDatabase): void {
  const { item, names } = db;

  it("does not take calls from outside in", async () => {
    let open = () => {};
    const opened = new Promise<void>((resolve) => {
      open = resolve;
    });
    const failing = db.adapter.transaction(async (trx) => {
      await trx.create({ model: "item", data: { name: "inside" } });
      await opened;
      throw new Error("no");
    });
    const outside = item({ name: "outside" });
    const second = db.adapter.transaction((trx) => trx.findMany<Row>({ model: "item" }));
    open();
    await expect(failing).rejects.toThrow("no");
    await outside;
    expect((await second).map(({ name }) => name)).not.toContain("inside");
    expect(await names([])).toEqual(["outside"]);
  });

  it("shows nothing of itself before its end", async () => {
    const seen: unknown[][] = [];
    const watching: Promise<void>[] = [];
    await db.adapter.transaction(async (trx) => {
      await trx.create({ model: "item", data: { name: "first" } });
      // Either it looks past the transaction, or it waits for its end.
      watching.push(names([]).then((found) => void seen.push(found)));
      await new Promise((resolve) => setTimeout(resolve, 5));
      await trx.create({ model: "item", data: { name: "second" } });
    });
    await Promise.all(watching);
    expect([[], ["first", "second"]]).toContainEqual(seen[0]);
  });

  race("counts right beside others, and what fails counts nothing", async () => {
    await item({ name: "a", size: 0 });
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, (_, i) =>
        db.adapter.transaction(async (trx) => {
          const row = await trx.incrementOne<Row>({ model: "item", where: NAMED_A, increment: { size: 1 } });
          if (i % 2 === 1) throw new Error("no");
          return row?.size as number;
        }),
      ),
    );
    const sizes = results.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
    expect(sizes.sort((a, b) => a - b)).toEqual(Array.from({ length: 10 }, (_, i) => i + 1));
    expect(await db.adapter.findOne({ model: "item", where: NAMED_A })).toMatchObject({ size: 10 });
  });
}
