// What a migration does on servers: the schema that is named, rows that are there, a migrator that dies half-way.
import { Kysely, PostgresDialect } from "kysely";
import { createPool, type Pool as MysqlPool } from "mysql2/promise";
import { afterEach, describe, expect, it } from "vitest";
import { everything, everythingOptions, sessionRow, userRow } from "../../adapter-suite/schema";
import { UnsafeMigrationError } from "../../database/unsafe-migration-error";
import { mysqlUrl, openMysqlDatabase } from "../../test-support/mysql";
import { openPostgres, postgresUrl } from "../../test-support/postgres";
import type { BetterAuthOptions, DatabaseOption, DBAdapter, FieldMap, KyselyLike, Row } from "../../types";
import { getAdapter } from "../get-adapter";
import { getMigrations } from "./migrations";

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

/** An empty database of a server. */
interface Place {
  readonly database: DatabaseOption;
  /** Every statement that was sent. */
  readonly heard: string[];
  ask(sql: string): Promise<Row[]>;
  /** Has the server end the connection that is about to send a matching statement. */
  cutBefore(pattern: RegExp): void;
}

type Send = (query: unknown, ...rest: unknown[]) => Promise<unknown>;

const textOf = (query: unknown): string => {
  if (typeof query === "string") return query;
  const { text, sql } = query as { text?: string; sql?: string };
  return text ?? sql ?? "";
};

/** Writes down what a connection sends, and ends it where that is wanted. */
function listen(
  client: object,
  method: string,
  heard: string[],
  beforeEach: (sql: string, client: object) => Promise<void>,
) {
  const own = client as Record<string, Send>;
  const send = (own[method] as Send).bind(client);
  own[method] = async (query, ...rest) => {
    heard.push(textOf(query));
    await beforeEach(textOf(query), client);
    return send(query, ...rest);
  };
}

async function postgres(): Promise<Place> {
  const heard: string[] = [];
  let cut: RegExp | undefined;
  type Client = { query(sql: string): Promise<{ rows: Row[] }>; release(): void; processID: number };
  const side = await openPostgres();
  const place = await openPostgres((client) =>
    listen(client, "query", heard, async (sql) => {
      if (!cut?.test(sql)) return;
      cut = undefined;
      const other = (await side.pool.connect()) as Client;
      await other.query(`select pg_terminate_backend(${(client as Client).processID})`);
      other.release();
    }),
  );
  (place.pool as unknown as { on(event: string, listener: () => void): void }).on("error", () => {});
  closers.push(side.close, place.close);
  return {
    database: place.pool,
    heard,
    ask: async (sql) => (await (place.pool as unknown as Client).query(sql)).rows,
    cutBefore: (pattern) => {
      cut = pattern;
    },
  };
}

async function mysql(): Promise<Place> {
  const heard: string[] = [];
  let cut: RegExp | undefined;
  const { uri, close } = await openMysqlDatabase();
  const pool = createPool({ uri, connectionLimit: 5 });
  const side = createPool({ uri, connectionLimit: 1 });
  closers.push(
    close,
    () => side.end(),
    () => pool.end(),
  );
  const getConnection = pool.getConnection.bind(pool) as MysqlPool["getConnection"];
  pool.getConnection = async () => {
    const connection = await getConnection();
    listen(connection, "query", heard, async (sql) => {
      if (!cut?.test(sql)) return;
      cut = undefined;
      await side.query(`kill ${connection.threadId}`);
    });
    return connection;
  };
  return {
    database: pool,
    heard,
    ask: async (sql) => (await side.query(sql))[0] as Row[],
    cutBefore: (pattern) => {
      cut = pattern;
    },
  };
}

const servers = {
  PostgreSQL: { isThere: postgresUrl !== undefined, open: postgres },
  MySQL: { isThere: mysqlUrl !== undefined, open: mysql },
};

const migrate = async (options: BetterAuthOptions) => (await getMigrations(options)).runMigrations();
const withFields = (database: DatabaseOption, fields: FieldMap): BetterAuthOptions => ({
  ...everythingOptions,
  database,
  user: { additionalFields: fields },
});

async function fill(options: BetterAuthOptions): Promise<DBAdapter> {
  await migrate(options);
  const adapter = await getAdapter(options);
  const user = await adapter.create({ model: "user", data: userRow("a") });
  await adapter.create({ model: "user", data: userRow("b") });
  await adapter.create({ model: "session", data: sessionRow("t", user.id) });
  return adapter;
}

async function expectUpToDate(options: BetterAuthOptions): Promise<void> {
  const { toBeCreated, toBeAdded, toBeAddedIndexes, schemaProblems, unsafeChanges } = await getMigrations(options);
  expect([toBeCreated, toBeAdded, toBeAddedIndexes, schemaProblems, unsafeChanges]).toEqual([[], [], [], [], []]);
}

describe.each(Object.entries(servers))("a migration on %s", (name, { isThere, open }) => {
  const test = it.skipIf(!isThere);

  test("that has nothing to do reads what is there, and does no more", async () => {
    const { database, heard } = await open();
    const options = { ...everythingOptions, database };
    await migrate(options);
    heard.length = 0;
    await expectUpToDate(options);
    await migrate(options);
    // Two for a plan, of which there are three here. MySQL's pool sends them past the connections that are listened to.
    if (name === "PostgreSQL") expect(heard).toHaveLength(6);
    expect(heard.filter((sql) => !/^\s*select/.test(sql))).toEqual([]);
  });

  test("adds columns, indexes, unique indexes and references to tables with rows", async () => {
    const { database } = await open();
    const adapter = await fill({ ...everythingOptions, database });
    const options: BetterAuthOptions = {
      ...withFields(database, {
        nick: { type: "string", required: false, unique: true },
        level: { type: "number", required: true, defaultValue: 3, index: true },
        bossId: {
          type: "string",
          required: false,
          index: true,
          references: { model: "user", field: "id", onDelete: "cascade" },
        },
      }),
    };
    await migrate(options);
    await expectUpToDate(options);
    const after = await getAdapter(options);
    const [a, b] = await after.findMany<Row>({ model: "user", sortBy: { field: "name", direction: "asc" } });
    expect(a).toMatchObject({ nick: null, level: 3, bossId: null });
    const set = (id: unknown, update: Row) =>
      after.update({ model: "user", where: [{ field: "id", value: id as string }], update });
    await set(a?.id, { nick: "one" });
    await expect(set(b?.id, { nick: "one" })).rejects.toThrow();
    await set(b?.id, { bossId: a?.id });
    await expect(set(b?.id, { bossId: "nobody" })).rejects.toThrow();
    await after.delete({ model: "user", where: [{ field: "id", value: a?.id as string }] });
    expect(await adapter.count({ model: "user" })).toBe(0);
    expect(await adapter.count({ model: "session" })).toBe(0);
  });

  test("is refused where rows stand against it, and says the way out; an empty table takes it", async () => {
    const { database, heard } = await open();
    const age: FieldMap = { age: { type: "number", required: true } };
    const adapter = await fill({ ...everythingOptions, database });
    const refused = withFields(database, age);
    heard.length = 0;
    await expect(migrate(refused)).rejects.toThrow(
      /Table user has rows, and the new column age is required without a value for them\. Set required: false/,
    );
    expect(heard.filter((sql) => /^(create|alter|insert|begin)/.test(sql))).toEqual([]);
    await adapter.deleteMany({ model: "user", where: [] });
    await migrate(refused);
    await expectUpToDate(refused);
  });

  test("is refused where a column would have to be of another type", async () => {
    const { database } = await open();
    await fill({ ...everythingOptions, database });
    const more = { id: "more", schema: { note: { fields: { text: { type: "string" as const } } } } };
    const changed: BetterAuthOptions = {
      database,
      plugins: [{ id: "item", schema: { item: { fields: { name: { type: "date" } } } } }, more],
    };
    const migration = await getMigrations(changed);
    expect(migration.unsafeChanges).toMatchObject([{ kind: "column-type", table: "item", columns: ["name"] }]);
    const refusal = migration.runMigrations();
    await expect(refusal).rejects.toThrow(UnsafeMigrationError);
    await expect(refusal).rejects.toThrow(
      /Column name of table item is of type \w+, which does not hold date values\. .* by hand/,
    );
    expect((await getMigrations(changed)).toBeCreated.map(({ table }) => table)).toEqual(["note"]);
  });

  test("is refused where rows have what shall be unique", async () => {
    const { database } = await open();
    const nick = (unique: boolean) =>
      withFields(database, { nick: { type: "string", required: false, unique, sortable: true } });
    await migrate(nick(false));
    const adapter = await getAdapter(nick(false));
    for (const person of ["a", "b"]) await adapter.create({ model: "user", data: userRow(person, { nick: "same" }) });
    await expect(migrate(nick(true))).rejects.toThrow(/Rows of table user have the same value in nick/);
    await adapter.updateMany({ model: "user", where: [{ field: "name", value: "b" }], update: { nick: null } });
    await migrate(nick(true));
    await expectUpToDate(nick(true));
  });

  test("makes references of the type that is there", async () => {
    const { database, ask } = await open();
    await migrate({ database });
    const options: BetterAuthOptions = {
      database,
      advanced: { database: { generateId: "uuid" } },
      plugins: [everything],
    };
    await migrate(options);
    const [row] = await ask(
      `select data_type as type from information_schema.columns where table_name = 'badge' and column_name = 'userId' and table_schema = ${name === "MySQL" ? "database()" : "current_schema()"}`,
    );
    expect(String(row?.type)).toBe(name === "MySQL" ? "varchar" : "text");
  });

  test.each([/^create table .*account/, /^create index .*session_userId/, /^insert into .*better_auth_migration/])(
    "that dies before %s is done by the next one",
    async (pattern) => {
      const { database, cutBefore, ask } = await open();
      const options = { ...everythingOptions, database };
      cutBefore(pattern);
      await expect(migrate(options)).rejects.toThrow();
      if (name === "PostgreSQL") {
        // All or nothing.
        expect((await getMigrations(options)).toBeCreated.map(({ table }) => table)).toContain("user");
      }
      await migrate(options);
      await expectUpToDate(options);
      const adapter = await getAdapter(options);
      const user = await adapter.create({ model: "user", data: userRow("a") });
      await adapter.create({
        model: "account",
        data: { userId: user.id, providerId: "p", accountId: "1", updatedAt: new Date() },
      });
      const ledger = await ask("select count(*) as n from better_auth_migration");
      // What a migrator of MySQL did before its last breath is done; only the note of it is missing.
      expect(Number(ledger[0]?.n)).toBe(name === "MySQL" && pattern.source.includes("migration") ? 0 : 1);
    },
  );
});

describe.skipIf(postgresUrl === undefined)("a PostgreSQL schema that is named", () => {
  async function named() {
    const { pool, close } = await openPostgres();
    const schemaName = `Better_auth ${crypto.randomUUID().slice(0, 8)}`;
    const ask = async (sql: string) =>
      (await (pool as unknown as { query(sql: string): Promise<{ rows: Row[] }> }).query(sql)).rows;
    closers.push(close, () => ask(`drop schema if exists "${schemaName}" cascade`));
    const db = new Kysely({ dialect: new PostgresDialect({ pool: pool as never }) }) as unknown as KyselyLike;
    return {
      ask,
      schemaName,
      options: { ...everythingOptions, database: { db, type: "postgres" as const, schemaName } },
    };
  }

  it("is made, and holds everything, the ledger too", async () => {
    const { options, ask, schemaName } = await named();
    const { compileMigrations } = await getMigrations(options);
    expect(await compileMigrations()).toMatch(new RegExp(`^create schema if not exists "${schemaName}";`));
    const adapter = await fill(options);
    await expectUpToDate(options);
    expect(
      await adapter.findOne({ model: "session", where: [{ field: "token", value: "t" }], join: { user: true } }),
    ).toMatchObject({
      user: { name: "a" },
    });
    const tables = await ask(
      `select table_name as t from information_schema.tables where table_schema = '${schemaName}'`,
    );
    expect(tables.map(({ t }) => t)).toEqual(
      expect.arrayContaining(["user", "session", "account", "verification", "item", "better_auth_migration"]),
    );
  });

  it("is not made where it is, which takes a right of its own", async () => {
    const { options, ask, schemaName } = await named();
    await ask(`create schema "${schemaName}"`);
    const { compileMigrations } = await getMigrations(options);
    expect(await compileMigrations()).toMatch(/^create table/);
  });
});
