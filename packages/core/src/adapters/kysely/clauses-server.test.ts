// What clauses, lists and dates at the edges do on each database.
import Database from "better-sqlite3";
import { createPool } from "mysql2/promise";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { everythingOptions } from "../../adapter-suite/schema";
import { faultOf } from "../../fault/database-fault";
import { mysqlUrl, openMysqlDatabase } from "../../test-support/mysql";
import { openPostgres, postgresUrl } from "../../test-support/postgres";
import type { DatabaseOption, DBAdapter, Row, Where } from "../../types";
import { openAdapter } from "../fixtures/databases";

const closers: (() => unknown)[] = [];
afterAll(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

const servers: Readonly<Record<string, { isThere: boolean; open(): Promise<DatabaseOption> }>> = {
  SQLite: { isThere: true, open: async () => new Database(":memory:") },
  PostgreSQL: {
    isThere: postgresUrl !== undefined,
    open: async () => {
      const { pool, close } = await openPostgres();
      closers.push(close);
      return pool;
    },
  },
  MySQL: {
    isThere: mysqlUrl !== undefined,
    open: async () => {
      const { uri, close } = await openMysqlDatabase();
      const pool = createPool({ uri, timezone: "Z" });
      closers.push(close, () => pool.end());
      return pool;
    },
  },
};

describe.each(Object.entries(servers))("on %s", (name, { isThere, open }) => {
  const test = it.skipIf(!isThere);
  let adapter: DBAdapter;
  beforeAll(async () => {
    if (!isThere) return;
    adapter = await openAdapter({ ...everythingOptions, database: await open() });
    const at = new Date("2024-05-06T07:08:09.010Z");
    await adapter.create({ model: "item", data: { name: "bob", size: 12, big: 34, on: true, at, meta: { a: 1 } } });
    await adapter.create({ model: "item", data: { name: "ann", level: "low" } });
  });
  const names = async (where: Where[]) =>
    (await adapter.findMany<Row>({ model: "item", where })).map((row) => row.name);

  test("patterns look at numbers and dates as text", async () => {
    for (const mode of ["sensitive", "insensitive"] as const) {
      const found = (field: string, operator: Where["operator"], value: string) =>
        names([{ field, operator, value, mode }]);
      expect(await found("size", "contains", "2")).toEqual(["bob"]);
      expect(await found("big", "starts_with", "3")).toEqual(["bob"]);
      expect(await found("big", "ends_with", "99999999999.5")).toEqual([]);
      expect(await found("at", "contains", "2024-05-0")).toEqual(["bob"]);
      expect(await found("on", "contains", "x")).toEqual([]);
      expect(await found("meta", "contains", "a")).toEqual(["bob"]);
      expect(await found("tags", "contains", "x")).toEqual([]);
    }
  });

  test("what is no text has no letter case", async () => {
    expect(await names([{ field: "size", value: "12", mode: "insensitive" }])).toEqual(["bob"]);
    const value = "2024-05-06T07:08:09.010Z";
    expect(await names([{ field: "at", value, mode: "insensitive" }])).toEqual(["bob"]);
    expect(
      await names([{ field: "level", operator: "in", value: ["LOW", null as never], mode: "insensitive" }]),
    ).toEqual(["ann"]);
  });

  test("a date is the same in any form of its text", async () => {
    for (const value of ["2024-05-06T09:08:09.010+02:00", "2024-05-06T07:08:09.01Z"])
      expect(await names([{ field: "at", value }])).toEqual(["bob"]);
    expect(await names([{ field: "at", operator: "lt", value: "2024-05-07T01:00:00+02:00" }])).toEqual(["bob"]);
  });

  test("no pattern finds the character U+0000, nor what stands before it", async () => {
    for (const operator of ["contains", "starts_with", "ends_with"] as const) {
      for (const text of ["bob\0", "\0bob", "b\0b", `bob\0${"x".repeat(100)}`])
        expect([operator, text, await names([{ field: "name", operator, value: text }])]).toEqual([operator, text, []]);
      // Statements are kept by their shape.
      expect(await names([{ field: "name", operator, value: "bob" }])).toEqual(["bob"]);
    }
  });

  test("lists with a null match as in SQL: nothing is known to differ from it", async () => {
    for (const mode of ["sensitive", "insensitive"] as const) {
      const found = (operator: "in" | "not_in", value: (string | null)[]) =>
        names([{ field: "level", operator, value: value as string[], mode }]);
      expect(await found("in", ["low", null])).toEqual(["ann"]);
      expect(await found("in", ["high", null])).toEqual([]);
      expect(await found("not_in", ["high", null])).toEqual([]);
    }
  });

  test("lists of tens of thousands are compared", async () => {
    const value = Array.from({ length: 30_000 }, (_, i) => `n${i}`);
    expect(await names([{ field: "name", operator: "in", value: [...value, "bob"] }])).toEqual(["bob"]);
    expect(await names([{ field: "name", operator: "not_in", value: [...value, "bob"] }])).toEqual(["ann"]);
  });

  // PostgreSQL keeps them, and in order.
  if (name !== "PostgreSQL")
    test("dates that have no order or no form there are refused, and lie beyond all others", async () => {
      for (const far of ["+010000-01-01T00:00:00.000Z", "0000-12-31T23:59:59.999Z"]) {
        const write = adapter.create({ model: "item", data: { name: far, at: new Date(far) } });
        await expect(write).rejects.toThrow("Field at of model item takes a date of the years 1 to 9999, got a date.");
      }
      expect(await names([{ field: "at", operator: "lt", value: new Date(8.64e15) }])).toEqual(["bob"]);
      expect(await names([{ field: "at", operator: "gt", value: new Date(8.64e15) }])).toEqual([]);
      expect(await names([{ field: "at", operator: "gt", value: new Date(-8.64e15) }])).toEqual(["bob"]);
    });

  // SQLite has indexes of any text.
  if (name !== "SQLite")
    test("text that is too long for an index is a value that does not fit", async () => {
      const code = Array.from({ length: 9000 }, () => Math.random().toString(36)[3]).join("");
      const failure = await adapter.create({ model: "item", data: { name: "long", code } }).catch((error) => error);
      expect(faultOf(failure)).toBe("value");
    });

  test("as many rows as there are can be taken and changed", { timeout: 60_000 }, async () => {
    const many = 33_000;
    await adapter.transaction(async (inside) => {
      for (let i = 0; i < many; i++) await inside.create({ model: "item", data: { name: "many", plan: "free" } });
    });
    const where: Where[] = [{ field: "name", value: "many" }];
    expect(await adapter.update<Row>({ model: "item", where, update: { plan: "pro" } })).toMatchObject({ plan: "pro" });
    expect(await adapter.count({ model: "item", where: [...where, { field: "plan", value: "pro" }] })).toBe(many);
    expect(await adapter.consumeMany?.({ model: "item", where })).toHaveLength(many);
    expect(await adapter.count({ model: "item", where })).toBe(0);
  });
});
