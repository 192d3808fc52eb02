import Database from "better-sqlite3";
import { drizzle } from "drizzle-orm/better-sqlite3";
import { integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { beforeEach, describe, expect, it } from "vitest";
import { createStatements, openDrizzle } from "../../test-support/drizzle/databases";
import { postgresUrl } from "../../test-support/postgres";
import type { BetterAuthOptions, BetterAuthPlugin, DBAdapter, Row, Where } from "../../types";
import { drizzleAdapter } from "./drizzle-adapter";

const options: BetterAuthOptions = {
  logger: { disabled: true },
  plugins: [
    {
      id: "thing",
      schema: {
        thing: {
          fields: {
            name: { type: "string", required: false, unique: true },
            size: { type: "number", required: false },
            on: { type: "boolean", required: false },
            at: { type: "date", required: false },
            since: { type: "date", required: false },
            meta: { type: "json", required: false },
            tags: { type: "string[]", required: false },
          },
        },
      },
    },
  ],
};

const thing = sqliteTable(
  "things_of_mine",
  {
    id: text("id").primaryKey(),
    name: text("name"),
    size: text("size"),
    on: integer("on"),
    at: text("at"),
    since: integer("since", { mode: "timestamp" }),
    meta: text("meta"),
    tags: text("tags"),
  },
  (table) => [uniqueIndex("name_unique").on(table.name)],
);

describe("tables written by hand", () => {
  let client: Database.Database;
  let adapter: DBAdapter;
  beforeEach(async () => {
    client = new Database(":memory:");
    for (const statement of await createStatements("sqlite", { thing })) client.exec(statement);
    adapter = drizzleAdapter(drizzle({ client, schema: { thing } }), { provider: "sqlite" })(options);
  });

  it("are taken from what drizzle() was given, and may hold values in other forms", async () => {
    const values = {
      name: "a",
      size: 7,
      on: true,
      at: new Date("2024-02-29T12:34:56.789Z"),
      since: new Date("2024-02-29T12:34:56Z"),
      meta: { deep: [1] },
      tags: ["x"],
    };
    const row = await adapter.create<Row>({ model: "thing", data: values });
    expect(row).toMatchObject(values);
    expect(client.prepare("select * from things_of_mine").get()).toMatchObject({
      size: "7",
      on: 1,
      at: "2024-02-29T12:34:56.789Z",
      since: 1_709_210_096,
      meta: '{"deep":[1]}',
      tags: '["x"]',
    });
    const found = (where: Where) => adapter.count({ model: "thing", where: [where] });
    expect(await found({ field: "on", value: true })).toBe(1);
    expect(await found({ field: "on", value: false })).toBe(0);
    expect(await found({ field: "at", value: values.at })).toBe(1);
    expect(await found({ field: "at", value: new Date(0), operator: "gt" })).toBe(1);
    expect(await found({ field: "since", value: values.since, operator: "gt" })).toBe(0);
  });

  it("are read when JSON was written as text of text, as by other tools", async () => {
    const own = sqliteTable("own", { ...columnsOfThing(), meta: text("meta", { mode: "json" }) });
    for (const statement of await createStatements("sqlite", { own })) client.exec(statement);
    client.exec(`insert into own (id, meta) values ('1', '"{\\"a\\":1}"'), ('2', '"plain"')`);
    const other = drizzleAdapter(drizzle({ client }), { provider: "sqlite", schema: { thing: own } })(options);
    const rows = await other.findMany<Row>({ model: "thing", sortBy: { field: "id", direction: "asc" } });
    expect(rows.map(({ meta }) => meta)).toEqual([{ a: 1 }, "plain"]);
  });

  it("let a field that is not unique decide nothing", async () => {
    const create = adapter.createIfAbsent?.({ model: "thing", data: { size: 1 }, uniqueField: "size" });
    await expect(create).rejects.toThrow("createIfAbsent: field size is not unique");
  });
});

function columnsOfThing() {
  return {
    id: text("id").primaryKey(),
    name: text("name"),
    size: integer("size"),
    on: integer("on", { mode: "boolean" }),
    at: text("at"),
    since: text("since"),
    tags: text("tags", { mode: "json" }),
  };
}

describe.skipIf(postgresUrl === undefined)("PostgreSQL, which refuses a comparison that cannot be", () => {
  it("finds nothing, or what lies on the right side", async () => {
    const big = {
      id: "big",
      schema: { thing: { fields: { big: { type: "number", bigint: true, required: false } } } },
    };
    const { adapter, close } = await openDrizzle("pg", {
      ...options,
      plugins: [...(options.plugins ?? []), big as BetterAuthPlugin],
      advanced: { database: { generateId: "serial" } },
    });
    try {
      await adapter.create({ model: "thing", data: { name: "a", size: 3, big: 3, at: new Date(1000) } });
      const count = (where: Where) => adapter.count({ model: "thing", where: [where] });
      expect(await count({ field: "size", value: 2.5, operator: "gt" })).toBe(1);
      expect(await count({ field: "size", value: 1e12, operator: "lt" })).toBe(1);
      expect(await count({ field: "big", value: 2.5, operator: "gt" })).toBe(1);
      expect(await count({ field: "big", value: 1e30, operator: "lt" })).toBe(1);
      expect(await count({ field: "at", value: new Date(8.64e15), operator: "lt" })).toBe(1);
      expect(await count({ field: "at", value: new Date(-8.64e15), operator: "gt" })).toBe(1);
      expect(await count({ field: "size", value: "many" })).toBe(0);
      expect(await count({ field: "id", value: "9999999999" })).toBe(0);
      expect(await count({ field: "id", value: ["1", "x"], operator: "in" })).toBe(1);
      expect(await count({ field: "name", value: "a\0" })).toBe(0);
      expect(await count({ field: "at", value: "yesterday" })).toBe(0);
      expect(await count({ field: "on", value: "maybe" })).toBe(0);
      for (const mode of ["sensitive", "insensitive"] as const) {
        expect(await count({ field: "size", value: "3", operator: "contains", mode })).toBe(1);
        expect(await count({ field: "id", value: "1", operator: "starts_with", mode })).toBe(1);
        expect(await count({ field: "at", value: "1970", operator: "contains", mode })).toBe(1);
        expect(await count({ field: "on", value: "x", operator: "ends_with", mode })).toBe(0);
        expect(await count({ field: "name", value: "a\0", operator: "contains", mode })).toBe(0);
        expect(await count({ field: "size", value: "3", mode })).toBe(1);
      }
    } finally {
      await close();
    }
  });
});
