// No SQL Server is at hand: what is sent is looked at by a parser of T-SQL and by eye, and answers are prepared.
import { Kysely, MssqlDialect } from "kysely";
import { afterEach, describe, expect, it } from "vitest";
import { everythingOptions, sessionRow, userRow } from "../../adapter-suite/schema";
import type { BetterAuthOptions, DBAdapter, KyselyLike, Row } from "../../types";
import { type AnswerMssql, recordMssql } from "../fixtures/mssql";
import { tsqlError } from "../fixtures/parse-tsql";
import { getAdapter } from "../get-adapter";
import { getMigrations } from "./migrations";

/** The names under which rows of a statement come back: "c0" to "cN". */
const named = (values: readonly unknown[]): Row => Object.fromEntries(values.map((value, i) => [`c${i}`, value]));

const seen: string[] = [];
afterEach(() => {
  for (const sql of seen.splice(0)) expect(tsqlError(sql), sql).toBeUndefined();
});

async function open(answer?: AnswerMssql, options: BetterAuthOptions = everythingOptions) {
  const { config, requests } = recordMssql((request) => {
    seen.push(request.sql);
    return answer?.(request) ?? [];
  });
  const adapter = await getAdapter({ ...options, database: config });
  return { adapter, requests, config };
}

/** What a call sends: its text without the columns that are read, and its values. */
async function sent(call: (adapter: DBAdapter) => Promise<unknown>): Promise<[string, readonly unknown[]]> {
  const { adapter, requests } = await open();
  await call(adapter);
  expect(requests).toHaveLength(1);
  const [{ sql, values }] = requests as [(typeof requests)[0]];
  const short = sql
    .replace(/(convert\(varchar\(33\), )?("\w+"\.)?"\w+"(, 126\))? as "c\d+"(, )?/g, "…")
    .replace(/…+/g, "… ");
  return [short, values];
}

const BYTES = (node: string) => `cast(cast(${node} as nvarchar(max)) as varbinary(max))`;

describe("a statement for SQL Server", () => {
  const code = [{ field: "code", value: "c" }];
  const name = [{ field: "name", value: "n" }];
  const isCode = (at: number) => `("code" = @${at} and ${BYTES('"code"')} = ${BYTES(`@${at + 1}`)})`;
  const isName = (at: number) => `("name" = @${at} and ${BYTES('"name"')} = ${BYTES(`@${at + 1}`)})`;

  it("reads one row, and rows, by TOP", async () => {
    expect(await sent((a) => a.findOne({ model: "item", where: code }))).toEqual([
      `select top(1) …  from "item" where ${isCode(1)}`,
      ["c", "c"],
    ]);
    expect(await sent((a) => a.findMany({ model: "item", limit: 0 }))).toEqual([`select top(@1) …  from "item"`, [0]]);
  });

  it("skips rows in an order, and asks nothing when none are wanted after them", async () => {
    const sortBy = { field: "size", direction: "desc" } as const;
    expect(await sent((a) => a.findMany({ model: "item", sortBy, limit: 3, offset: 4 }))).toEqual([
      `select …  from "item" order by "size" desc offset @1 rows fetch next @2 rows only`,
      [4, 3],
    ]);
    expect(await sent((a) => a.findMany({ model: "item", limit: 3, offset: 4 }))).toEqual([
      `select …  from "item" order by (select null) offset @1 rows fetch next @2 rows only`,
      [4, 3],
    ]);
    const { adapter, requests } = await open();
    expect(await adapter.findMany({ model: "item", limit: 0, offset: 4 })).toEqual([]);
    expect(requests).toEqual([]);
  });

  it("compares lists byte by byte beside the comparison that has an index", async () => {
    const value = ["a", "b"];
    expect(await sent((a) => a.count({ model: "item", where: [{ field: "code", operator: "in", value }] }))).toEqual([
      `select count(*) as "c0" from "item" where ("code" in (@1, @2) and ${BYTES('"code"')} in (${BYTES("@3")}, ${BYTES("@4")}))`,
      ["a", "b", "a", "b"],
    ]);
  });

  it("takes brackets of a pattern for brackets", async () => {
    const where = [{ field: "name", operator: "contains" as const, value: "[a-z]%" }];
    const [text, values] = await sent((a) => a.deleteMany({ model: "item", where }));
    expect(text).toBe(`delete from "item" where "name" like @1 escape '!'`);
    expect(values).toEqual(["%![a-z]!%%"]);
  });

  it("writes and gives back by OUTPUT", async () => {
    const { adapter, requests } = await open(() => [named(["n", 1])]);
    const data = { name: "n", on: true, at: new Date(1002), size: 1 };
    expect(await adapter.create({ model: "item", data })).toMatchObject({ name: "n", size: 1, plan: null });
    expect(requests[0]?.sql).toMatch(
      /^insert into "item" \("name", .*\) output "inserted"\."name" as "c0", .*convert\(varchar\(33\), "inserted"\."at", 126\) as "c4", .* values \(@1, /,
    );
    // As text: the driver's type for a date holds every third millisecond.
    expect(requests[0]?.values).toContain("1970-01-01T00:00:01.002");
    expect(new Set(requests[0]?.types)).toEqual(new Set(["NVarChar", "Int"]));
    expect(await sent((a) => a.update({ model: "item", where: code, update: { name: "b" } }))).toEqual([
      `update "item" set "name" = @1, "touchedAt" = @2 output …  where ${isCode(3)}`,
      ["b", "1970-01-01T00:00:05.000", "c", "c"],
    ]);
  });

  it("creates what is absent in one statement that locks the value's place", async () => {
    const data = { name: "n", code: "c" };
    expect(await sent(async (a) => a.createIfAbsent?.({ model: "item", data, uniqueField: "code" }))).toEqual([
      `insert into "item" ("name", "code", "plan", "id") output …  select @1, @2, @3, @4 where not exists (select 1 from "item" with (updlock, holdlock) where "code" = @5)`,
      ["n", "c", "free", expect.any(String), "c"],
    ]);
    // A row without the value stands in nobody's way.
    const [without] = await sent(async (a) =>
      a.createIfAbsent?.({ model: "item", data: { name: "n" }, uniqueField: "code" }),
    );
    expect(without).toMatch(/values \(@1, @2, @3\)$/);
  });

  it("creates while another row is there in one statement that holds it", async () => {
    const present = {
      model: "user",
      where: [
        { field: "id", value: "u" },
        { field: "emailVerified", value: false },
      ],
    };
    expect(await sent(async (a) => a.createIfPresent?.({ model: "item", data: { name: "n" }, present }))).toEqual([
      `insert into "item" ("name", "plan", "id") output …  select @1, @2, @3 from "user" with (holdlock) where ("id" = @4 and cast(cast("id" as nvarchar(max)) as varbinary(max)) = cast(cast(@5 as nvarchar(max)) as varbinary(max))) and "emailVerified" = @6`,
      ["n", "free", expect.any(String), "u", "u", 0],
    ]);
  });

  it("takes one row of several by TOP, and needs none where a unique column says which", async () => {
    expect(await sent((a) => a.consumeOne({ model: "item", where: name }))).toEqual([
      `delete top(1) from "item" output …  where ${isName(1)}`,
      ["n", "n"],
    ]);
    expect(await sent((a) => a.consumeOne({ model: "item", where: code }))).toEqual([
      `delete from "item" output …  where ${isCode(1)}`,
      ["c", "c"],
    ]);
    const where = [...name, { field: "size", operator: "lt" as const, value: 5 }];
    expect(await sent((a) => a.incrementOne({ model: "item", where, increment: { size: 1 } }))).toEqual([
      `update top(1) "item" set "touchedAt" = @1, "size" = coalesce("size", 0) + @2 output …  where ${isName(3)} and "size" < @5`,
      ["1970-01-01T00:00:05.000", 1, "n", "n", 5],
    ]);
    expect((await sent(async (a) => a.consumeMany?.({ model: "item", where: name })))[0]).toMatch(
      /^delete from "item" output/,
    );
  });

  it("joins one row in the row, and many as JSON with a limit of their own", async () => {
    const { adapter, requests } = await open(() => {
      const sessions = [
        named([
          "2030-01-02T03:04:05.678",
          "t",
          "1970-01-01T00:00:00",
          "1970-01-02T00:00:00",
          null,
          null,
          "u",
          null,
          "s",
        ]),
      ];
      return [
        named([
          "Ann",
          "ann@example.com",
          1,
          null,
          "2024-01-02T03:04:05",
          "2024-01-02T03:04:05.600",
          "u",
          JSON.stringify(sessions),
          null,
        ]),
      ];
    });
    const user = await adapter.findOne<Row>({
      model: "user",
      where: [{ field: "email", value: "ann@example.com" }],
      join: { session: { limit: 2 }, item: true },
    });
    expect(user).toMatchObject({
      id: "u",
      emailVerified: true,
      createdAt: new Date("2024-01-02T03:04:05.000Z"),
      updatedAt: new Date("2024-01-02T03:04:05.600Z"),
      session: [{ id: "s", token: "t", expiresAt: new Date("2030-01-02T03:04:05.678Z"), ipAddress: null }],
      item: [],
    });
    expect(requests[0]?.sql).toMatch(
      /\(select top\(@1\) .* from "session" as "j0" where "j0"\."userId" = "user"\."id" for json path, include_null_values\) as "c7"/,
    );
    expect(requests[0]?.values.slice(0, 2)).toEqual([2, 100]);

    const other = await open();
    await other.adapter.findOne({ model: "session", where: [{ field: "token", value: "t" }], join: { user: true } });
    expect(other.requests[0]?.sql).toContain('left join "user" as "j0" on "j0"."id" = "session"."userId" where');
  });

  it("runs in a transaction of the connection", async () => {
    const { adapter, requests } = await open();
    await adapter.transaction((trx) => trx.count({ model: "item" }));
    await expect(adapter.transaction(() => Promise.reject(new Error("no")))).rejects.toThrow("no");
    expect(requests.map(({ sql }) => sql.split(" ")[0])).toEqual(["begin", "select", "commit", "begin", "rollback"]);
    seen.length = 0;
  });

  it("comes through a dialect and an instance as well, in a schema of another name", async () => {
    const { config, requests } = recordMssql();
    const dialect = new MssqlDialect(config as never);
    const db = new Kysely({ dialect }) as unknown as KyselyLike;
    for (const database of [
      { dialect, type: "mssql" as const },
      { db, type: "mssql" as const, schemaName: "auth" },
    ]) {
      const adapter = await getAdapter({ ...everythingOptions, database });
      await adapter.create({ model: "user", data: userRow("a") }).catch(() => {});
      await adapter.findOne({ model: "session", where: [{ field: "token", value: "t" }], join: { user: true } });
      await adapter.create({ model: "session", data: sessionRow("t", "u") }).catch(() => {});
    }
    expect(requests.map(({ sql }) => /(from|into) ("auth"\.)?"\w+"/.exec(sql)?.[0])).toEqual([
      'into "user"',
      'from "session"',
      'into "session"',
      'into "auth"."user"',
      'from "auth"."session"',
      'into "auth"."session"',
    ]);
  });
});

describe("a migration of SQL Server", () => {
  /** The catalog of an empty database, and a lock that is given. */
  const empty: AnswerMssql = ({ sql }) => (sql.includes("sp_getapplock") ? [{ given: 0 }] : []);

  async function migrate(answer: AnswerMssql, options: BetterAuthOptions = everythingOptions) {
    const { config, requests } = recordMssql((request) => {
      if (!/^declare/.test(request.sql)) seen.push(request.sql);
      return answer(request);
    });
    const db = new Kysely({ dialect: new MssqlDialect(config as never) }) as unknown as KyselyLike;
    const migrations = await getMigrations({ ...options, database: { db, type: "mssql", schemaName: "auth" } });
    return { ...migrations, requests, texts: () => requests.map(({ sql }) => sql) };
  }

  it("makes tables, indexes and the schema, alone and in one transaction", async () => {
    const { runMigrations, texts } = await migrate(empty);
    await runMigrations();
    const all = texts();
    const begin = all.indexOf("begin transaction");
    expect(all.at(begin + 1)).toMatch(/^declare @given int; exec @given = sp_getapplock .* select @given as given$/);
    expect(all.at(-1)).toBe("commit transaction");
    expect(all).toContain(`if schema_id(N'auth') is null exec(N'create schema "auth"')`);
    expect(all.find((sql) => sql.startsWith('create table "auth"."session"'))).toBe(
      'create table "auth"."session" ("id" nvarchar(36) not null primary key, "expiresAt" datetime2(3) not null, ' +
        '"token" nvarchar(255) not null unique, "createdAt" datetime2(3) default SYSUTCDATETIME() not null, ' +
        '"updatedAt" datetime2(3) not null, "ipAddress" nvarchar(max), "userAgent" nvarchar(max), ' +
        '"userId" nvarchar(36) not null references "auth"."user" ("id") on delete cascade, "authenticatedAt" datetime2(3))',
    );
    // Many rows may be without a value there.
    expect(all).toContain('create unique index "item_code_uidx" on "auth"."item" ("code") where "code" is not null');
    expect(all.at(-3)).toMatch(/^if object_id\(N'"auth"\."better_auth_migration"'\) is null create table/);
    seen.splice(0, seen.length, ...seen.filter((sql) => !/^(begin|commit)/.test(sql)));
  });

  it("keeps to one path of deletion, which is all that the server takes", async () => {
    const plugin = {
      id: "paths",
      schema: {
        team: { fields: { ownerId: { type: "string", references: { model: "user", field: "id" } } } },
        member: {
          fields: {
            userId: { type: "string", references: { model: "user", field: "id" } },
            teamId: { type: "string", references: { model: "team", field: "id" } },
            bossId: {
              type: "string",
              required: false,
              references: { model: "member", field: "id", onDelete: "set null" },
            },
          },
        },
      },
    } as const;
    const { compileMigrations } = await migrate(empty, { plugins: [plugin] });
    const text = await compileMigrations();
    expect(text).toContain('"userId" nvarchar(36) not null references "auth"."user" ("id") on delete cascade');
    expect(text).toContain('"teamId" nvarchar(36) not null references "auth"."team" ("id") on delete no action');
    expect(text).toContain('"bossId" nvarchar(36) references "auth"."member" ("id") on delete no action');
  });

  it("reads what is there, and then has nothing to do, in as many statements as it takes to read", async () => {
    const made = await migrate(empty);
    const columns: Row[] = [];
    const indexes: Row[] = [];
    for (const text of (await made.compileMigrations()).split(";\n\n")) {
      const [, table, body] = /^create table "auth"\."(\w+)" \((.*)\)/.exec(text) ?? [];
      for (const [, name, type, rest] of (body ?? "").matchAll(/"(\w+)" (\w+(?:\(\w+\))?)([^,]*)/g)) {
        columns.push({ tbl: table, name, type, nullable: !rest?.includes("not null"), defaulted: 0, pk: 0 });
        if (/ unique| primary key/.test(rest ?? ""))
          indexes.push({ tbl: table, idx: `${table}_${name}`, is_unique: true, name });
      }
      const [, unique, idx, tbl, list] =
        /^create (unique )?index "(\w+)" on "auth"\."(\w+)" \(([^)]*)\)/.exec(text) ?? [];
      for (const [, name] of (list ?? "").matchAll(/"(\w+)"/g))
        indexes.push({ tbl, idx, is_unique: Boolean(unique), name });
    }
    const there: AnswerMssql = ({ sql }) =>
      sql.includes("from sys.columns") ? columns : sql.includes("from sys.indexes") ? indexes : [];
    const again = await migrate(there);
    expect([again.toBeCreated, again.toBeAdded, again.toBeAddedIndexes, again.schemaProblems]).toEqual([
      [],
      [],
      [],
      [],
    ]);
    expect(again.requests).toHaveLength(2);
    await again.runMigrations();
    expect(again.requests).toHaveLength(4);
    expect(again.requests[0]?.values).toEqual(["auth"]);
  });

  it("says so when another one has been running for long", async () => {
    const { runMigrations } = await migrate(() => []);
    await expect(runMigrations()).rejects.toThrow("Another migration of this database has been running for 60 s");
    seen.length = 0;
  });
});
