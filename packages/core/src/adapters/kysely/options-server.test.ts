// The options of a database mean the same on servers as on SQLite.
import { Kysely, MysqlDialect, PostgresDialect } from "kysely";
import { createPool } from "mysql2";
import { afterEach, describe, expect, it, vi } from "vitest";
import { everythingOptions, sessionRow, userRow } from "../../adapter-suite/schema";
import { mysqlUrl, openMysqlDatabase } from "../../test-support/mysql";
import { openPostgres, postgresUrl } from "../../test-support/postgres";
import type { DBAdapter, KyselyLike, Row } from "../../types";
import { openAdapter } from "../fixtures/databases";
import { kyselyAdapter } from "./kysely-adapter";
import { getMigrations } from "./migrations";

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

/** A Kysely instance over an empty database, and what it sends. */
interface Place {
  readonly db: KyselyLike;
  readonly sent: string[];
  tables(): Promise<string[]>;
  columns(table: string): Promise<string[]>;
}

function placeOf(instance: Kysely<Record<string, never>>, sent: string[], schema: string): Place {
  const ask = async (sql: string) => {
    const { CompiledQuery } = await import("kysely");
    return (await instance.executeQuery<{ name: string }>(CompiledQuery.raw(sql))).rows.map((row) => row.name);
  };
  return {
    db: instance as unknown as KyselyLike,
    sent,
    tables: () =>
      ask(`select table_name as name from information_schema.tables where table_schema = ${schema} order by 1`),
    columns: (table) =>
      ask(
        `select column_name as name from information_schema.columns where table_schema = ${schema} and table_name = '${table}'`,
      ),
  };
}

const servers = {
  PostgreSQL: {
    type: "postgres" as const,
    isThere: postgresUrl !== undefined,
    async open() {
      const { pool, close } = await openPostgres();
      closers.push(close);
      const sent: string[] = [];
      const log = (event: { query: { sql: string } }) => void sent.push(event.query.sql);
      return placeOf(
        new Kysely({ dialect: new PostgresDialect({ pool: pool as never }), log }),
        sent,
        "current_schema()",
      );
    },
  },
  MySQL: {
    type: "mysql" as const,
    isThere: mysqlUrl !== undefined,
    async open() {
      const { uri, close } = await openMysqlDatabase();
      const pool = createPool({ uri });
      closers.push(close, () => pool.promise().end());
      const sent: string[] = [];
      const log = (event: { query: { sql: string } }) => void sent.push(event.query.sql);
      return placeOf(new Kysely({ dialect: new MysqlDialect({ pool }), log }), sent, "database()");
    },
  },
};

/** Writes and reads rows of several tables, and gives them. */
async function use(adapter: DBAdapter): Promise<Row | null> {
  const user = await adapter.create({ model: "user", data: userRow("a", { emailVerified: true }) });
  await adapter.create({ model: "session", data: sessionRow("t", user.id) });
  await adapter.create({ model: "item", data: { name: "i", ownerId: user.id, meta: { inJson: 1 } } });
  return adapter.findOne<Row>({
    model: "user",
    where: [{ field: "emailVerified", value: true }],
    join: { session: true, item: true },
  });
}

const USED = {
  name: "a",
  emailVerified: true,
  session: [{ token: "t", expiresAt: new Date(2_000_000_000_000) }],
  item: [{ name: "i", meta: { inJson: 1 } }],
};

describe.each(Object.values(servers))("on $type", ({ type, isThere, open }) => {
  const test = it.skipIf(!isThere);

  test("casing spells names in snake case in the database, and nowhere else", async () => {
    const { db, tables, columns } = await open();
    const options = {
      ...everythingOptions,
      database: { db, type, casing: "snake" as const },
      rateLimit: { storage: "database" as const },
    };
    expect(await use(await openAdapter(options))).toMatchObject(USED);
    expect(await tables()).toContain("rate_limit");
    expect(await columns("session")).toEqual(expect.arrayContaining(["user_id", "expires_at", "ip_address"]));
    const { toBeCreated, toBeAdded, toBeAddedIndexes } = await getMigrations(options);
    expect([toBeCreated, toBeAdded, toBeAddedIndexes]).toEqual([[], [], []]);
  });

  test("casing is one of two words", async () => {
    const { db } = await open();
    const database = { db, type, casing: "kebab" as "snake" };
    await expect(openAdapter({ database })).rejects.toThrow(
      'database.casing: expected "snake" or "camel", got "kebab"',
    );
  });

  test("usePlural calls tables after their model with an s", async () => {
    const { db, tables } = await open();
    const options = { ...everythingOptions, database: kyselyAdapter(db, { type, usePlural: true }) };
    expect(await use(await openAdapter(options))).toMatchObject(USED);
    expect(await tables()).toEqual(expect.arrayContaining(["users", "sessions", "items"]));
  });

  test("transaction: false runs what belongs together one by one", async () => {
    const { db } = await open();
    const adapter = await openAdapter({ ...everythingOptions, database: { db, type, transaction: false } });
    const work = adapter.transaction(async (trx) => {
      await trx.create({ model: "item", data: { name: "x" } });
      throw new Error("no");
    });
    await expect(work).rejects.toThrow("no");
    expect(await adapter.count({ model: "item" })).toBe(1);
  });

  test("debugLogs logs the calls that are asked for", async () => {
    const lines: string[] = [];
    const spy = vi.spyOn(console, "log").mockImplementation((line) => void lines.push(String(line)));
    try {
      const { db } = await open();
      const database = kyselyAdapter(db, { type, debugLogs: { findOne: true } });
      const adapter = await openAdapter({ ...everythingOptions, database });
      await adapter.create({ model: "item", data: { name: "x" } });
      await adapter.findOne({ model: "item", where: [] });
    } finally {
      spy.mockRestore();
    }
    expect(lines).toHaveLength(2);
    expect(lines[0]).toContain("findOne");
  });

  test("a join is one statement, whatever advanced.database.joins says", async () => {
    const { db, sent } = await open();
    for (const joins of [true, false]) {
      const adapter = await openAdapter({
        ...everythingOptions,
        database: { db, type },
        advanced: { database: { joins } },
      });
      sent.length = 0;
      await adapter.findOne({
        model: "user",
        where: [{ field: "name", value: "a" }],
        join: { session: true, item: true },
      });
      expect(sent).toHaveLength(1);
    }
  });
});

describe.skipIf(mysqlUrl === undefined)("on mysql", () => {
  it("schemaName is another database of the server", async () => {
    const { db } = await servers.MySQL.open();
    const other = await openMysqlDatabase();
    closers.push(other.close);
    const schemaName = new URL(other.uri).pathname.slice(1);
    const options = { ...everythingOptions, database: { db, type: "mysql" as const, schemaName } };
    expect(await use(await openAdapter(options))).toMatchObject(USED);
    const { toBeCreated, toBeAdded, toBeAddedIndexes } = await getMigrations(options);
    expect([toBeCreated, toBeAdded, toBeAddedIndexes]).toEqual([[], [], []]);
    expect((await getMigrations({ ...options, database: { db, type: "mysql" } })).toBeCreated).not.toEqual([]);
  });
});
