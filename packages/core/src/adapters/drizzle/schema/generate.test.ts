import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { drizzle } from "drizzle-orm/better-sqlite3";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { everythingOptions } from "../../../adapter-suite/schema";
import { createStatements } from "../../../test-support/drizzle/databases";
import { evaluateSchema } from "../../../test-support/drizzle/evaluate";
import type { BetterAuthOptions } from "../../../types";
import { generateDrizzleSchema } from "./generate";
import type { DrizzleProvider } from "./providers";

/** A table with one column for each type and flag. */
const probe: BetterAuthOptions = {
  plugins: [
    {
      id: "probe",
      schema: {
        probe: {
          fields: {
            s: { type: "string" },
            sOpt: { type: "string", required: false },
            sUnique: { type: "string", unique: true },
            sIndex: { type: "string", index: true },
            sSortable: { type: "string", sortable: true },
            sDefault: { type: "string", defaultValue: "x" },
            n: { type: "number" },
            nBig: { type: "number", bigint: true },
            nDefault: { type: "number", defaultValue: 5 },
            b: { type: "boolean" },
            bDefault: { type: "boolean", defaultValue: false },
            d: { type: "date" },
            dDefault: { type: "date", defaultValue: () => new Date() },
            dUpdate: { type: "date", onUpdate: () => new Date() },
            json: { type: "json" },
            sArr: { type: "string[]" },
            nArr: { type: "number[]" },
            en: { type: ["a", "b"] },
            ref: { type: "string", references: { model: "user", field: "id" } },
            refUnique: {
              type: "string",
              unique: true,
              references: { model: "user", field: "id", onDelete: "set null" },
            },
          },
        },
      },
    },
  ],
};

/** A model with several references to one, and one to itself. */
const several: BetterAuthOptions = {
  plugins: [
    {
      id: "several",
      schema: {
        friend: {
          fields: {
            fromUserId: { type: "string", references: { model: "user", field: "id" } },
            toUserId: { type: "string", references: { model: "user", field: "id" } },
            parentId: { type: "string", required: false, references: { model: "friend", field: "id" } },
          },
        },
      },
    },
  ],
};

/** Two models that point at each other. */
const mutual: BetterAuthOptions = {
  plugins: [
    {
      id: "mutual",
      schema: {
        club: {
          fields: {
            title: { type: "string" },
            leaderId: { type: "string", required: false, references: { model: "member", field: "id" } },
          },
        },
        member: {
          fields: {
            nick: { type: "string" },
            clubId: { type: "string", references: { model: "club", field: "id" } },
          },
        },
      },
    },
  ],
};

const withIds = (generateId: "serial" | "uuid"): BetterAuthOptions => ({
  ...probe,
  advanced: { database: { generateId } },
});

/** The columns of the probe's table, without their line breaks. */
function probeColumns(options: BetterAuthOptions, provider: DrizzleProvider): Record<string, string> {
  const code = generateDrizzleSchema(options, { provider });
  const body = /export const probe = \w+\(\n {2}"probe",\n {2}\{\n(.*?)\n {2}\},\n/s.exec(code)?.[1] ?? "";
  const entries = body.split(/,\n(?= {4}\w)/).map((entry) => {
    const text = entry.trim().replace(/,$/, "").replace(/\n\s*/g, " ");
    const at = text.indexOf(": ");
    return [text.slice(0, at), text.slice(at + 2)];
  });
  return Object.fromEntries(entries);
}

const references = (type: string): Record<string, string> => ({
  ref: `${type.replace("NAME", "ref")} .notNull() .references(() => user.id, { onDelete: "cascade" })`,
  refUnique: `${type.replace("NAME", "ref_unique")} .notNull() .unique() .references(() => user.id, { onDelete: "set null" })`,
});

const expected: Readonly<Record<DrizzleProvider, Record<string, string>>> = {
  pg: {
    id: 'text("id").primaryKey()',
    s: 'text("s").notNull()',
    sOpt: 'text("s_opt")',
    sUnique: 'text("s_unique").notNull().unique()',
    sIndex: 'text("s_index").notNull()',
    sSortable: 'text("s_sortable").notNull()',
    sDefault: 'text("s_default").default("x").notNull()',
    n: 'integer("n").notNull()',
    nBig: 'bigint("n_big", { mode: "number" }).notNull()',
    nDefault: 'integer("n_default").default(5).notNull()',
    b: 'boolean("b").notNull()',
    bDefault: 'boolean("b_default").default(false).notNull()',
    d: 'timestamp("d").notNull()',
    dDefault: 'timestamp("d_default").defaultNow().notNull()',
    dUpdate: 'timestamp("d_update") .$onUpdate(() => new Date()) .notNull()',
    json: 'jsonb("json").notNull()',
    sArr: 'text("s_arr").array().notNull()',
    nArr: 'integer("n_arr").array().notNull()',
    en: 'text("en", { enum: ["a", "b"] }).notNull()',
    ...references('text("NAME")'),
  },
  mysql: {
    id: 'varchar("id", { length: 36 }).primaryKey()',
    s: 'text("s").notNull()',
    sOpt: 'text("s_opt")',
    sUnique: 'varchar("s_unique", { length: 255 }).notNull().unique()',
    sIndex: 'varchar("s_index", { length: 255 }).notNull()',
    sSortable: 'varchar("s_sortable", { length: 255 }).notNull()',
    sDefault: 'text("s_default").default("x").notNull()',
    n: 'int("n").notNull()',
    nBig: 'bigint("n_big", { mode: "number" }).notNull()',
    nDefault: 'int("n_default").default(5).notNull()',
    b: 'boolean("b").notNull()',
    bDefault: 'boolean("b_default").default(false).notNull()',
    d: 'timestamp("d", { fsp: 3 }).notNull()',
    dDefault: 'timestamp("d_default", { fsp: 3 }).defaultNow().notNull()',
    dUpdate: 'timestamp("d_update", { fsp: 3 }) .$onUpdate(() => new Date()) .notNull()',
    json: 'json("json").notNull()',
    sArr: 'text("s_arr").notNull()',
    nArr: 'text("n_arr").notNull()',
    en: 'mysqlEnum("en", ["a", "b"]).notNull()',
    ...references('varchar("NAME", { length: 36 })'),
  },
  sqlite: {
    id: 'text("id").primaryKey()',
    s: 'text("s").notNull()',
    sOpt: 'text("s_opt")',
    sUnique: 'text("s_unique").notNull().unique()',
    sIndex: 'text("s_index").notNull()',
    sSortable: 'text("s_sortable").notNull()',
    sDefault: 'text("s_default").default("x").notNull()',
    n: 'integer("n").notNull()',
    nBig: 'integer("n_big").notNull()',
    nDefault: 'integer("n_default").default(5).notNull()',
    b: 'integer("b", { mode: "boolean" }).notNull()',
    bDefault: 'integer("b_default", { mode: "boolean" }) .default(false) .notNull()',
    d: 'integer("d", { mode: "timestamp_ms" }).notNull()',
    dDefault:
      'integer("d_default", { mode: "timestamp_ms" }) .default(sql`(cast(unixepoch(\'subsecond\') * 1000 as integer))`) .notNull()',
    dUpdate: 'integer("d_update", { mode: "timestamp_ms" }) .$onUpdate(() => new Date()) .notNull()',
    json: 'text("json", { mode: "json" }).notNull()',
    sArr: 'text("s_arr", { mode: "json" }).notNull()',
    nArr: 'text("n_arr", { mode: "json" }).notNull()',
    en: 'text("en", { enum: ["a", "b"] }).notNull()',
    ...references('text("NAME")'),
  },
};

const providers = Object.keys(expected) as DrizzleProvider[];

/** What the compiler says about modules. */
function compileErrors(files: Readonly<Record<string, string>>): string[] {
  // Within the package, so that Drizzle is found.
  const folder = mkdtempSync(join(import.meta.dirname, ".compile-"));
  try {
    const paths = Object.entries(files).map(([name, code]) => {
      const path = join(folder, name);
      writeFileSync(path, code);
      return path;
    });
    const program = ts.createProgram(paths, {
      strict: true,
      noEmit: true,
      skipLibCheck: true,
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.Preserve,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      types: [],
    });
    return ts
      .getPreEmitDiagnostics(program)
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Drizzle knows the types of tables only when it compiles with them. */
type Queries = Readonly<
  Record<"club" | "member", Record<"findFirst" | "findMany", (settings: { with: object }) => Promise<unknown>>>
>;

/** A database of SQLite that is asked along the relations of the generated schema. */
async function openRelational(options: BetterAuthOptions) {
  const schema = evaluateSchema(generateDrizzleSchema(options, { provider: "sqlite" }));
  const client = new Database(":memory:");
  for (const statement of await createStatements("sqlite", schema)) client.exec(statement);
  const { query } = drizzle({ client, schema });
  return { execute: (statement: string) => client.exec(statement), query: query as unknown as Queries };
}

describe("the generated schema", () => {
  it.each(providers)("has a column for each type and flag: %s", (provider) => {
    expect(probeColumns(probe, provider)).toEqual(expected[provider]);
    expect(generateDrizzleSchema(probe, { provider })).toContain(
      '  (table) => [index("probe_sIndex_idx").on(table.sIndex)],\n);\n',
    );
  });

  it.each<[DrizzleProvider, "serial" | "uuid", string, string]>([
    ["pg", "serial", 'integer("id").generatedByDefaultAsIdentity().primaryKey()', 'integer("NAME")'],
    ["pg", "uuid", 'uuid("id") .default(sql`pg_catalog.gen_random_uuid()`) .primaryKey()', 'uuid("NAME")'],
    ["mysql", "serial", 'int("id").autoincrement().primaryKey()', 'int("NAME")'],
    ["mysql", "uuid", 'varchar("id", { length: 36 }).primaryKey()', 'varchar("NAME", { length: 36 })'],
    ["sqlite", "serial", 'integer("id", { mode: "number" }).primaryKey({ autoIncrement: true })', 'integer("NAME")'],
    ["sqlite", "uuid", 'text("id").primaryKey()', 'text("NAME")'],
  ])("has ids and references of the kind that is asked for: %s, %s", (provider, generateId, id, reference) => {
    expect(probeColumns(withIds(generateId), provider)).toMatchObject({ id, ...references(reference) });
  });

  it("compiles under strict rules, and is the same when it is written again", () => {
    const files: Record<string, string> = {};
    for (const provider of providers) {
      for (const [name, options] of Object.entries({
        probe,
        several,
        mutual,
        everythingOptions,
        serial: withIds("serial"),
      })) {
        const config = { provider, usePlural: name === "several", camelCase: name === "several", schemaName: "auth" };
        const code = generateDrizzleSchema(options, config);
        expect(generateDrizzleSchema(options, config)).toBe(code);
        files[`${provider}-${name}.ts`] = code;
      }
    }
    expect(compileErrors(files)).toEqual([]);
    expect(compileErrors({ "wrong.ts": 'import { text } from "drizzle-orm/pg-core";\ntext(1);\n' })).toHaveLength(1);
  }, 60_000);

  it("imports what it uses, and no more", () => {
    const lines = generateDrizzleSchema({}, { provider: "sqlite" }).split("\n");
    expect(lines.slice(0, 2)).toEqual([
      'import { relations, sql } from "drizzle-orm";',
      'import { sqliteTable, text, integer, index } from "drizzle-orm/sqlite-core";',
    ]);
  });

  it("has snake case in the database, or camel case when asked", () => {
    const pluralSnake = generateDrizzleSchema(everythingOptions, { provider: "pg", usePlural: true });
    expect(pluralSnake).toContain('export const users = pgTable("users", {');
    expect(pluralSnake).toContain('emailVerified: boolean("email_verified")');
    const camel = generateDrizzleSchema({ rateLimit: { storage: "database" } }, { provider: "pg", camelCase: true });
    expect(camel).toContain('emailVerified: boolean("emailVerified")');
    expect(camel).toContain('pgTable("rateLimit"');
    expect(generateDrizzleSchema({ rateLimit: { storage: "database" } }, { provider: "pg" })).toContain(
      'export const rateLimit = pgTable("rate_limit"',
    );
  });

  it("stands in a schema of PostgreSQL when it has a name", () => {
    const code = generateDrizzleSchema({}, { provider: "pg", schemaName: "my_auth" });
    expect(code).toContain('export const my_authSchema = pgSchema("my_auth");');
    expect(code).toContain('export const user = my_authSchema.table("user", {');
    expect(generateDrizzleSchema({}, { provider: "mysql", schemaName: "my_auth" })).not.toContain("my_auth");
  });

  it("relates models in both directions", () => {
    const code = generateDrizzleSchema(everythingOptions, { provider: "pg" });
    expect(code).toContain(`export const userRelations = relations(user, ({ one, many }) => ({
  sessions: many(session),
  accounts: many(account),
  items: many(item),
  badge: one(badge),
}));
`);
    expect(code).toContain(`export const sessionRelations = relations(session, ({ one }) => ({
  user: one(user, {
    fields: [session.userId],
    references: [user.id],
  }),
}));
`);
  });

  it("tells several references between two models apart, so that Drizzle reads along each of them", async () => {
    const code = generateDrizzleSchema(several, { provider: "sqlite" });
    for (const part of ["friendsByFromUserId: many(friend", "toUser: one(user", "parent: one(friend"])
      expect(code).toContain(part);
    const { extractTablesRelationalConfig, createTableRelationsHelpers } = await import("drizzle-orm");
    const { tables } = extractTablesRelationalConfig(evaluateSchema(code), createTableRelationsHelpers);
    expect(Object.keys(tables.friend?.relations ?? {})).toEqual(["fromUser", "toUser", "parent", "friendsByParentId"]);
  });

  it("relates two models that point at each other, along each reference", async () => {
    const { execute, query } = await openRelational(mutual);
    execute(`insert into club (id, title) values ('c', 'Chess')`);
    execute(`insert into member (id, nick, club_id) values ('m', 'Ann', 'c'), ('n', 'Ben', 'c')`);
    execute(`update club set leader_id = 'm'`);
    expect(await query.club.findFirst({ with: { leader: true, membersByClubId: true } })).toEqual({
      id: "c",
      title: "Chess",
      leaderId: "m",
      leader: { id: "m", nick: "Ann", clubId: "c" },
      membersByClubId: [
        { id: "m", nick: "Ann", clubId: "c" },
        { id: "n", nick: "Ben", clubId: "c" },
      ],
    });
    const back = await query.member.findMany({ with: { club: true, clubsByLeaderId: true } });
    expect(back).toMatchObject([
      { id: "m", club: { id: "c" }, clubsByLeaderId: [{ id: "c" }] },
      { id: "n", club: { id: "c" }, clubsByLeaderId: [] },
    ]);
  });

  it("breaks lines as Prettier does", () => {
    const code = generateDrizzleSchema(everythingOptions, { provider: "sqlite" });
    expect(code).toContain(`    accessTokenExpiresAt: integer("access_token_expires_at", {
      mode: "timestamp_ms",
    }),
`);
    expect(code).toContain(`    ownerId: text("owner_id").references(() => user.id, {
      onDelete: "cascade",
    }),
`);
    expect(code.split("\n").filter((line) => line.length > 80 && !line.includes("sql`"))).toEqual([]);
  });
});
