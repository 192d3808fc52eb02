import Database from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { everything, sessionRow, userRow } from "../../adapter-suite/schema";
import { UnsafeMigrationError } from "../../database/unsafe-migration-error";
import type { BetterAuthOptions, BetterAuthPlugin, FieldMap, PluginTable } from "../../types";
import { checkSchema } from "../check-schema";
import { getAdapter } from "../get-adapter";
import { memoryAdapter } from "../memory/memory-adapter";
import { kyselyAdapter } from "./kysely-adapter";
import { getMigrations } from "./migrations";

const plugin = (table: string, definition: PluginTable): BetterAuthPlugin => ({
  id: `adds-${table}`,
  schema: { [table]: definition },
});
const userFields = (fields: FieldMap): Partial<BetterAuthOptions> => ({ user: { additionalFields: fields } });

async function migrate(options: BetterAuthOptions): Promise<void> {
  await (await getMigrations(options)).runMigrations();
}

async function filled(options: BetterAuthOptions = {}): Promise<Database.Database> {
  const database = new Database(":memory:");
  await migrate({ ...options, database });
  const adapter = await getAdapter({ ...options, database });
  const user = await adapter.create({ model: "user", data: userRow("a") });
  await adapter.create({ model: "session", data: sessionRow("t", user.id) });
  return database;
}

/** Every column as the contract's own test kit tells it. */
function describeTables(db: Database.Database): Record<string, Record<string, string>> {
  const ask = (sql: string) => db.prepare(sql).all() as Record<string, string | number>[];
  return Object.fromEntries(
    ask("select name from sqlite_master where type = 'table' and name <> 'better_auth_migration' order by name").map(
      ({ name }) => {
        const unique = ask(`pragma index_list("${name}")`)
          .filter((index) => index.unique)
          .flatMap((index) => ask(`pragma index_info("${index.name}")`).map((column) => column.name));
        const references = new Map(
          ask(`pragma foreign_key_list("${name}")`).map((key) => [
            key.from,
            `-> ${key.table}.${key.to} ${key.on_delete}`.toLowerCase(),
          ]),
        );
        const columns = ask(`pragma table_info("${name}")`).map((column) => {
          const parts = [
            String(column.type).toLowerCase(),
            column.pk ? "primary key" : "",
            column.notnull ? "not null" : "",
            !column.pk && unique.includes(column.name as string) ? "unique" : "",
            references.get(column.name as string) ?? "",
          ];
          return [column.name, parts.filter(Boolean).join(" ")];
        });
        return [name, Object.fromEntries(columns)];
      },
    ),
  );
}

describe("the tables of the core", () => {
  it("are those of the contract", async () => {
    const database = new Database(":memory:");
    await migrate({ database, rateLimit: { storage: "database" } });
    const timestamps = { createdAt: "date not null", updatedAt: "date not null" };
    expect(describeTables(database)).toEqual({
      account: {
        id: "text primary key not null",
        accountId: "text not null",
        providerId: "text not null",
        userId: "text not null -> user.id cascade",
        accessToken: "text",
        refreshToken: "text",
        idToken: "text",
        accessTokenExpiresAt: "date",
        refreshTokenExpiresAt: "date",
        scope: "text",
        password: "text",
        ...timestamps,
      },
      rateLimit: {
        id: "text primary key not null",
        key: "text not null unique",
        count: "integer not null",
        lastRequest: "bigint not null",
      },
      session: {
        id: "text primary key not null",
        expiresAt: "date not null",
        token: "text not null unique",
        ...timestamps,
        ipAddress: "text",
        userAgent: "text",
        userId: "text not null -> user.id cascade",
        // Our own.
        authenticatedAt: "date",
      },
      user: {
        id: "text primary key not null",
        name: "text not null",
        email: "text not null unique",
        emailVerified: "integer not null",
        image: "text",
        ...timestamps,
      },
      verification: {
        id: "text primary key not null",
        identifier: "text not null",
        value: "text not null",
        expiresAt: "date not null",
        ...timestamps,
      },
    });
    const indexes = database
      .prepare("select name from sqlite_master where type = 'index' and sql is not null order by 1")
      .pluck()
      .all();
    expect(indexes).toEqual([
      // Our own: look-ups of the core besides.
      "account_providerId_accountId_idx",
      "account_userId_idx",
      "session_userId_idx",
      "verification_expiresAt_idx",
      "verification_identifier_idx",
    ]);
  });

  it("have numbers as ids and references when ids are serial", async () => {
    const database = new Database(":memory:");
    await migrate({ database, advanced: { database: { generateId: "serial" } } });
    const { user, session } = describeTables(database);
    expect(user?.id).toBe("integer primary key not null");
    expect(session?.userId).toBe("integer not null -> user.id cascade");
  });

  it("have the names that the application gives them", async () => {
    const database = new Database(":memory:");
    await migrate({
      database,
      user: {
        modelName: "people",
        fields: { name: "full_name" },
        additionalFields: { nick: { type: "string", required: false, fieldName: "nick_name" } },
      },
      session: { modelName: "logins", fields: { userId: "person_id" } },
    });
    const { people, logins } = describeTables(database);
    expect(Object.keys(people ?? {})).toEqual([
      "id",
      "full_name",
      "email",
      "emailVerified",
      "image",
      "createdAt",
      "updatedAt",
      "nick_name",
    ]);
    expect(logins?.person_id).toBe("text not null -> people.id cascade");
  });
});

describe("a migration", () => {
  it("changes nothing the second time", async () => {
    const database = await filled({ plugins: [everything] });
    const before = describeTables(database);
    const options = { database, plugins: [everything] };
    const {
      toBeCreated,
      toBeAdded,
      toBeAddedIndexes,
      unsafeChanges,
      schemaProblems,
      compileMigrations,
      runMigrations,
    } = await getMigrations(options);
    expect([toBeCreated, toBeAdded, toBeAddedIndexes, unsafeChanges, schemaProblems]).toEqual([[], [], [], [], []]);
    expect(await compileMigrations()).toBe("");
    await runMigrations();
    expect(describeTables(database)).toEqual(before);
  });

  it("adds a plugin's tables and columns to a filled database", async () => {
    const database = await filled();
    const extra = plugin("note", {
      fields: {
        text: { type: "string", required: true },
        authorId: {
          type: "string",
          required: true,
          index: true,
          references: { model: "user", field: "id", onDelete: "set null" },
        },
      },
      indexes: [{ fields: ["authorId", "text"], unique: true }],
    });
    const options: BetterAuthOptions = {
      database,
      plugins: [extra],
      ...userFields({
        username: { type: "string", required: false, unique: true },
        role: { type: "string", required: true, defaultValue: "it's" },
        isNew: { type: "boolean", required: true, defaultValue: true },
        seenAt: { type: "date", required: true, defaultValue: () => new Date(1000) },
      }),
    };
    const plan = await getMigrations(options);
    expect(plan.toBeCreated.map(({ table }) => table)).toEqual(["note"]);
    expect(plan.toBeAdded.map(({ table, fields }) => [table, Object.keys(fields)])).toEqual([
      ["user", ["username", "role", "isNew", "seenAt"]],
    ]);
    await plan.runMigrations();
    const adapter = await getAdapter(options);
    expect(await adapter.findOne({ model: "user", where: [] })).toMatchObject({
      name: "a",
      username: null,
      role: "it's",
      isNew: true,
      seenAt: new Date(1000),
    });
    expect(describeTables(database).user?.username).toBe("text unique");
    expect(describeTables(database).note?.authorId).toContain("-> user.id set null");
    const again = await getMigrations(options);
    expect([again.toBeCreated, again.toBeAdded, again.toBeAddedIndexes]).toEqual([[], [], []]);
  });

  it("adds the core's own column to a database of the reference, and leaves its rows as they are", async () => {
    const database = await filled();
    database.exec("alter table session drop column authenticatedAt");
    const before = database.prepare("select * from session").all() as object[];
    const { runMigrations, toBeAdded, toBeCreated } = await getMigrations({ database });
    expect(toBeCreated).toEqual([]);
    expect(toBeAdded.map(({ table, fields }) => [table, Object.keys(fields)])).toEqual([
      ["session", ["authenticatedAt"]],
    ]);
    await runMigrations();
    expect(describeTables(database).session?.authenticatedAt).toBe("date");
    expect(database.prepare("select * from session").all()).toEqual(
      before.map((row) => ({ ...row, authenticatedAt: null })),
    );
  });

  it("refuses a required column without a value for the rows that are there, and says why and what to do", async () => {
    const database = await filled();
    const options = {
      database,
      ...userFields({
        age: { type: "number", required: true },
        token: { type: "string", required: true, defaultValue: () => "random" },
      }),
    };
    const before = describeTables(database);
    const plan = await getMigrations(options);
    expect(plan.unsafeChanges).toMatchObject([{ kind: "required-column", table: "user", columns: ["age", "token"] }]);
    const refusal = plan.runMigrations();
    await expect(refusal).rejects.toBeInstanceOf(UnsafeMigrationError);
    await expect(refusal).rejects.toThrow(
      /Table user has rows, .* age, token are required .* Set required: false .* by hand/,
    );
    expect(await plan.compileMigrations()).toMatch(/^-- UNSAFE/);
    await expect(getMigrations(options, { throwOnUnsafe: true })).rejects.toBeInstanceOf(UnsafeMigrationError);
    expect(describeTables(database)).toEqual(before);
  });

  it("adds a required column to an empty table", async () => {
    const database = new Database(":memory:");
    await migrate({ database });
    await migrate({ database, ...userFields({ age: { type: "number", required: true } }) });
    expect(describeTables(database).user?.age).toBe("integer not null");
  });

  it("adds indexes that an older database lacks, unique ones when no value is there twice", async () => {
    const database = await filled();
    database.exec('drop index "session_userId_idx"');
    const extra = plugin("user", { fields: { nick: { type: "string", required: false } } });
    await migrate({ database, plugins: [extra] });
    const wanted = plugin("user", { fields: { nick: { type: "string", required: false, unique: true } } });
    const options = { database, plugins: [wanted] };
    expect((await getMigrations(options)).toBeAddedIndexes).toEqual([
      { table: "user", name: "user_nick_uidx", columns: ["nick"], unique: true },
    ]);

    const adapter = await getAdapter(options);
    await adapter.update({ model: "user", where: [{ field: "name", value: "a" }], update: { nick: "same" } });
    await adapter.create({ model: "user", data: userRow("b", { nick: "same" }) });
    const plan = await getMigrations(options);
    expect(plan.unsafeChanges).toMatchObject([{ kind: "unique-index", table: "user", columns: ["nick"] }]);
    await expect(plan.runMigrations()).rejects.toThrow("have the same value in nick");

    await adapter.update({ model: "user", where: [{ field: "name", value: "b" }], update: { nick: null } });
    await migrate(options);
    expect(describeTables(database).user?.nick).toBe("text unique");
  });

  it("keeps all or nothing", async () => {
    const database = await filled();
    const before = describeTables(database);
    const broken = plugin("zoo", {
      fields: {
        animal: {
          type: "string",
          required: false,
          references: { model: "user", field: "id", onDelete: "explode" as "cascade" },
        },
      },
    });
    const options = { database, plugins: [plugin("ark", { fields: { x: { type: "string" } } }), broken] };
    await expect((await getMigrations(options)).runMigrations()).rejects.toThrow("syntax error");
    expect(describeTables(database)).toEqual(before);
  });

  it("plans anew when it runs, so that the second of two does nothing", async () => {
    const database = new Database(":memory:");
    const [first, second] = [await getMigrations({ database }), await getMigrations({ database })];
    await Promise.all([first.runMigrations(), second.runMigrations()]);
    expect(Object.keys(describeTables(database))).toEqual(["account", "session", "user", "verification"]);
  });

  it("says what it has carried out: nothing when another one did it after the plan was made", async () => {
    const database = new Database(":memory:");
    const told: number[] = [];
    const onMigrated = ({ toBeCreated }: { toBeCreated: readonly unknown[] }) => void told.push(toBeCreated.length);
    const [first, second] = [
      await getMigrations({ database }, { onMigrated }),
      await getMigrations({ database }, { onMigrated }),
    ];
    await first.runMigrations();
    await second.runMigrations();
    expect(second.toBeCreated).toHaveLength(4);
    expect(told).toEqual([4, 0]);
  });

  it("makes tables after those that they point at", async () => {
    const database = new Database(":memory:");
    const child = plugin("child", {
      fields: { parentId: { type: "string", references: { model: "parent", field: "id" } } },
    });
    const parent = plugin("parent", { fields: { name: { type: "string" } } });
    const { toBeCreated } = await getMigrations({ database, plugins: [child, parent] });
    const tables = toBeCreated.map(({ table }) => table);
    expect(tables.indexOf("parent")).toBeLessThan(tables.indexOf("child"));
  });

  it("leaves out what the configuration keeps elsewhere, and what a plugin migrates itself", async () => {
    const database = new Database(":memory:");
    const own = plugin("own", { fields: { x: { type: "string" } }, disableMigration: true });
    const secondaryStorage = {
      get: () => null,
      set: () => {},
      delete: () => {},
      getAndDelete: () => null,
      increment: () => 1,
    };
    await migrate({ database, plugins: [own], secondaryStorage });
    expect(Object.keys(describeTables(database))).toEqual(["account", "user"]);
    await migrate({
      database,
      secondaryStorage,
      session: { storeSessionInDatabase: true },
      verification: { storeInDatabase: true },
    });
    expect(Object.keys(describeTables(database))).toEqual(["account", "session", "user", "verification"]);
  });

  it("tells of what it cannot mend", async () => {
    const database = await filled();
    database.exec('alter table "account" add column "must" text not null default 1');
    database.exec('create table "note" ("id" text primary key, "at" blob, "extra" text not null)');
    const { schemaProblems } = await getMigrations({
      database,
      plugins: [plugin("note", { fields: { at: { type: "date" } } })],
    });
    expect(schemaProblems.map(({ table, column }) => [table, column])).toEqual([
      ["note", "at"],
      ["note", "extra"],
    ]);
    expect(schemaProblems[0]?.message).toContain("of type BLOB, which does not hold date values");
  });

  it("is written as text that SQLite takes", async () => {
    const { compileMigrations } = await getMigrations({ database: new Database(":memory:"), plugins: [everything] });
    const text = await compileMigrations();
    expect(text).toContain(
      'create table "user" ("id" text not null primary key, "name" text not null, "email" text not null unique,',
    );
    expect(text).toContain(";\n\ncreate index ");
    const db = new Database(":memory:");
    db.exec(text);
    expect(Object.keys(describeTables(db))).toContain("item");
  });

  it("is for the built-in SQL adapter", async () => {
    await expect(getMigrations({})).rejects.toThrow("got nothing");
    await expect(getMigrations({ database: memoryAdapter({}) })).rejects.toThrow("got an adapter of something else");
  });
});

describe("a plan for an empty database", () => {
  it("is what a comparison with one would give, and asks none", async () => {
    const options: BetterAuthOptions = {
      plugins: [plugin("item", { fields: { a: { type: "date", required: true } } })],
    };
    const compared = await getMigrations({ ...options, database: new Database(":memory:") });
    const full = await filled();
    const planned = await getMigrations({ ...options, database: full }, { emptyDatabase: "sqlite" });
    expect(planned.toBeCreated).toEqual(compared.toBeCreated);
    expect(await planned.compileMigrations()).toBe(await compared.compileMigrations());
    await expect(planned.runMigrations()).rejects.toThrow("expected no emptyDatabase");
  });

  it.each([
    ["postgres", '"createdAt" timestamptz default CURRENT_TIMESTAMP not null'],
    ["mysql", "`id` varchar(36) not null primary key"],
    ["mssql", '"createdAt" datetime2(3) default SYSUTCDATETIME() not null'],
  ] as const)("is written for %s, where options name no database", async (dialect, column) => {
    const { compileMigrations } = await getMigrations({}, { emptyDatabase: dialect });
    expect(await compileMigrations()).toContain(column);
  });

  it("keeps to the schema's name, and to names in the plural", async () => {
    const schemaName = "accounts";
    const db = {} as never;
    const own = await getMigrations({ database: { db, type: "postgres", schemaName } }, { emptyDatabase: "postgres" });
    expect(await own.compileMigrations()).toContain('create table "accounts"."user"');
    const plural = kyselyAdapter(db, { type: "postgres", usePlural: true });
    const through = await getMigrations({ database: plural }, { emptyDatabase: "postgres" });
    expect(await through.compileMigrations()).toContain('create table "users"');
  });
});

describe("checkSchema", () => {
  it("says what the database lacks, and nothing when it has everything", async () => {
    const database = await filled();
    const options = { database };
    await checkSchema(await getAdapter(options), options);
    const more = { database, plugins: [everything], ...userFields({ age: { type: "number", required: false } }) };
    await expect(checkSchema(await getAdapter(more), more)).rejects.toThrow(
      /table item; .*age in table user\. Run `npx @better-auth\/cli migrate`/,
    );
    await checkSchema(memoryAdapter({})(more), more);
  });
});

describe("the ledger", () => {
  const ledger = (database: Database.Database) =>
    database.prepare("select * from better_auth_migration order by appliedAt, rowid").all() as Record<string, string>[];

  it("holds each migration that was carried out, with its statements", async () => {
    const database = new Database(":memory:");
    await migrate({ database });
    await migrate({ database });
    await migrate({ database, ...userFields({ nick: { type: "string", required: false } }) });
    const entries = ledger(database);
    expect(entries).toHaveLength(2);
    expect(entries[0]?.statements).toContain('create table "user"');
    expect(entries[1]?.statements).toBe('alter table "user" add column "nick" text;');
    for (const { id, appliedAt, version } of entries) {
      expect(id).toMatch(/^[0-9a-f-]{36}$/);
      expect(new Date(appliedAt as string).getTime()).toBeGreaterThan(Date.now() - 60_000);
      expect(version).toMatch(/^\d+\.\d+\.\d+/);
    }
  });

  it("holds nothing of a migration that was refused", async () => {
    const database = await filled();
    const required = userFields({ age: { type: "number", required: true } });
    await expect(migrate({ database, ...required })).rejects.toThrow(UnsafeMigrationError);
    expect(ledger(database)).toHaveLength(1);
  });
});
