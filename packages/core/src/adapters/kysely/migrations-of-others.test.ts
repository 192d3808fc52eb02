// What a migration makes of a database that other hands have been at: names in another letter case, views, indexes of many kinds.
import Database from "better-sqlite3";
import { createPool } from "mysql2/promise";
import { afterEach, describe, expect, it } from "vitest";
import { userRow } from "../../adapter-suite/schema";
import { mysqlUrl, openMysqlDatabase } from "../../test-support/mysql";
import { openPostgres, postgresUrl } from "../../test-support/postgres";
import type { BetterAuthOptions, DatabaseOption } from "../../types";
import { getAdapter } from "../get-adapter";
import { introspect } from "./introspect";
import { getMigrations } from "./migrations";

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

/** A migrated database, which can be told things. */
interface Place {
  readonly options: BetterAuthOptions;
  say(sql: string): Promise<unknown>;
}

const openers: Readonly<
  Record<string, { isThere: boolean; open(): Promise<{ database: DatabaseOption; say: Place["say"] }> }>
> = {
  SQLite: {
    isThere: true,
    open: async () => {
      const database = new Database(":memory:");
      return { database, say: async (sql) => database.exec(sql.replaceAll("`", '"')) };
    },
  },
  PostgreSQL: {
    isThere: postgresUrl !== undefined,
    open: async () => {
      const { pool, close } = await openPostgres();
      closers.push(close);
      const client = pool as unknown as { query(sql: string): Promise<unknown> };
      return { database: pool, say: (sql) => client.query(sql.replaceAll("`", '"')) };
    },
  },
  MySQL: {
    isThere: mysqlUrl !== undefined,
    open: async () => {
      const { uri, close } = await openMysqlDatabase();
      const pool = createPool({ uri });
      closers.push(close, () => pool.end());
      return { database: pool, say: (sql) => pool.query(sql) };
    },
  },
};

async function migrated(open: (typeof openers)[string]["open"], options: BetterAuthOptions = {}): Promise<Place> {
  const { database, say } = await open();
  const place = { options: { ...options, database, logger: { disabled: true } }, say };
  await migrate(place);
  return place;
}

const migrate = async ({ options }: Place) => (await getMigrations(options)).runMigrations();
const planOf = async ({ options }: Place) => {
  const { toBeCreated, toBeAdded, toBeAddedIndexes } = await getMigrations(options);
  return [toBeCreated, toBeAdded, toBeAddedIndexes];
};
const NOTHING = [[], [], []];

describe.each(Object.entries(openers))("a migration on %s", (name, { isThere, open }) => {
  const test = it.skipIf(!isThere);

  // PostgreSQL tells letters apart.
  if (name !== "PostgreSQL")
    test("knows a column that is written in another letter case", async () => {
      const place = await migrated(open);
      await place.say("alter table `user` rename column `emailVerified` to `emailverified`");
      await place.say("alter table `session` rename column `userId` to `USERID`");
      expect(await planOf(place)).toEqual(NOTHING);
      await migrate(place);
      const adapter = await getAdapter(place.options);
      expect(await adapter.create({ model: "user", data: userRow("a", { emailVerified: true }) })).toMatchObject({
        emailVerified: true,
      });
    });

  test("takes a view for its table, and makes no index of it", async () => {
    const place = await migrated(open);
    await place.say("alter table `session` rename to `logins`");
    await place.say("create view `session` as select * from `logins`");
    expect(await planOf(place)).toEqual(NOTHING);
    await migrate(place);
  });

  test("is refused where a view lacks a column, and says the way out", async () => {
    const place = await migrated(open);
    await place.say("alter table `session` rename to `logins`");
    await place.say("create view `session` as select `id`, `token`, `userId` from `logins`");
    const { unsafeChanges, runMigrations } = await getMigrations(place.options);
    expect(unsafeChanges).toMatchObject([{ kind: "view", table: "session" }]);
    expect(unsafeChanges[0]?.columns).toContain("expiresAt");
    await expect(runMigrations()).rejects.toThrow(/Table session is a view and lacks .*expiresAt.* make it anew/);
  });
});

it("knows a table of SQLite that is written in another letter case", async () => {
  const place = await migrated((openers.SQLite as (typeof openers)[string]).open);
  await place.say("alter table session rename to other");
  await place.say('alter table other rename to "SESSION"');
  expect(await planOf(place)).toEqual(NOTHING);
  await migrate(place);
});

it("asks MySQL whether names of tables have a letter case", async () => {
  const heard: string[] = [];
  const columns = (any_case: number) => [{ tbl: "ratelimit", name: "id", type: "text", any_case }];
  const ask = (any_case: number) =>
    introspect({ dialect: "mysql", ids: "text", spell: (name) => name }, {
      query: (sql: string) => {
        heard.push(sql);
        return sql.includes("statistics") ? [] : columns(any_case);
      },
    } as unknown as Parameters<typeof introspect>[1]);
  expect((await ask(0))[0]).toMatchObject({ name: "ratelimit", isNamedInAnyCase: false });
  expect((await ask(1))[0]).toMatchObject({ name: "ratelimit", isNamedInAnyCase: true });
  expect(heard[0]).toContain("@@lower_case_table_names");
});

describe.skipIf(postgresUrl === undefined)("a unique index of PostgreSQL", () => {
  const kinds: Readonly<Record<string, readonly [indexes: readonly string[], isEnough: boolean]>> = {
    "with columns that are only kept along": [['create unique index "u" on "user" (email) include (name)'], true],
    "over an expression besides": [['create unique index "u" on "user" (email, lower(name))'], false],
    "that could not be finished": [
      [
        `insert into "user" (id, name, email, "emailVerified") values ('1', '', 'a', true), ('2', '', 'a', true)`,
        'create unique index concurrently "u" on "user" (email)',
        `delete from "user"`,
      ],
      false,
    ],
  };

  it.each(Object.entries(kinds))("%s", async (_, [statements, isEnough]) => {
    const place = await migrated((openers.PostgreSQL as (typeof openers)[string]).open);
    await place.say('alter table "user" drop constraint "user_email_key"');
    for (const sql of statements)
      await place.say(sql).catch((error) => expect(String(error)).toMatch(/could not create/));
    expect((await planOf(place))[2]).toHaveLength(isEnough ? 0 : 1);
    await migrate(place);
    expect(await planOf(place)).toEqual(NOTHING);
    const adapter = await getAdapter(place.options);
    const create = () => adapter.createIfAbsent?.({ model: "user", data: userRow("b"), uniqueField: "email" });
    expect(await create()).toMatchObject({ name: "b" });
    expect(await create()).toBeNull();
  });
});
