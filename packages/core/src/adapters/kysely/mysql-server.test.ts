// What is of MySQL's own: texts that its collations take for equal, zones, deadlocks, tables of a plan.
import { createPool, type Pool } from "mysql2/promise";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { everythingOptions, sessionRow, userRow } from "../../adapter-suite/schema";
import { mysqlUrl, openMysqlDatabase } from "../../test-support/mysql";
import type { DBAdapter, Row } from "../../types";
import { openAdapter } from "../fixtures/databases";
import { getMigrations } from "./migrations";

describe.skipIf(mysqlUrl === undefined)("MySQL", () => {
  let adapter: DBAdapter;
  let pool: Pool;
  let uri: string;
  const closers: (() => Promise<unknown>)[] = [];
  beforeAll(async () => {
    const place = await openMysqlDatabase();
    uri = place.uri;
    pool = createPool({ uri, connectionLimit: 20 });
    closers.push(place.close, () => pool.end());
    adapter = await openAdapter({ ...everythingOptions, database: pool });
  });
  afterAll(async () => {
    for (const close of closers.reverse()) await close();
  });

  const item = (data: Row) => adapter.create<Row>({ model: "item", data });
  const find = (value: string) => adapter.findOne<Row>({ model: "item", where: [{ field: "code", value }] });

  describe("text", () => {
    it.each([
      ["letter case", "Token-A", "token-a"],
      ["accents", "renée", "renee"],
      ["spaces at the end", "padded", "padded "],
      ["full-width letters", "ｗide", "wide"],
    ])("is compared byte by byte, whatever the collation says: %s", async (_, stored, asked) => {
      await item({ name: stored, code: stored });
      expect(await find(asked)).toBeNull();
      expect(await adapter.count({ model: "item", where: [{ field: "code", operator: "in", value: [asked] }] })).toBe(
        0,
      );
      expect(
        await adapter.updateMany({ model: "item", where: [{ field: "code", value: asked }], update: { size: 1 } }),
      ).toBe(0);
      expect(await adapter.consumeOne({ model: "item", where: [{ field: "code", value: asked }] })).toBeNull();
      expect(await adapter.deleteMany({ model: "item", where: [{ field: "code", value: asked }] })).toBe(0);
      expect(await find(stored)).toMatchObject({ name: stored, size: null });
      const others = await adapter.findMany<Row>({
        model: "item",
        where: [{ field: "code", operator: "ne", value: asked }],
      });
      expect(others.map(({ code }) => code)).toContain(stored);
    });

    it("still finds by the index", async () => {
      const [[plan]] = (await pool.query(
        "explain select id from item where (code = 'x' and cast(convert(code using utf8mb4) as binary) = cast(convert('x' using utf8mb4) as binary))",
      )) as unknown as [[Record<string, unknown>]];
      expect(plan).not.toMatchObject({ type: "ALL" });
    });

    it("that a unique index takes for the same is there already", async () => {
      await item({ name: "first", code: "Zoë" });
      const second = { model: "item", data: { name: "second", code: "zoe" } };
      expect(await adapter.createIfAbsent?.({ ...second, uniqueField: "code" })).toBeNull();
      await expect(adapter.create(second)).rejects.toThrow(/Duplicate entry/);
    });
  });

  it.each(["local", "Z", "+05:30"])(
    "keeps points in time over a pool whose zone is %s, in joins too",
    async (timezone) => {
      const own = createPool({ uri, timezone });
      closers.push(() => own.end());
      const there = await openAdapter({ ...everythingOptions, database: own });
      const user = await there.create<Row>({ model: "user", data: userRow(`zone-${timezone}`) });
      const expiresAt = new Date("2031-07-01T10:20:30.456Z");
      const token = `token-${timezone}`;
      await there.create({ model: "session", data: sessionRow(token, user.id, { expiresAt }) });
      const where = [{ field: "id", value: user.id as string }];
      const read = await there.findOne<Row>({ model: "user", where, join: { session: true } });
      expect((read as { session: Row[] }).session[0]?.expiresAt).toEqual(expiresAt);
      const session = await there.findOne<Row>({ model: "session", where: [{ field: "token", value: token }] });
      expect(session?.expiresAt).toEqual(expiresAt);
    },
  );

  it("gives each of many counting callers a number of their own", async () => {
    const { id } = await item({ name: "counted", size: 0 });
    const where = [{ field: "id", value: id as string }];
    const counted = await Promise.all(
      Array.from({ length: 60 }, () => adapter.incrementOne<Row>({ model: "item", where, increment: { size: 1 } })),
    );
    expect(counted.map((row) => row?.size as number).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 60 }, (_, i) => i + 1),
    );
  });

  it("gives a consumed row to one of callers that find it by different indexes", async () => {
    for (let round = 0; round < 20; round++) {
      const code = `deadlock-${round}`;
      const { id } = await item({ name: code, code, size: 1 });
      const attempts = Array.from({ length: 20 }, (_, index) =>
        adapter.consumeOne({
          model: "item",
          where: [index % 2 === 0 ? { field: "code", value: code } : { field: "id", value: id as string }],
        }),
      );
      expect((await Promise.all(attempts)).filter((row) => row !== null)).toHaveLength(1);
    }
  });

  it("keeps what a table says about another one, and plans nothing the second time", async () => {
    const [keys] = await pool.query(
      "select table_name as t, column_name as c, referenced_table_name as r from information_schema.key_column_usage where table_schema = database() and referenced_table_name is not null order by t",
    );
    expect(keys).toEqual(
      expect.arrayContaining([
        { t: "account", c: "userId", r: "user" },
        { t: "session", c: "userId", r: "user" },
        { t: "item", c: "ownerId", r: "user" },
      ]),
    );
    const again = await getMigrations({ ...everythingOptions, database: pool });
    expect([again.toBeCreated, again.toBeAdded, again.toBeAddedIndexes, again.schemaProblems]).toEqual([
      [],
      [],
      [],
      [],
    ]);
  });

  it("adds columns with defaults and references to a table that has rows", async () => {
    const more = {
      id: "more",
      schema: {
        user: {
          fields: {
            plan: { type: "string" as const, required: true, defaultValue: "it's \\ free" },
            boss: { type: "string" as const, required: false, references: { model: "user", field: "id" } },
          },
        },
      },
    };
    const { runMigrations } = await getMigrations({
      ...everythingOptions,
      plugins: [...(everythingOptions.plugins ?? []), more],
      database: pool,
    });
    await runMigrations();
    const [rows] = await pool.query("select plan, boss from user limit 1");
    expect(rows).toEqual([{ plan: "it's \\ free", boss: null }]);
  });
});
