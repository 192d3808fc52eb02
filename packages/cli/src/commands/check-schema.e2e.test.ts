import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Files, type Project, useInstalledPackages } from "../../test-support/built-packages";
import { configuration } from "../../test-support/configuration";
import { query, schemaOf } from "../../test-support/sqlite-file";

const install = useInstalledPackages(["core", "better-auth", "cli"]);

const makeProject = (files: Files = { "auth.ts": configuration() }): Project =>
  install({ "package.json": '{ "type": "module" }', ...files });

const database = (project: Project) => join(project.folder, "sqlite.db");

describe("check schema", () => {
  it("fails with the plan, and changes nothing", async () => {
    const project = makeProject();
    const { code, stdout, stderr } = await project.cli(["check", "schema"]);
    expect(code).toBe(1);
    expect(stdout).toMatch(/Tables to create\n {2}\+ user/);
    expect(stderr).toContain("The database lacks 4 tables and 5 indexes that auth.ts needs.");
    expect(schemaOf(database(project))).toEqual([]);
  });

  it("is content with a database that lacks nothing", async () => {
    const project = makeProject();
    await project.cli(["migrate", "--yes"]);
    const { code, stdout, stderr } = await project.cli(["check", "schema", "--config", "auth", "-c", "."]);
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toContain("Up to date");
  });

  it("says beforehand what the rows stand against", async () => {
    const project = makeProject();
    await project.cli(["migrate", "--yes"]);
    query(
      database(project),
      `insert into "user" ("id", "name", "email", "emailVerified", "createdAt", "updatedAt") values ('a', 'A', 'a', 0, '', '')`,
    );
    project.write({
      "auth.ts": configuration('user: { additionalFields: { country: { type: "string", required: true } } }'),
    });
    const { code, stderr } = await project.cli(["check", "schema"]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/lacks 1 column[\s\S]*Table user has rows, and the new column country is required/);
  });

  it.each([
    ["an adapter of something else", '() => ({ id: "papyrus" })', 'the adapter "papyrus"'],
    ["no database", "undefined", "names no database"],
  ])("refuses %s", async (_, adapter, words) => {
    const project = makeProject({
      "auth.ts": `import { betterAuth } from "better-auth"; export const auth = betterAuth({ database: ${adapter} });`,
    });
    const { code, stderr } = await project.cli(["check", "schema"]);
    expect(code).toBe(1);
    expect(stderr).toContain(words);
  });

  it("answers its group's name with what there is", async () => {
    const { code, stdout } = await makeProject().cli(["check", "--help"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/schema .*fail when the database lacks/);
    const unknown = await makeProject().cli(["check", "scheme"]);
    expect([unknown.code, unknown.stderr]).toEqual([1, expect.stringContaining("Did you mean schema?")]);
    const alone = await makeProject().cli(["check"]);
    expect([alone.code, alone.stderr]).toEqual([1, expect.stringContaining("schema")]);
  });
});
