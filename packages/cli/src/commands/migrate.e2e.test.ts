import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  type Files,
  hasTerminal,
  type Installation,
  installPackages,
  type Project,
} from "../../test-support/built-packages";
import { query, schemaOf, tablesOf } from "../../test-support/sqlite-file";

let installation: Installation;
beforeAll(async () => {
  installation = await installPackages(["core", "better-auth", "cli"], {
    "better-sqlite3": ".",
    kysely: "packages/core",
  });
}, 60_000);
afterAll(() => installation?.remove());

const coreTables = ["account", "session", "user", "verification"];

/** A configuration over a file of node:sqlite. */
const config = (options = "") => `
import { betterAuth } from "better-auth";
import { DatabaseSync } from "node:sqlite";

export const auth = betterAuth({ database: new DatabaseSync("sqlite.db"), ${options} });
`;

const makeProject = (files: Files = { "auth.ts": config() }): Project =>
  installation.project({ "package.json": '{ "type": "module" }', ...files });

const database = (project: Project) => join(project.folder, "sqlite.db");

const user = (id: string, extra = "") =>
  `insert into "user" ("id", "name", "email", "emailVerified", "createdAt", "updatedAt") values ('${id}', 'Ada', '${id}@example.com', 0, '2026-01-01', '2026-01-01')${extra}`;

describe("migrate", () => {
  it("creates the tables of a node:sqlite file, of a configuration with path aliases", async () => {
    const project = makeProject({
      "tsconfig.json": '{ // with comments\n "compilerOptions": { "paths": { "@/*": ["./src/*"] } }, }',
      "src/lib/auth.ts": `
        import { betterAuth } from "better-auth";
        import { database } from "@/db/client";
        enum Name { app = "Shop" } // what Node's own TypeScript refuses
        export const auth = betterAuth({ database, appName: Name.app satisfies string });`,
      "src/db/client.ts": `
        import { DatabaseSync } from "node:sqlite";
        export const database: DatabaseSync = await Promise.resolve(new DatabaseSync("sqlite.db"));`,
    });
    const { code, stdout, stderr } = await project.cli(["migrate", "--yes"]);
    expect(stderr).toBe("");
    expect(code).toBe(0);
    expect(stdout).toContain("Configuration  src/lib/auth.ts");
    expect(stdout).toContain("Database       SQLite, sqlite.db");
    expect(stdout).toMatch(/\+ user +id, name, email, emailVerified, image, createdAt, updatedAt/);
    expect(stdout).toMatch(/Done +added 4 tables and 3 indexes in \d+ ms/);
    expect(tablesOf(database(project))).toEqual(coreTables);
  });

  it("creates the tables of a better-sqlite3 file, of a default export", async () => {
    const project = makeProject({
      "server/auth.ts": `
        import { betterAuth } from "better-auth";
        import Database from "better-sqlite3";
        export default betterAuth({ database: new Database("sqlite.db") });`,
    });
    const { code, stdout } = await project.cli(["migrate", "-y"]);
    expect(code).toBe(0);
    expect(stdout).toContain("SQLite, sqlite.db");
    expect(tablesOf(database(project))).toEqual(coreTables);
  });

  it("loads JavaScript of projects that are no modules", async () => {
    const project = makeProject({
      "package.json": "{}",
      "utils/auth.js": config().replace("export const auth =", "export default"),
    });
    expect((await project.cli(["migrate", "--y"])).code).toBe(0);
    expect(tablesOf(database(project))).toEqual(coreTables);
  });

  it("has nothing to do the second time, and changes nothing", async () => {
    const project = makeProject();
    await project.cli(["migrate", "--yes"]);
    const before = schemaOf(database(project));
    const { code, stdout } = await project.cli(["migrate"]);
    expect(code).toBe(0);
    expect(stdout).toContain("Nothing to do");
    expect(schemaOf(database(project))).toEqual(before);
  });

  it("adds columns, tables and indexes of a new plugin to a filled database, and keeps its rows", async () => {
    const project = makeProject();
    await project.cli(["migrate", "--yes"]);
    query(database(project), user("a"));
    const plugin = `{ id: "team", schema: {
      user: { fields: { nickname: { type: "string", required: false, fieldName: "nick_name" } } },
      team: { fields: { name: { type: "string", required: true, index: true } } },
    } }`;
    project.write({ "auth.ts": config(`plugins: [${plugin}]`) });
    const { code, stdout } = await project.cli(["migrate", "--yes"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/Tables to create\n {2}\+ team {2}id, name/);
    expect(stdout).toMatch(/Columns to add\n {2}\+ user {2}nick_name/);
    expect(stdout).toMatch(/Indexes to add\n {2}\+ team_name_idx {2}on team \(name\)/);
    expect(stdout).toContain("added 1 table, 1 column and 1 index");
    expect(query(database(project), 'select "id", "nick_name" from "user"')).toEqual([{ id: "a", nick_name: null }]);
  });

  it("lets two run at once", async () => {
    // A driver that waits for the other one from its first statement on.
    const project = makeProject({ "auth.ts": config().replace('"sqlite.db"', '"sqlite.db", { timeout: 5000 }') });
    const outcomes = await Promise.all([1, 2].map(() => project.cli(["migrate", "--yes"])));
    expect(outcomes.map(({ code, stderr }) => [code, stderr])).toEqual([
      [0, ""],
      [0, ""],
    ]);
    expect(tablesOf(database(project))).toEqual(coreTables);
  });

  describe("asks before it writes", () => {
    it("refuses where nobody can be asked, and names the flag", async () => {
      const project = makeProject();
      const { code, stdout, stderr } = await project.cli(["migrate"]);
      expect(code).toBe(1);
      expect(stdout).toContain("Tables to create");
      expect(stderr).toContain("there is no terminal to ask in");
      expect(stderr).toContain("--yes (or --y)");
      expect(tablesOf(database(project))).toEqual([]);
    });

    it.runIf(hasTerminal)("carries it out after a yes", async () => {
      const project = makeProject();
      const { code, stdout } = await project.cli(["migrate"], { answer: { to: "Yes / ", keys: "y" } });
      expect(code).toBe(0);
      expect(stdout).toContain("Carry this out on SQLite, sqlite.db?");
      expect(tablesOf(database(project))).toEqual(coreTables);
    });

    it.runIf(hasTerminal).each([
      ["a no", "n"],
      ["Enter, because no is chosen", "\r"],
      ["Ctrl-C", "\u0003"],
    ])("writes nothing after %s", async (_, keys) => {
      const project = makeProject();
      const { code, stdout } = await project.cli(["migrate"], { answer: { to: "Yes / ", keys } });
      expect(code).toBe(130);
      expect(stdout).toContain("Nothing was migrated.");
      expect(tablesOf(database(project))).toEqual([]);
    });

    it.runIf(hasTerminal)("does not ask in CI, even in a terminal", async () => {
      const project = makeProject();
      const { code } = await project.cli(["migrate"], { env: { CI: "true" }, answer: { to: "Yes / ", keys: "y" } });
      expect(code).toBe(1);
      expect(tablesOf(database(project))).toEqual([]);
    });
  });

  describe("refuses what the rows stand against", () => {
    it("a required column without a value for them", async () => {
      const project = makeProject();
      await project.cli(["migrate", "--yes"]);
      query(database(project), user("a"));
      const before = schemaOf(database(project));
      const fields = 'user: { additionalFields: { country: { type: "string", required: true } } }';
      project.write({ "auth.ts": config(`${fields}, plugins: [{ id: "p", schema: { extra: { fields: {} } } }]`) });
      const { code, stderr } = await project.cli(["migrate", "--yes"]);
      expect(code).toBe(1);
      expect(stderr).toContain("Nothing was migrated");
      expect(stderr).toMatch(/Table user has rows, and the new column country is required/);
      expect(stderr).toContain("required: false");
      // Nothing of the plan, the safe table neither.
      expect(schemaOf(database(project))).toEqual(before);
      expect(query(database(project), 'select "id" from "user"')).toEqual([{ id: "a" }]);
    });

    it("a unique index over values that are there twice", async () => {
      const project = makeProject({
        "auth.ts": config('user: { additionalFields: { phone: { type: "string", required: false } } }'),
      });
      await project.cli(["migrate", "--yes"]);
      query(database(project), user("a"));
      query(database(project), user("b"));
      query(database(project), `update "user" set "phone" = '1'`);
      project.write({
        "auth.ts": config('user: { additionalFields: { phone: { type: "string", required: false, unique: true } } }'),
      });
      const { code, stderr } = await project.cli(["migrate", "--yes"]);
      expect(code).toBe(1);
      expect(stderr).toMatch(/table user have the same value in phone, which has to be unique/);
    });
  });

  describe("says which configuration it takes", () => {
    it("the first one, and which others there are", async () => {
      const project = makeProject({ "lib/auth.ts": config(), "src/auth.ts": "throw new Error('not this one')" });
      const { code, stdout } = await project.cli(["migrate", "--yes"]);
      expect(code).toBe(0);
      expect(stdout).toContain("Configuration  lib/auth.ts");
      expect(stdout).toContain("There is also src/auth.ts. The first one was taken; choose with --config.");
    });

    it.each(["config/users.ts", "config/users", "./config/users.ts"])(
      "the one that --config %s names",
      async (path) => {
        const project = makeProject({ "auth.ts": "throw new Error('not this one')", "config/users.ts": config() });
        const { code, stdout } = await project.cli(["migrate", "--yes", "--config", path]);
        expect(code).toBe(0);
        expect(stdout).toContain("Configuration  config/users.ts");
      },
    );

    it("that of another folder with --cwd, whose files are meant by relative paths", async () => {
      const project = makeProject({ "apps/web/lib/auth.ts": config(), "apps/web/.env": "" });
      const { code } = await project.cli(["migrate", "--yes", "--cwd", "apps/web"]);
      expect(code).toBe(0);
      expect(tablesOf(join(project.folder, "apps/web/sqlite.db"))).toEqual(coreTables);
      expect(existsSync(database(project))).toBe(false);
    });

    it("warns when the project uses another version", async () => {
      const project = makeProject({
        "auth.ts": config(),
        "node_modules/better-auth/package.json":
          '{ "name": "better-auth", "version": "0.0.9", "type": "module", "exports": { ".": "./index.js", "./package.json": "./package.json" } }',
        "node_modules/better-auth/index.js": 'export * from "@better-auth/core";',
      });
      const { code, stdout } = await project.cli(["migrate", "--yes"]);
      expect(code).toBe(0);
      expect(stdout).toMatch(/The project uses better-auth 0\.0\.9, this command is of \d+\.\d+\.\d+/);
    });

    it("none, and where it looked", async () => {
      const { code, stderr } = await makeProject({}).cli(["migrate", "--yes"]);
      expect(code).toBe(1);
      expect(stderr).toContain("No configuration was found");
      expect(stderr).toContain("--config path/to/auth.ts");
    });

    it("none at the named path, in the named folder", async () => {
      const project = makeProject({});
      const file = await project.cli(["migrate", "--config", "nowhere.ts"]);
      expect([file.code, file.stderr]).toEqual([1, expect.stringContaining("no file at nowhere.ts")]);
      const folder = await project.cli(["migrate", "--cwd", "nowhere"]);
      expect([folder.code, folder.stderr]).toEqual([1, expect.stringContaining("no folder at nowhere")]);
    });
  });

  describe("reads the environment files", () => {
    const fromEnvironment = `
      import { betterAuth } from "better-auth";
      import { DatabaseSync } from "node:sqlite";
      export const auth = betterAuth({ database: new DatabaseSync(process.env.FILE) });`;

    it("the later over the earlier, with references", async () => {
      const project = makeProject({
        "auth.ts": fromEnvironment,
        ".env": "NAME=first\nFILE=$" + "{NAME}.db",
        ".env.local": "NAME=second",
      });
      await project.cli(["migrate", "--yes"]);
      expect(tablesOf(join(project.folder, "second.db"))).toEqual(coreTables);
    });

    it("what is set already over both", async () => {
      const project = makeProject({ "auth.ts": fromEnvironment, ".env": "FILE=first.db" });
      await project.cli(["migrate", "--yes"], { env: { FILE: "given.db" } });
      expect(tablesOf(join(project.folder, "given.db"))).toEqual(coreTables);
      expect(existsSync(join(project.folder, "first.db"))).toBe(false);
    });
  });

  describe("loads what only exists inside a framework's build", () => {
    it.each([
      ["the marker of server components", 'import "server-only";', '"sqlite.db"'],
      ["variables of SvelteKit", 'import { FILE } from "$env/static/private";', "FILE"],
      ["dynamic variables of SvelteKit", 'import { env } from "$env/dynamic/private";', "env.FILE"],
      ["the environment of Cloudflare", 'import { env } from "cloudflare:workers";', "env.FILE"],
    ])("%s", async (_, line, file) => {
      const project = makeProject({
        "auth.ts": line + config().replace('"sqlite.db"', file),
        ".env": "FILE=sqlite.db",
      });
      const { stderr } = await project.cli(["migrate", "--yes"]);
      expect(stderr).toBe("");
      expect(tablesOf(database(project))).toEqual(coreTables);
    });

    it("aliases of a jsconfig.json, and of projects that a tsconfig.json refers to", async () => {
      const paths = '{ "compilerOptions": { "baseUrl": ".", "paths": { "~/*": ["src/*"] } } }';
      const files = {
        "src/auth.ts": config()
          .replace("new DatabaseSync", "open")
          .replace('from "node:sqlite"', 'from "~/open"')
          .replace("{ DatabaseSync }", "{ open }"),
        "src/open.ts":
          'import { DatabaseSync } from "node:sqlite"; export const open = (file) => new DatabaseSync(file);',
      };
      for (const project of [
        makeProject({ ...files, "jsconfig.json": paths }),
        makeProject({
          ...files,
          "tsconfig.json": '{ "files": [], "references": [{ "path": "./tsconfig.app.json" }] }',
          "tsconfig.app.json": '{ "extends": "./tsconfig.base.json" }',
          "tsconfig.base.json": paths,
        }),
      ]) {
        const { stderr } = await project.cli(["migrate", "--yes"]);
        expect(stderr).toBe("");
        expect(tablesOf(database(project))).toEqual(coreTables);
      }
    });

    it("a tsconfig.json that extends a file which is not generated yet", async () => {
      const project = makeProject({
        "tsconfig.json": `{
          "extends": "./.generated/tsconfig.json",
          "compilerOptions": { "paths": { "*": ["./types/*"], "~/*": ["./*"] } }
        }`,
        "auth.ts": `import "~/side";${config()}`,
        "side.ts": "",
      });
      const { code, stderr } = await project.cli(["migrate", "--yes"]);
      expect([code, stderr]).toEqual([0, ""]);
    });
  });

  describe("names the file and the import that failed", () => {
    const broken = async (files: Files) => {
      const outcome = await makeProject(files).cli(["migrate", "--yes"]);
      expect(outcome.code).toBe(1);
      return outcome.stderr;
    };

    it("a package that is not installed", async () => {
      const stderr = await broken({
        "auth.ts": '\nimport { Pool } from "not-installed/pool"; new Pool();',
        "pnpm-lock.yaml": "",
      });
      expect(stderr).toContain('auth.ts:2 imports "not-installed/pool": it cannot be found.');
      expect(stderr).toContain("pnpm add not-installed");
    });

    it("in a file that the configuration needs", async () => {
      const stderr = await broken({ "lib/auth.ts": 'import "../db/client";', "db/client.ts": 'import "./nowhere";' });
      expect(stderr).toContain('db/client.ts:1 imports "./nowhere", which lib/auth.ts needs: it cannot be found.');
    });

    it("an alias that leads nowhere", async () => {
      const stderr = await broken({ "auth.ts": 'import "@/db";', "tsconfig.json": "{}" });
      expect(stderr).toContain('auth.ts:1 imports "@/db"');
      expect(stderr).toContain("compilerOptions.paths");
    });

    it("a client that is not generated yet", async () => {
      const stderr = await broken({
        "auth.ts": 'import { PrismaClient } from "@/generated/prisma"; new PrismaClient();',
      });
      expect(stderr).toContain("npx prisma generate");
    });

    it("an entry that a package does not have", async () => {
      const stderr = await broken({ "auth.ts": 'import "better-auth/nowhere";' });
      expect(stderr).toContain('auth.ts:1 imports "better-auth/nowhere": it cannot be found.');
      expect(stderr).toContain("better-auth is installed, but has no such entry");
    });

    it("text that is no TypeScript", async () => {
      expect(await broken({ "auth.ts": "\nexport const auth = {{;" })).toMatch(/auth\.ts:2 is not valid TypeScript/);
    });

    it("a line that throws", async () => {
      const stderr = await broken({
        "auth.ts": 'import "./env";',
        "env.ts": '\n\nthrow new Error("DATABASE_URL is not set", { cause: new Error("no .env") });',
      });
      expect(stderr).toContain("auth.ts could not be loaded: DATABASE_URL is not set: no .env (thrown at env.ts:3)");
    });

    it("options that are refused", async () => {
      const stderr = await broken({ "auth.ts": config("session: { expiresIn: -1 }") });
      expect(stderr).toContain("session.expiresIn: expected a positive number, got -1.");
    });

    it("a file that ends the process", async () => {
      const stderr = await broken({ "auth.ts": "process.exit(0);" });
      expect(stderr).toContain("auth.ts ended the process while it was loaded.");
    });

    it.each([
      ["nothing", "", "it exports nothing"],
      ["something else", "export const handler = {};", "it exports handler"],
      ["a function", "export const auth = () => {};", "a function"],
    ])("%s is exported", async (_, text, found) => {
      const stderr = await broken({ "auth.ts": text });
      expect(stderr).toContain('auth.ts has to export the result of betterAuth() as "auth" or as its default');
      expect(stderr).toContain(found);
    });
  });

  describe("looks at the database first", () => {
    const over = (database: string) => `
      import { betterAuth } from "better-auth";
      export const auth = betterAuth({ database: ${database} });`;

    it("takes the built-in adapter over a Kysely instance", async () => {
      const project = makeProject({
        "auth.ts": `
          import { kyselyAdapter } from "@better-auth/core/adapters/kysely";
          import { betterAuth } from "better-auth";
          import Database from "better-sqlite3";
          import { Kysely, SqliteDialect } from "kysely";
          const db = new Kysely({ dialect: new SqliteDialect({ database: new Database("sqlite.db") }) });
          export const auth = betterAuth({ database: kyselyAdapter(db, { type: "sqlite" }) });`,
        "dialect.ts": `
          import { betterAuth } from "better-auth";
          import Database from "better-sqlite3";
          import { SqliteDialect } from "kysely";
          const dialect = new SqliteDialect({ database: new Database("sqlite.db") });
          export const auth = betterAuth({ database: { dialect, type: "sqlite" } });`,
      });
      const { code, stdout, stderr } = await project.cli(["migrate", "--yes"]);
      expect([code, stderr]).toEqual([0, ""]);
      expect(stdout).toContain("through kyselyAdapter");
      expect(tablesOf(database(project))).toEqual(coreTables);
      const again = await project.cli(["migrate", "--config", "dialect.ts"]);
      expect(again).toMatchObject({ code: 0, stdout: expect.stringContaining("Nothing to do") });
    });

    it("passes the adapters of ORMs to their own tools", async () => {
      const { code, stdout } = await makeProject({ "auth.ts": over('() => ({ id: "drizzle" })') }).cli(["migrate"]);
      expect(code).toBe(0);
      expect(stdout).toContain("npx drizzle-kit");
    });

    it("refuses adapters that it does not know", async () => {
      const { code, stderr } = await makeProject({ "auth.ts": over('() => ({ id: "papyrus" })') }).cli([
        "migrate",
        "-y",
      ]);
      expect(code).toBe(1);
      expect(stderr).toContain('"papyrus"');
    });

    it("refuses a configuration without one", async () => {
      const { code, stderr } = await makeProject({ "auth.ts": over("undefined") }).cli(["migrate", "-y"]);
      expect(code).toBe(1);
      expect(stderr).toContain("auth.ts names no database");
    });

    it("tells of what no migration mends", async () => {
      const project = makeProject();
      await project.cli(["migrate", "--yes"]);
      query(database(project), 'alter table "user" add column "legacy" text not null default \'\'');
      query(database(project), 'drop table "session"');
      query(database(project), 'create table "session" ("id" text primary key, "expiresAt" blob not null)');
      const { code, stdout } = await project.cli(["migrate", "--yes"]);
      expect(code).toBe(0);
      expect(stdout).toMatch(/Column expiresAt of table session is of type blob/i);
    });

    it("says when it cannot be read", async () => {
      const project = makeProject({
        "auth.ts": config(),
        "sqlite.db": "this is no database, however long it may be".repeat(40),
      });
      const { code, stderr } = await project.cli(["migrate", "--yes"]);
      expect(code).toBe(1);
      expect(stderr).toMatch(
        /The database \(SQLite, sqlite\.db\) could not be compared with auth\.ts: file is not a database/,
      );
    });
  });

  it("ends, whatever the configuration leaves running", async () => {
    const project = makeProject({
      "auth.ts": `import { createServer } from "node:net"; setInterval(() => {}, 100); createServer().listen(0, "127.0.0.1");${config()}`,
    });
    const { code, took } = await project.cli(["migrate", "--yes"]);
    expect(code).toBe(0);
    expect(took).toBeLessThan(10_000);
    expect(existsSync(`${database(project)}-journal`)).toBe(false);
  });
});
