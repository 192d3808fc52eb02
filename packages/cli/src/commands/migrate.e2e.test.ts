import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Files, hasTerminal, type Project, useInstalledPackages } from "../../test-support/built-packages";
import { configuration, coreTables } from "../../test-support/configuration";
import { query, schemaOf, tablesOf } from "../../test-support/sqlite-file";

const install = useInstalledPackages(["core", "better-auth", "cli"], {
  "better-sqlite3": ".",
  kysely: "packages/core",
});

const makeProject = (files: Files = { "auth.ts": configuration() }): Project =>
  install({ "package.json": '{ "type": "module" }', ...files });

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
    expect(stdout).toMatch(/Done +added 4 tables and 5 indexes in \d+ ms/);
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
      "utils/auth.js": configuration().replace("export const auth =", "export default"),
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
    project.write({ "auth.ts": configuration(`plugins: [${plugin}]`) });
    const { code, stdout } = await project.cli(["migrate", "--yes"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/Tables to create\n {2}\+ team {2}id, name/);
    expect(stdout).toMatch(/Columns to add\n {2}\+ user {2}nick_name/);
    expect(stdout).toMatch(/Indexes to add\n {2}\+ team_name_idx {2}on team \(name\)/);
    expect(stdout).toContain("added 1 table, 1 column and 1 index");
    expect(query(database(project), 'select "id", "nick_name" from "user"')).toEqual([{ id: "a", nick_name: null }]);
  });

  it("writes down in the ledger what it did, and nothing when it did nothing", async () => {
    const project = makeProject();
    const { stdout } = await project.cli(["migrate", "--yes"]);
    expect(stdout).toContain("in the table better_auth_migration");
    project.write({
      "auth.ts": configuration('user: { additionalFields: { nickname: { type: "string", required: false } } }'),
    });
    await project.cli(["migrate", "--yes"]);
    const again = await project.cli(["migrate", "--yes"]);
    expect(again.stdout).toContain("Nothing to do");
    const ledger = query(database(project), 'select * from "better_auth_migration" order by "appliedAt"');
    expect(ledger.map(({ statements }) => statements)).toEqual([
      expect.stringMatching(/^create table "user"/),
      'alter table "user" add column "nickname" text;',
    ]);
    expect(ledger[0]).toMatchObject({
      version: expect.stringMatching(/^\d+\.\d+/),
      appliedAt: expect.stringMatching(/^\d{4}-/),
    });
  });

  it("lets several run at once, of which one says that it added anything", async () => {
    // None begins before all of them have compared; from then on each waits for the others.
    const project = makeProject({
      "auth.ts": `
        import { readdirSync, writeFileSync } from "node:fs";
        import { betterAuth } from "better-auth";
        import { DatabaseSync } from "node:sqlite";
        function meet(statement) {
          if (!/^begin/i.test(statement)) return;
          writeFileSync(\`begins-\${process.pid}\`, "");
          while (readdirSync(".").filter((name) => name.startsWith("begins-")).length < 3);
        }
        class Meeting extends DatabaseSync {
          exec(statement) { meet(statement); return super.exec(statement); }
          prepare(statement) { meet(statement); return super.prepare(statement); }
        }
        export const auth = betterAuth({ database: new Meeting("sqlite.db", { timeout: 5000 }) });`,
    });
    const outcomes = await Promise.all([1, 2, 3].map(() => project.cli(["migrate", "--yes"])));
    expect(outcomes.map(({ code, stderr }) => [code, stderr])).toEqual(Array(3).fill([0, ""]));
    const said = outcomes.map(
      ({ stdout }) => /Done +added|Nothing to do: another migration came first/.exec(stdout)?.[0],
    );
    expect(said.filter((text) => text?.startsWith("Done"))).toHaveLength(1);
    expect(said.filter((text) => text?.startsWith("Nothing"))).toHaveLength(2);
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
      project.write({
        "auth.ts": configuration(`${fields}, plugins: [{ id: "p", schema: { extra: { fields: {} } } }]`),
      });
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
        "auth.ts": configuration('user: { additionalFields: { phone: { type: "string", required: false } } }'),
      });
      await project.cli(["migrate", "--yes"]);
      query(database(project), user("a"));
      query(database(project), user("b"));
      query(database(project), `update "user" set "phone" = '1'`);
      project.write({
        "auth.ts": configuration(
          'user: { additionalFields: { phone: { type: "string", required: false, unique: true } } }',
        ),
      });
      const { code, stderr } = await project.cli(["migrate", "--yes"]);
      expect(code).toBe(1);
      expect(stderr).toMatch(/table user have the same value in phone, which has to be unique/);
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

    it.each([
      ["drizzle", ["npx @better-auth/cli generate", "npx drizzle-kit generate", "npx drizzle-kit migrate"]],
      ["prisma", ["npx @better-auth/cli generate", "npx prisma migrate dev", "npx prisma generate"]],
      ["mongodb", ["Nothing to do: MongoDB makes collections by itself"]],
    ])("says what to do in its place for the adapter %s", async (id, lines) => {
      const { code, stdout } = await makeProject({ "auth.ts": over(`() => ({ id: "${id}" })`) }).cli(["migrate"]);
      expect(code).toBe(0);
      for (const line of lines) expect(stdout).toContain(line);
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

    it("tells of what no migration mends, and goes on", async () => {
      const project = makeProject();
      query(database(project), 'create table "session" ("id" text primary key, "legacy" text not null)');
      const { code, stdout } = await project.cli(["migrate", "--yes"]);
      expect(code).toBe(0);
      expect(stdout).toMatch(/Column legacy of table session is required, but the configuration does not know it/);
    });

    it("refuses where a column would have to be of another type, and says the way out", async () => {
      const project = makeProject();
      await project.cli(["migrate", "--yes"]);
      query(database(project), 'drop table "session"');
      query(database(project), 'create table "session" ("id" text primary key, "expiresAt" blob not null)');
      const { code, stderr } = await project.cli(["migrate", "--yes"]);
      expect(code).toBe(1);
      expect(stderr).toContain("Nothing was migrated");
      expect(stderr).toMatch(/Column expiresAt of table session is of type blob.*\s.*convert it by hand/is);
    });

    it("says when it cannot be read", async () => {
      const project = makeProject({
        "auth.ts": configuration(),
        "sqlite.db": "this is no database, however long it may be".repeat(40),
      });
      const { code, stderr } = await project.cli(["migrate", "--yes"]);
      expect(code).toBe(1);
      expect(stderr).toMatch(
        /The database \(SQLite, sqlite\.db\) could not be compared with auth\.ts: file is not a database\n {2}Check that/,
      );
    });

    it("says what is given in place of one, and not what that says", async () => {
      const project = makeProject({ "auth.ts": over('"postgres://ada:pa55word@db/app" as never') });
      const { code, stdout, stderr } = await project.cli(["migrate", "--yes"]);
      expect(code).toBe(1);
      expect(stderr).toContain("database: expected an adapter, a database, a pool or a dialect, got a string.");
      expect(stdout + stderr).not.toContain("pa55word");
    });
  });

  it("ends, whatever the configuration leaves running", async () => {
    const project = makeProject({
      "auth.ts": `import { createServer } from "node:net"; setInterval(() => {}, 100); createServer().listen(0, "127.0.0.1");${configuration()}`,
    });
    const { code, took } = await project.cli(["migrate", "--yes"]);
    expect(code).toBe(0);
    expect(took).toBeLessThan(10_000);
    expect(existsSync(`${database(project)}-journal`)).toBe(false);
  });
});
