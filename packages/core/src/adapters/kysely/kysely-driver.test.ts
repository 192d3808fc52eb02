import { DatabaseSync } from "node:sqlite";
import Database from "better-sqlite3";
import {
  CamelCasePlugin,
  DummyDriver,
  Kysely,
  type KyselyPlugin,
  MssqlAdapter,
  MssqlQueryCompiler,
  MysqlAdapter,
  MysqlQueryCompiler,
  PostgresAdapter,
  PostgresQueryCompiler,
  SqliteAdapter,
  SqliteDialect,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from "kysely";
import { describe, expect, it } from "vitest";
import { everythingOptions, sessionRow, userRow } from "../../adapter-suite/schema";
import type { DialectLike, KyselyLike, Row } from "../../types";
import { openAdapter } from "../fixtures/databases";
import { getAdapter } from "../get-adapter";
import { detectDialect } from "./detect-dialect";
import { kyselyAdapter } from "./kysely-adapter";

const instance = (database: Database.Database, plugins: KyselyPlugin[] = [], log: string[] = []): KyselyLike =>
  new Kysely({
    dialect: new SqliteDialect({ database }),
    plugins,
    log: (event) => void log.push(event.query.sql),
  }) as unknown as KyselyLike;

describe("an application's Kysely instance", () => {
  it("sees every statement, one for each call", async () => {
    const log: string[] = [];
    const db = instance(new Database(":memory:"), [], log);
    const adapter = await openAdapter({ ...everythingOptions, database: { db, type: "sqlite" } });
    const user = await adapter.create({ model: "user", data: userRow("a") });
    await adapter.create({ model: "session", data: sessionRow("t", user.id) });
    log.length = 0;
    const where = [{ field: "token", value: "t" }];
    const session = await adapter.findOne<Row>({ model: "session", where, join: { user: true } });
    expect(session?.user).toEqual(user);
    await adapter.findOne({ model: "user", where: [], join: { session: true } });
    expect(log).toHaveLength(2);
  });

  it("has its CamelCasePlugin heeded in tables, statements and migrations", async () => {
    const database = new Database(":memory:");
    const db = instance(database, [new CamelCasePlugin()]);
    const options = { ...everythingOptions, database: { db, type: "sqlite" as const } };
    const adapter = await openAdapter(options);
    await adapter.create({ model: "user", data: userRow("a", { emailVerified: true }) });
    expect(database.prepare("select email_verified from user").all()).toEqual([{ email_verified: 1 }]);
    const { getMigrations } = await import("./migrations");
    const again = await getMigrations(options);
    expect([again.toBeCreated, again.toBeAdded, again.toBeAddedIndexes]).toEqual([[], [], []]);
  });

  it("may have a plugin that looks at values", async () => {
    const shout: KyselyPlugin = {
      // Stands for serializers: objects that are bound become text, and placeholders are objects.
      transformQuery: ({ node }) =>
        JSON.parse(JSON.stringify(node), (_, part) =>
          part?.kind === "ValueNode" && typeof part.value === "object" && part.value !== null
            ? { ...part, value: JSON.stringify(part.value) }
            : part,
        ),
      transformResult: async ({ result }) => result,
    };
    const db = instance(new Database(":memory:"), [shout]);
    const adapter = await openAdapter({ ...everythingOptions, database: { db, type: "sqlite" } });
    await adapter.create({ model: "item", data: { name: "a", size: 1 } });
    await adapter.create({ model: "item", data: { name: "b", size: 2 } });
    const named = (value: string) => adapter.findMany<Row>({ model: "item", where: [{ field: "name", value }] });
    expect((await named("a"))[0]?.size).toBe(1);
    expect((await named("b"))[0]?.size).toBe(2);
  });

  it("may name a schema, by its own means or by the option", async () => {
    const database = new Database(":memory:");
    database.exec("attach ':memory:' as auth");
    const db = instance(database);
    const options = { ...everythingOptions, database: { db, type: "sqlite" as const, schemaName: "auth" } };
    const ddl = new Database(":memory:");
    await openAdapter({ ...everythingOptions, database: ddl });
    // Indexes and references of SQLite are named inside their schema, so the tables are made without them.
    for (const { sql } of ddl.prepare("select sql from sqlite_master where type = 'table'").all() as {
      sql: string;
    }[]) {
      database.exec(sql.replace("create table ", "create table auth.").replace("CREATE TABLE ", "CREATE TABLE auth."));
    }
    const named = await getAdapter(options);
    const user = await named.create({ model: "user", data: userRow("a") });
    await named.create({ model: "session", data: sessionRow("t", user.id) });
    const withSchema = (db as unknown as { withSchema(name: string): KyselyLike }).withSchema("auth");
    const own = await getAdapter({ ...everythingOptions, database: { db: withSchema, type: "sqlite" } });
    for (const adapter of [named, own]) {
      const current = await adapter.findOne({ model: "user", where: [] });
      const where = [{ field: "token", value: "t" }];
      expect(await adapter.findOne({ model: "session", where, join: { user: true } })).toMatchObject({ user: current });
      expect(await adapter.findMany({ model: "user", join: { session: true } })).toMatchObject([
        { session: [{ token: "t" }] },
      ]);
      expect(
        await adapter.update({
          model: "user",
          where: [{ field: "id", value: user.id as string }],
          update: { name: "b" },
        }),
      ).toMatchObject({ name: "b" });
    }
    expect(database.prepare("select count(*) as n from auth.user").get()).toEqual({ n: 1 });
  });

  it("works through kyselyAdapter, migrations included", async () => {
    const database = kyselyAdapter(instance(new Database(":memory:")), { usePlural: true });
    const adapter = await openAdapter({ ...everythingOptions, database });
    const user = await adapter.create({ model: "user", data: userRow("a") });
    expect(await adapter.findOne({ model: "users", where: [] })).toEqual(user);
    expect(adapter.id).toBe("kysely");
    // What plugins ask an adapter for, defaults included.
    expect(adapter.options).toMatchObject({ type: "sqlite", transaction: true, debugLogs: false });
    expect(adapter.options?.adapterConfig).toMatchObject({
      usePlural: true,
      supportsDates: false,
      supportsNumericIds: true,
      disableTransformInput: false,
      transaction: expect.any(Function),
    });
  });

  it("runs without transactions where its dialect has none", async () => {
    const database = new Database(":memory:");
    const dialect = new SqliteDialect({ database });
    const createDriver = () => {
      const driver = dialect.createDriver();
      driver.beginTransaction = async () => {
        throw new Error("Transactions are not supported");
      };
      return driver;
    };
    const without: DialectLike = {
      createDriver,
      createAdapter: () => dialect.createAdapter(),
      createQueryCompiler: () => dialect.createQueryCompiler(),
      createIntrospector: (db) => dialect.createIntrospector(db),
    };
    const adapter = await openAdapter({ ...everythingOptions, database: without });
    await adapter.transaction((trx) => trx.create({ model: "item", data: { name: "a" } }));
    expect(await adapter.count({ model: "item" })).toBe(1);
  });
});

describe("the option", () => {
  const dialects = {
    sqlite: [SqliteAdapter, SqliteQueryCompiler],
    postgres: [PostgresAdapter, PostgresQueryCompiler],
    mysql: [MysqlAdapter, MysqlQueryCompiler],
    mssql: [MssqlAdapter, MssqlQueryCompiler],
  } as const;
  it.each(Object.entries(dialects))("is seen to be %s without its name", (name, [Adapter, Compiler]) => {
    const db = new Kysely({
      dialect: {
        createAdapter: () => new Adapter(),
        createDriver: () => new DummyDriver(),
        createQueryCompiler: () => new Compiler(),
        createIntrospector: (of) => new SqliteIntrospector(of),
      },
    });
    expect(detectDialect(db as unknown as KyselyLike)).toBe(name);
  });

  it("may be a dialect with its type, over any driver that looks like better-sqlite3", async () => {
    const db = new DatabaseSync(":memory:");
    const shim = {
      close: () => db.close(),
      prepare: (sql: string) => {
        const statement = db.prepare(sql);
        return {
          reader: statement.columns().length > 0,
          all: (values: never[]) => statement.all(...values),
          run: (values: never[]) => statement.run(...values),
          iterate: () => [][Symbol.iterator](),
        };
      },
    };
    const dialect = new SqliteDialect({ database: shim as never });
    const adapter = await openAdapter({ ...everythingOptions, database: { dialect, type: "sqlite" } });
    await adapter.create({ model: "item", data: { name: "a" } });
    expect(await adapter.updateMany({ model: "item", where: [], update: { size: 1 } })).toBe(1);
  });

  it("is refused with what it should be when it is nothing known", async () => {
    const database = { url: "postgres://" } as never;
    await expect(getAdapter({ database })).rejects.toThrow(
      /database: expected an adapter,.*got an object with the members: url/,
    );
  });

  it("is called with the options when it is an adapter", async () => {
    const adapter = await openAdapter({ ...everythingOptions, database: new Database(":memory:") });
    const options = { database: () => adapter };
    expect(await getAdapter(options)).toBe(adapter);
  });

  it("may be left out: rows are in memory then", async () => {
    const adapter = await getAdapter({});
    expect(adapter.id).toBe("memory");
    expect(await adapter.create({ model: "user", data: userRow("a") })).toMatchObject({ name: "a" });
  });
});
