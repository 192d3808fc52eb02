import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { type Files, hasTerminal, type Project, useInstalledPackages } from "../../test-support/built-packages";

const install = useInstalledPackages(["core", "better-auth", "cli"], {
  "better-sqlite3": ".",
  "drizzle-orm": "packages/core",
  "@types/node": ".",
  typescript: ".",
});

const read = (project: Project, path: string) => readFileSync(join(project.folder, path), "utf8");
const has = (project: Project, path: string) => existsSync(join(project.folder, path));

/** A configuration over Drizzle, whose tables are imported from `schema`. */
const configuration = ({ schema = "./auth-schema", config = "", options = "" } = {}) => `
import Database from "better-sqlite3";
import { betterAuth } from "better-auth";
import { drizzleAdapter } from "better-auth/adapters/drizzle";
import { drizzle } from "drizzle-orm/better-sqlite3";
import * as schema from "${schema}";

export const db = drizzle({ client: new Database("sqlite.db"), schema });
export const auth = betterAuth({
  database: drizzleAdapter(db, { provider: "sqlite", schema, ${config} }),
  emailAndPassword: { enabled: true },
  ${options}
});
`;

const makeProject = (files: Files = { "auth.ts": configuration() }): Project =>
  install({ "package.json": '{ "type": "module" }', ...files });

/** Puts the tables behind a module of the application. */
const behindDatabase = (schema: string): Files => ({
  "tsconfig.json": '{ "compilerOptions": { "paths": { "@/*": ["./src/*"] } } }',
  "src/lib/auth.ts": `
import { betterAuth } from "better-auth";
import { drizzleAdapter } from "better-auth/adapters/drizzle";
import { db } from "@/db";
export const auth = betterAuth({ database: drizzleAdapter(db, { provider: "sqlite" }) });`,
  "src/db/index.ts": `
import Database from "better-sqlite3";
import { relations } from "drizzle-orm";
import { drizzle } from "drizzle-orm/better-sqlite3";
import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import * as authSchema from "${schema}";
import { user } from "${schema}";
export const notes = sqliteTable("notes", { id: integer().primaryKey(), owner: text().references(() => user.id) });
export const notesRelations = relations(notes, ({ one }) => ({
  owner: one(user, { fields: [notes.owner], references: [user.id] }),
}));
export const db = drizzle({ client: new Database("sqlite.db"), schema: { ...authSchema, notes, notesRelations } });`,
});

const coreTables = ["user", "session", "account", "verification"];
const isSchema = (text: string) =>
  expect([...text.matchAll(/^export const (\w+) = \w+Table\(/gm)].map(([, name]) => name)).toEqual(coreTables);

describe("generate over Drizzle", () => {
  it("writes the tables that the configuration imports and are not there yet; then nothing is left to do", async () => {
    const project = makeProject();
    const first = await project.cli(["generate", "--yes"]);
    expect([first.code, first.stderr]).toEqual([0, ""]);
    expect(first.stdout).toContain('"./auth-schema" is not generated yet; something empty stands in its place.');
    expect(first.stdout).toContain("wrote auth-schema.ts");
    isSchema(read(project, "auth-schema.ts"));
    const text = read(project, "auth-schema.ts");
    const second = await project.cli(["generate"]);
    expect(second).toMatchObject({ code: 0, stderr: "" });
    expect(second.stdout).not.toContain("stands in its place");
    expect(second.stdout).toContain("Nothing to do: the file says it already.");
    expect(read(project, "auth-schema.ts")).toBe(text);
  });

  it("writes what the types of Drizzle accept", async () => {
    const project = makeProject({
      "auth.ts": configuration({ config: "usePlural: true, camelCase: true" }),
      "tsconfig.json": JSON.stringify({
        compilerOptions: { strict: true, noEmit: true, skipLibCheck: true, module: "nodenext", target: "es2022" },
        files: ["use.ts"],
      }),
      "use.ts": `
        import { drizzle } from "drizzle-orm/better-sqlite3";
        import * as schema from "./auth-schema.js";
        declare const client: Parameters<typeof drizzle>[0] & object;
        const db = drizzle(client as never, { schema });
        export const found: Promise<{ email: string; sessions: { token: string }[] } | undefined> =
          db.query.users.findFirst({ with: { sessions: true } }).execute();`,
    });
    await project.cli(["generate", "--yes"]);
    const { code, stdout } = await project.node(["../node_modules/typescript/bin/tsc", "-p", "."]);
    expect([code, stdout]).toEqual([0, ""]);
  });

  it("is not needed for other commands to say what is missing", async () => {
    const { code, stderr } = await makeProject().cli(["migrate"]);
    expect(code).toBe(1);
    expect(stderr).toContain('auth.ts:6 imports "./auth-schema": it cannot be found.');
    expect(stderr).toContain("npx @better-auth/cli generate");
  });

  describe("writes the file", () => {
    it.each([
      ["beside the configuration that imports it", { "src/auth.ts": configuration() }, "src/auth-schema.ts"],
      [
        "as Node's own resolution names it",
        { "lib/auth.ts": configuration({ schema: "../db/auth-schema.js" }) },
        "db/auth-schema.ts",
      ],
      ["behind a module of the application", behindDatabase("./auth-schema"), "src/db/auth-schema.ts"],
      ["that is imported through an alias", behindDatabase("@/db/schema/auth-schema"), "src/db/schema/auth-schema.ts"],
      ["in JavaScript", { "auth.js": configuration({ schema: "./db/auth-schema.js" }) }, "db/auth-schema.js"],
    ] as const)("%s, and finds it there again", async (_, files, path) => {
      const project = makeProject(files as Files);
      const first = await project.cli(["generate", "--yes"]);
      expect([first.code, first.stderr]).toEqual([0, ""]);
      expect(first.stdout).toContain(`wrote ${path}`);
      isSchema(read(project, path));
      const second = await project.cli(["generate"]);
      expect(second).toMatchObject({ code: 0, stderr: "" });
      expect(second.stdout).toContain(`= ${path}`);
      expect(has(project, "auth-schema.ts")).toBe(false);
    });

    it("that --output names, whatever it is called, also before it is there", async () => {
      const project = makeProject({ "src/auth.ts": configuration({ schema: "../db/tables" }) });
      const flags = ["generate", "--yes", "--output", "db/tables.ts"];
      expect(await project.cli(flags)).toMatchObject({ code: 0, stderr: "" });
      isSchema(read(project, "db/tables.ts"));
      expect((await project.cli(flags)).stdout).toContain("= db/tables.ts");
      // It is not called auth-schema: without the flag it is known no more.
      expect((await project.cli(["generate", "--yes"])).stdout).toContain("wrote auth-schema.ts");
    });

    it("of the usual name into the folder that --output names", async () => {
      const project = makeProject({ "auth.ts": configuration({ schema: "./db/auth-schema" }) });
      expect((await project.cli(["generate", "--yes", "--output", "db/"])).stdout).toContain("wrote db/auth-schema.ts");
    });

    it("of the project's folder, where the configuration imports no tables", async () => {
      const auth = configuration().replace(/^import \* as schema.*$/m, "const schema = {};");
      const project = makeProject({ "src/auth.ts": auth });
      expect((await project.cli(["generate", "--yes"])).stdout).toContain("wrote auth-schema.ts");
    });
  });

  describe("over a file that is there", () => {
    const edited = (text: string) =>
      `${text.replace('text("name").notNull()', 'text("name")')}\nexport const mine = 1;\n`;
    let project: Project;
    beforeAll(async () => {
      project = makeProject();
      await project.cli(["generate", "--yes"]);
      project.write({ "auth-schema.ts": edited(read(project, "auth-schema.ts")) });
    });

    it("shows what goes and what comes, and writes nothing unasked", async () => {
      const before = read(project, "auth-schema.ts");
      const { code, stdout, stderr } = await project.cli(["generate"]);
      expect(code).toBe(1);
      expect(stdout).toMatch(/^ {4}- {3}name: text\("name"\),$/m);
      expect(stdout).toMatch(/^ {4}\+ {3}name: text\("name"\)\.notNull\(\),$/m);
      expect(stdout).toMatch(/^ {4}- export const mine = 1;$/m);
      expect(stderr).toContain("Nothing was written: there is no terminal to ask in");
      expect(read(project, "auth-schema.ts")).toBe(before);
    });

    it.runIf(hasTerminal)("keeps it after a no, and writes over it after a yes", async () => {
      const before = read(project, "auth-schema.ts");
      const no = await project.cli(["generate"], { answer: { to: "Yes / ", keys: "n" } });
      expect([no.code, read(project, "auth-schema.ts")]).toEqual([130, before]);
      expect(no.stdout).toContain("Write over auth-schema.ts, which is there already?");
      const yes = await project.cli(["generate"], { answer: { to: "Yes / ", keys: "y" } });
      expect(yes.code).toBe(0);
      expect(edited(read(project, "auth-schema.ts"))).toBe(before);
    });
  });
});

describe("generate --adapter drizzle", () => {
  const bare = `import { betterAuth } from "better-auth"; export const auth = betterAuth({});`;

  it.each([
    ["sqlite", 'sqliteTable("user"', "drizzle-orm/sqlite-core"],
    ["postgresql", 'pgTable("user"', "drizzle-orm/pg-core"],
    ["pg", 'pgTable("user"', "drizzle-orm/pg-core"],
    ["mysql", 'mysqlTable("user"', "drizzle-orm/mysql-core"],
  ])("needs no instance and no database with --dialect %s", async (dialect, table, module) => {
    const project = makeProject({ "auth.ts": bare });
    const { code, stdout, stderr } = await project.cli([
      ...["generate", "--yes", "--adapter", "drizzle", "--dialect", dialect],
    ]);
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(/Database {7}\w+, by drizzle/);
    expect(read(project, "auth-schema.ts")).toContain(table);
    expect(read(project, "auth-schema.ts")).toContain(`from "${module}"`);
  });

  it("keeps the ways of the configuration's adapter for another database", async () => {
    const project = makeProject({ "auth.ts": configuration({ config: "usePlural: true, camelCase: true" }) });
    expect((await project.cli(["generate", "--yes", "--dialect", "postgresql"])).code).toBe(0);
    expect(read(project, "auth-schema.ts")).toContain('export const users = pgTable("users", {');
    expect(read(project, "auth-schema.ts")).toContain('boolean("emailVerified")');
  });

  it("is what the configuration's own adapter says, without a dialect", async () => {
    const project = makeProject();
    const { stdout } = await project.cli(["generate", "--yes", "--adapter", "drizzle"]);
    expect(stdout).toContain("by the adapter's own generator");
    isSchema(read(project, "auth-schema.ts"));
  });

  it("asks for the dialect", async () => {
    const { code, stderr } = await makeProject({ "auth.ts": bare }).cli(["generate", "--adapter", "drizzle"]);
    expect(code).toBe(1);
    expect(stderr).toContain("--dialect sqlite, postgresql or mysql");
  });

  it("refuses a database that Drizzle does not speak", async () => {
    const flags = ["generate", "--adapter", "drizzle", "--dialect", "mssql"];
    const { code, stderr } = await makeProject({ "auth.ts": bare }).cli(flags);
    expect(code).toBe(1);
    expect(stderr).toContain("--dialect: Drizzle takes sqlite, postgresql or mysql, got mssql.");
  });
});
