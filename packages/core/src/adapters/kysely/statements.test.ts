import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { Worker } from "node:worker_threads";
import Database from "better-sqlite3";
import { afterAll, beforeEach, describe, expect, it, vi } from "vitest";
import { everythingOptions, sessionRow, userRow } from "../../adapter-suite/schema";
import type { BetterAuthOptions, DBAdapter, Row } from "../../types";
import { openAdapter } from "../fixtures/databases";

describe("statements", () => {
  let log: string[];
  let db: Database.Database;
  let adapter: DBAdapter;
  beforeEach(async () => {
    log = [];
    db = new Database(":memory:", { verbose: (sql) => log.push(String(sql)) });
    adapter = await openAdapter({ ...everythingOptions, database: db });
    const user = await adapter.create({ model: "user", data: userRow("a") });
    await adapter.create({ model: "session", data: sessionRow("t", user.id) });
    await adapter.create({ model: "item", data: { name: "x", size: 1 } });
    log.length = 0;
  });

  const readSession = (token = "t") =>
    adapter.findOne<Row>({ model: "session", where: [{ field: "token", value: token }], join: { user: true } });

  it("are one for every call", async () => {
    const where = [{ field: "name", value: "x" }];
    const calls: (() => Promise<unknown>)[] = [
      () => readSession(),
      () => adapter.findOne({ model: "user", where: [], join: { session: true, item: true, badge: true } }),
      () => adapter.findMany({ model: "user", join: { session: { limit: 1 }, item: true } }),
      () => adapter.count({ model: "item", where }),
      () => adapter.create({ model: "item", data: { name: "y" } }),
      () =>
        adapter.createIfAbsent?.({ model: "item", data: { name: "z", code: "c" }, uniqueField: "code" }) ??
        Promise.reject(),
      () =>
        adapter.createIfPresent?.({
          model: "item",
          data: { name: "p" },
          present: { model: "item", where: [{ field: "code", value: "c" }] },
        }) ?? Promise.reject(),
      () => adapter.update({ model: "item", where, update: { size: 2 } }),
      () => adapter.updateMany({ model: "item", where, update: { size: 2 } }),
      () => adapter.incrementOne({ model: "item", where, increment: { size: 1 } }),
      () => adapter.delete({ model: "item", where: [{ field: "name", value: "y" }] }),
      () => adapter.deleteMany({ model: "item", where: [{ field: "name", value: "y" }] }),
      () => adapter.consumeOne({ model: "item", where }),
    ];
    for (const call of calls) {
      log.length = 0;
      await call();
      expect(log, call.toString()).toHaveLength(1);
    }
  });

  it("are three and the work for a transaction", async () => {
    await adapter.transaction(async (trx) => void (await trx.count({ model: "item" })));
    expect(log).toEqual(["begin immediate", 'select count(*) from "item"', "commit"]);
  });

  it("are prepared once a shape, whatever the values", async () => {
    const prepare = vi.spyOn(db, "prepare");
    for (let i = 0; i < 5; i++) {
      await readSession(`t${i}`);
      await adapter.findMany({
        model: "item",
        where: [{ field: "size", value: i, operator: "gt" }],
        limit: i,
        offset: i,
      });
      await adapter.update({ model: "item", where: [{ field: "name", value: "x" }], update: { size: i } });
      await adapter.transaction((trx) => trx.count({ model: "item", where: [{ field: "size", value: i }] }));
    }
    // The offset of 0 is left out, which is a shape of its own.
    expect(prepare.mock.calls.map(([sql]) => sql)).toHaveLength(5);
  });

  it("hide their values from the planner where tables are joined: it would plan anew for each", async () => {
    await readSession("t");
    await adapter.findOne({ model: "session", where: [{ field: "token", value: "t" }] });
    expect(log.map((sql) => sql.slice(sql.indexOf(" where ")))).toEqual([
      expect.stringMatching(/^ where "[^"]+"\."token" = \(select .+\)/),
      expect.stringMatching(/^ where "token" = [^(]+$/),
    ]);
  });

  it("serve lists of many lengths with a few shapes", async () => {
    const prepare = vi.spyOn(db, "prepare");
    for (let length = 0; length <= 64; length++) {
      const value = Array.from({ length }, (_, i) => `n${i}`);
      await adapter.findMany({ model: "item", where: [{ field: "name", value, operator: "in" }] });
    }
    // 0, 1, 2, 4, … 64
    expect(prepare).toHaveBeenCalledTimes(8);
  });

  it("bind every value", async () => {
    const prepare = vi.spyOn(db, "prepare");
    const evil = "evil'\"; --";
    const where = [{ field: "name", value: evil, operator: "contains" as const }];
    await adapter.findMany({ model: "item", where, limit: 77, offset: 88 });
    await adapter.create({ model: "item", data: { name: evil, meta: { evil }, tags: [evil] } });
    await adapter.updateMany({ model: "item", where, update: { plan: evil } });
    await adapter.incrementOne({ model: "item", where, increment: { size: 99 } });
    await adapter.deleteMany({ model: "item", where: [{ field: "name", value: [evil], operator: "in" }] });
    for (const [sql] of prepare.mock.calls) expect(sql).not.toMatch(/evil|77|88|99/);
    expect(prepare).toHaveBeenCalledTimes(5);
  });

  it("stay prepared when a column is added beside the schema", async () => {
    await readSession();
    db.exec('alter table "session" add column "extra" text');
    expect(await readSession()).toMatchObject({ token: "t", user: { name: "a" } });
  });

  it("refuse a condition whose value is undefined", async () => {
    const where = [{ field: "id", value: undefined as unknown as string }];
    await expect(adapter.deleteMany({ model: "user", where })).rejects.toThrow("user.id with is undefined");
    expect(await adapter.count({ model: "user" })).toBe(1);
  });

  it("refuse operators that there are not", async () => {
    for (const operator of ["toString", "= 1 or", "__proto__"]) {
      const where = [{ field: "name", value: "x", operator: operator as "eq" }];
      await expect(adapter.findMany({ model: "item", where })).rejects.toThrow("is not one of");
    }
  });

  it("name the field of a value that cannot be stored, and never the value", async () => {
    const name = ["hidden"];
    const error = await adapter.create({ model: "item", data: { name } }).catch((reason: unknown) => reason);
    expect(String(error)).toContain("Field name of model item takes a string, got an array.");
    expect(String(error)).not.toContain("hidden");
    await expect(adapter.create({ model: "item", data: { name: "a", at: "never" } })).rejects.toThrow("takes a date");
    await expect(adapter.create({ model: "item", data: { name: "a", size: {} } })).rejects.toThrow("takes a number");
  });

  it("refuse createIfAbsent on a field that is not unique", async () => {
    const create = adapter.createIfAbsent?.({ model: "item", data: { name: "x" }, uniqueField: "name" });
    await expect(create).rejects.toThrow("field name of model item is not unique");
  });
});

describe("a database that lacks something", () => {
  it("is told what to run, with the first error as cause", async () => {
    const db = new Database(":memory:");
    const { getAdapter } = await import("../get-adapter");
    const adapter = await getAdapter({ database: db });
    const read = () => adapter.findMany({ model: "user" });
    await expect(read()).rejects.toThrow(/no such table: user.*npx @better-auth\/cli migrate/);
    db.exec('create table "user" ("id" text primary key, "name" text)');
    await expect(read()).rejects.toThrow(/no such column.*npx @better-auth\/cli migrate/);
    await expect(adapter.create({ model: "user", data: userRow("a") })).rejects.toThrow(/no column named.*migrate/);
    const error: unknown = await read().catch((reason: unknown) => reason);
    expect((error as Error).cause).toBeInstanceOf(Error);
  });

  it("works as soon as the tables are there", async () => {
    const db = new Database(":memory:");
    const { getAdapter } = await import("../get-adapter");
    const options: BetterAuthOptions = { database: db };
    const adapter = await getAdapter(options);
    await expect(adapter.count({ model: "user" })).rejects.toThrow("migrate");
    await openAdapter(options);
    expect(await adapter.count({ model: "user" })).toBe(0);
  });
});

describe("ids that the database makes", () => {
  it("come back from it", async () => {
    const db = new Database(":memory:");
    db.exec(`create table "user" ("id" text primary key default ('db-' || abs(random())), "name" text, "email" text unique,
      "emailVerified" integer, "image" text, "createdAt" date, "updatedAt" date)`);
    const { getAdapter } = await import("../get-adapter");
    const adapter = await getAdapter({ database: db, advanced: { database: { generateId: false } } });
    expect((await adapter.create({ model: "user", data: userRow("a") })).id).toMatch(/^db-\d+$/);
  });
});

describe("what is stored in SQLite", () => {
  it("has the types and texts that applications of the contract have", async () => {
    const db = new Database(":memory:");
    const adapter = await openAdapter({ ...everythingOptions, database: db });
    const at = new Date("2024-05-06T07:08:09.010Z");
    await adapter.create({
      model: "item",
      data: {
        name: "a",
        size: 3,
        big: 1_700_000_000_000,
        on: true,
        at,
        meta: { a: 1 },
        tags: ["x"],
        sizes: [1],
        level: "low",
      },
    });
    await adapter.create({ model: "item", data: { name: "b", on: false, meta: null, tags: null } });
    const rows = db
      .prepare('select *, typeof("size") as t1, typeof("big") as t2, typeof("on") as t3 from "item" order by "name"')
      .all();
    expect(rows[0]).toMatchObject({
      size: 3,
      big: 1_700_000_000_000,
      on: 1,
      at: "2024-05-06T07:08:09.010Z",
      meta: '{"a":1}',
      tags: '["x"]',
      sizes: "[1]",
      level: "low",
      t1: "integer",
      t2: "integer",
      t3: "integer",
    });
    expect(rows[1]).toMatchObject({ on: 0, meta: "null", tags: null, size: null });
  });

  it("is text in a text column, also for a number", async () => {
    const database = new Database(":memory:");
    const adapter = await openAdapter({ ...everythingOptions, database });
    expect(await adapter.create({ model: "item", data: { name: 12 } })).toMatchObject({ name: "12" });
  });

  it("is read when another tool wrote dates as numbers, and integers come as bigint", async () => {
    const db = new Database(":memory:");
    db.defaultSafeIntegers(true);
    const adapter = await openAdapter({ ...everythingOptions, database: db });
    await adapter.create({ model: "item", data: { name: "a" } });
    db.exec(`update "item" set "at" = 1700000000000, "big" = 5, "on" = 1`);
    const row = await adapter.findOne({ model: "item", where: [] });
    expect(row).toMatchObject({ at: new Date(1_700_000_000_000), big: 5, on: true });
    expect(await adapter.count({ model: "item" })).toBe(1);
    expect(await adapter.deleteMany({ model: "item", where: [] })).toBe(1);
  });
});

describe("a file that two connections write", () => {
  const folder = mkdtempSync(join(tmpdir(), "better-auth-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("lets one create, one consume, and counts right", async () => {
    const file = join(folder, "auth.db");
    const open = () => openAdapter({ ...everythingOptions, database: new Database(file) });
    const adapters = [await open(), await open()];
    const both = <T>(call: (adapter: DBAdapter, i: number) => Promise<T>) =>
      Promise.all(Array.from({ length: 40 }, (_, i) => call(adapters[i % 2] as DBAdapter, i)));

    const row = (i: number) => ({ name: `${i}`, code: "c", size: 0 });
    const created = await both(async (adapter, i) =>
      adapter.createIfAbsent?.({ model: "item", data: row(i), uniqueField: "code" }),
    );
    expect(created.filter((result) => result !== null)).toHaveLength(1);
    const where = [{ field: "code", value: "c" }];
    await both((adapter) => adapter.incrementOne({ model: "item", where, increment: { size: 1 } }));
    expect(await adapters[0]?.findOne({ model: "item", where })).toMatchObject({ size: 40 });
    const taken = await both((adapter) => adapter.consumeOne({ model: "item", where }));
    expect(taken.filter((result) => result !== null)).toHaveLength(1);
  });

  it("begins a transaction when another thread has finished writing", async () => {
    const file = join(folder, "busy.db");
    const adapter = await openAdapter({ ...everythingOptions, database: new DatabaseSync(file) });
    const writer = new Worker(
      `const { DatabaseSync } = require("node:sqlite");
       const { parentPort, workerData } = require("node:worker_threads");
       const db = new DatabaseSync(workerData);
       db.exec("begin immediate");
       parentPort.postMessage("writing");
       setTimeout(() => db.exec("commit"), 100);`,
      { eval: true, workerData: file },
    );
    await new Promise((resolve) => writer.once("message", resolve));
    await adapter.transaction((trx) => trx.create({ model: "item", data: { name: "x" } }));
    expect(await adapter.count({ model: "item" })).toBe(1);
    await writer.terminate();
  });

  it("waits for the other when the driver would not", () => {
    const waits = new DatabaseSync(":memory:");
    const chosen = new DatabaseSync(":memory:", { timeout: 123 });
    const timeout = (db: DatabaseSync) => db.prepare("pragma busy_timeout").get();
    return Promise.all([waits, chosen].map((database) => openAdapter({ database }))).then(() => {
      expect(timeout(waits)).toEqual({ timeout: 5000 });
      expect(timeout(chosen)).toEqual({ timeout: 123 });
    });
  });
});
