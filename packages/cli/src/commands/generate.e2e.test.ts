import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Files, hasTerminal, type Project, useInstalledPackages } from "../../test-support/built-packages";
import { configuration, coreTables } from "../../test-support/configuration";
import { executeAll, query, tablesOf } from "../../test-support/sqlite-file";

const install = useInstalledPackages(["core", "better-auth", "cli"]);

const makeProject = (files: Files = { "auth.ts": configuration() }): Project =>
  install({ "package.json": '{ "type": "module" }', ...files });

const database = (project: Project) => join(project.folder, "sqlite.db");
const read = (project: Project, path: string) => readFileSync(join(project.folder, path), "utf8");
const list = (project: Project, folder = "better-auth_migrations") =>
  existsSync(join(project.folder, folder)) ? readdirSync(join(project.folder, folder)) : [];

const nickname = 'user: { additionalFields: { nickname: { type: "string", required: false } } }';
const over = (adapter: string) => `
  import { betterAuth } from "better-auth";
  export const auth = betterAuth({ database: ${adapter} });`;

describe("generate", () => {
  it("writes SQL that makes an empty database what the configuration needs, and changes nothing itself", async () => {
    const project = makeProject();
    const { code, stdout, stderr } = await project.cli(["generate", "--yes"]);
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toContain("Database       SQLite, sqlite.db");
    expect(stdout).toMatch(/\+ user +id, name, email/);
    expect(tablesOf(database(project))).toEqual([]);
    const [name = ""] = list(project);
    expect(name).toMatch(/^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d\.\d{3}Z\.sql$/);
    expect(stdout).toContain(`wrote better-auth_migrations/${name}`);
    expect(stdout).toContain("4 tables and 5 indexes");
    executeAll(database(project), read(project, `better-auth_migrations/${name}`));
    expect(tablesOf(database(project))).toEqual(coreTables);
    const again = await project.cli(["generate"]);
    expect(again).toMatchObject({ code: 0, stdout: expect.stringContaining("Nothing to do: the database has every") });
    expect(list(project)).toEqual([name]);
  });

  it("writes no second file while the first one has not been run", async () => {
    const project = makeProject();
    await project.cli(["generate", "--yes"]);
    const [name] = list(project);
    const { code, stdout } = await project.cli(["generate"]);
    expect(code).toBe(0);
    expect(stdout).toContain(`= better-auth_migrations/${name}`);
    expect(stdout).toContain("Nothing to do: the file says it already.");
    expect(list(project)).toEqual([name]);
  });

  it("writes only what is missing", async () => {
    const project = makeProject();
    await project.cli(["migrate", "--yes"]);
    project.write({ "auth.ts": configuration(nickname) });
    const { code } = await project.cli(["generate", "-y", "--output", "next.sql"]);
    expect(code).toBe(0);
    expect(read(project, "next.sql")).toBe('alter table "user" add column "nickname" text;\n');
  });

  it("warns of what the rows that are there stand against, in the file too", async () => {
    const project = makeProject();
    await project.cli(["migrate", "--yes"]);
    query(
      database(project),
      `insert into "user" ("id", "name", "email", "emailVerified", "createdAt", "updatedAt") values ('a', 'A', 'a', 0, '', '')`,
    );
    project.write({
      "auth.ts": configuration('user: { additionalFields: { country: { type: "string", required: true } } }'),
    });
    const { code, stdout } = await project.cli(["generate", "--y", "--output", "next.sql"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/Table user has rows, and the new column country is required/);
    expect(read(project, "next.sql")).toMatch(/^-- UNSAFE[^\n]*\n-- Table user has rows/);
  });

  describe("asks before it writes", () => {
    it("refuses where nobody can be asked, and names the flag", async () => {
      const project = makeProject();
      const { code, stdout, stderr } = await project.cli(["generate"]);
      expect(code).toBe(1);
      expect(stdout).toContain("Tables to create");
      expect(stderr).toContain("Nothing was written: there is no terminal to ask in");
      expect(list(project)).toEqual([]);
    });

    it.runIf(hasTerminal)("writes after a yes, and nothing after a no", async () => {
      const project = makeProject();
      const no = await project.cli(["generate"], { answer: { to: "Yes / ", keys: "n" } });
      expect(no.code).toBe(130);
      expect(no.stdout).toContain("Nothing was written.");
      expect(list(project)).toEqual([]);
      const yes = await project.cli(["generate"], { answer: { to: "Yes / ", keys: "y" } });
      expect(yes.code).toBe(0);
      expect(list(project)).toHaveLength(1);
    });

    it.runIf(hasTerminal)("names the file that it would write over", async () => {
      const project = makeProject({ "auth.ts": configuration(), "schema.sql": "-- mine\n" });
      const asked = await project.cli(["generate", "--output", "schema.sql"], { answer: { to: "Yes / ", keys: "n" } });
      expect(asked.stdout).toContain("Write over schema.sql, which is there already?");
      expect(read(project, "schema.sql")).toBe("-- mine\n");
      const given = await project.cli(["generate", "--output", "schema.sql", "--yes"]);
      expect(given.stdout).toMatch(/~ schema\.sql/);
      expect(read(project, "schema.sql")).toMatch(/^create table "user"/);
    });
  });

  it.each([
    ["a folder that is there", "sql", "sql"],
    ["a path that ends with a slash", "db/new/", "db/new"],
  ])("writes into %s, under the usual name", async (_, output, folder) => {
    const project = makeProject({ "auth.ts": configuration(), "sql/readme.md": "" });
    expect((await project.cli(["generate", "--yes", "--output", output])).code).toBe(0);
    expect(list(project, folder).filter((name) => name.endsWith("Z.sql"))).toHaveLength(1);
    await project.cli(["generate", "--yes", "--output", output]);
    expect(list(project, folder).filter((name) => name.endsWith("Z.sql"))).toHaveLength(1);
  });

  describe("without a database at hand", () => {
    it.each([
      ["sqlite", '"createdAt" date not null'],
      ["postgresql", '"createdAt" timestamptz default CURRENT_TIMESTAMP not null'],
      ["mysql", "`createdAt` timestamp(3) default CURRENT_TIMESTAMP(3) not null"],
      ["mssql", '"createdAt" datetime2(3) default SYSUTCDATETIME() not null'],
    ])("writes the SQL of an empty one of %s", async (dialect, column) => {
      const project = makeProject({ "auth.ts": over("undefined") });
      const flags = ["--adapter", "kysely", "--dialect", dialect];
      const { code, stdout } = await project.cli(["generate", "--yes", ...flags, "--output", "schema.sql"]);
      expect(code).toBe(0);
      expect(stdout).toMatch(/Database {7}an empty one of/);
      expect(read(project, "schema.sql")).toContain(column);
    });

    it("makes the schema of PostgreSQL that the tables are in", async () => {
      const project = makeProject({ "auth.ts": over('{ db: {}, type: "postgres", schemaName: "accounts" }') });
      const { code } = await project.cli(["generate", "--yes", "--dialect", "postgres", "--output", "schema.sql"]);
      expect(code).toBe(0);
      expect(read(project, "schema.sql")).toMatch(
        /^create schema if not exists "accounts";\n\ncreate table "accounts"\."user"/,
      );
    });

    it("asks for the dialect", async () => {
      const { code, stderr } = await makeProject({ "auth.ts": over("undefined") }).cli(["generate", "--yes"]);
      expect(code).toBe(1);
      expect(stderr).toContain("auth.ts names no database");
      expect(stderr).toContain("--dialect");
    });

    it("refuses a dialect that there is none of", async () => {
      const { code, stderr } = await makeProject().cli(["generate", "--yes", "--dialect", "oracle"]);
      expect(code).toBe(1);
      expect(stderr).toContain('--dialect: expected sqlite, postgresql, mysql or mssql, got "oracle".');
    });

    it("says when it cannot be asked, and the way without it", async () => {
      const project = makeProject({ "auth.ts": configuration(), "sqlite.db": "this is no database".repeat(90) });
      const { code, stderr } = await project.cli(["generate", "--yes"]);
      expect(code).toBe(1);
      expect(stderr).toContain("could not be compared with auth.ts: file is not a database");
      expect(stderr).toContain("--dialect");
      expect(list(project)).toEqual([]);
    });
  });

  describe("of other adapters", () => {
    const own = (result: string) =>
      over(`() => ({ id: "papyrus", createSchema: async (options, file) => (${result}) })`);

    it("asks the adapter's own generator first", async () => {
      const project = makeProject({
        "auth.ts": own('{ code: "scroll of " + options.appName + "\\n", path: file ?? "papyrus/scroll.txt" }'),
      });
      const { code, stdout } = await project.cli(["generate", "--yes"]);
      expect(code).toBe(0);
      expect(stdout).toContain("by the adapter's own generator");
      expect(read(project, "papyrus/scroll.txt")).toMatch(/^scroll of .+\n$/);
      await project.cli(["generate", "--yes", "--output", "other.txt"]);
      expect(read(project, "other.txt")).toMatch(/^scroll of/);
      expect(await project.cli(["generate"])).toMatchObject({
        code: 0,
        stdout: expect.stringContaining("Nothing to do"),
      });
    });

    it("appends once where that is wanted, and writes over where both are", async () => {
      const project = makeProject({ "auth.ts": own('{ code: "b\\n", path: "a.txt", append: true }'), "a.txt": "a" });
      await project.cli(["generate", "--yes"]);
      await project.cli(["generate", "--yes"]);
      expect(read(project, "a.txt")).toBe("a\nb\n");
      project.write({ "auth.ts": own('{ code: "c\\n", path: "a.txt", append: true, overwrite: true }') });
      await project.cli(["generate", "--yes"]);
      expect(read(project, "a.txt")).toBe("c\n");
    });

    it("says that MongoDB needs none", async () => {
      const { code, stdout } = await makeProject({ "auth.ts": over('() => ({ id: "mongodb" })') }).cli(["generate"]);
      expect(code).toBe(0);
      expect(stdout).toContain("Nothing to do: MongoDB makes collections by itself");
    });

    it("says when there is no generator", async () => {
      const { code, stderr } = await makeProject({ "auth.ts": over('() => ({ id: "papyrus" })') }).cli(["generate"]);
      expect(code).toBe(1);
      expect(stderr).toContain('There is no generator for the adapter "papyrus".');
      expect(stderr).toContain("createSchema({ file, tables })");
    });

    it("says when the adapter's own generator fails", async () => {
      const { code, stderr } = await makeProject({ "auth.ts": own('JSON.parse("x")') }).cli(["generate"]);
      expect(code).toBe(1);
      expect(stderr).toContain('The adapter "papyrus" could not generate its schema: Unexpected token');
    });
  });
});
