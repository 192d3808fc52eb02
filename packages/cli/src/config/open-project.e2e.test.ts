import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type Files, type Installation, installPackages, type Project } from "../../test-support/built-packages";
import { configuration, coreTables } from "../../test-support/configuration";
import { tablesOf } from "../../test-support/sqlite-file";

// Every test starts processes, on machines that may be busy.
vi.setConfig({ testTimeout: 60_000 });

let installation: Installation;
beforeAll(async () => {
  installation = await installPackages(["core", "better-auth", "cli"], {
    "better-sqlite3": ".",
    kysely: "packages/core",
  });
}, 60_000);
afterAll(() => installation?.remove());

const makeProject = (files: Files = { "auth.ts": configuration() }): Project =>
  installation.project({ "package.json": '{ "type": "module" }', ...files });

const database = (project: Project) => join(project.folder, "sqlite.db");

describe("says which configuration it takes", () => {
  it("the first one, and which others there are", async () => {
    const project = makeProject({ "lib/auth.ts": configuration(), "src/auth.ts": "throw new Error('not this one')" });
    const { code, stdout } = await project.cli(["migrate", "--yes"]);
    expect(code).toBe(0);
    expect(stdout).toContain("Configuration  lib/auth.ts");
    expect(stdout).toContain("There is also src/auth.ts. The first one was taken; choose with --config.");
  });

  it.each(["config/users.ts", "config/users", "./config/users.ts"])("the one that --config %s names", async (path) => {
    const project = makeProject({ "auth.ts": "throw new Error('not this one')", "config/users.ts": configuration() });
    const { code, stdout } = await project.cli(["migrate", "--yes", "--config", path]);
    expect(code).toBe(0);
    expect(stdout).toContain("Configuration  config/users.ts");
  });

  it("that of another folder with --cwd, whose files are meant by relative paths", async () => {
    const project = makeProject({ "apps/web/lib/auth.ts": configuration(), "apps/web/.env": "" });
    const { code } = await project.cli(["migrate", "--yes", "--cwd", "apps/web"]);
    expect(code).toBe(0);
    expect(tablesOf(join(project.folder, "apps/web/sqlite.db"))).toEqual(coreTables);
    expect(existsSync(database(project))).toBe(false);
  });

  it("warns when the project uses another version", async () => {
    const project = makeProject({
      "auth.ts": configuration(),
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
      "auth.ts": line + configuration().replace('"sqlite.db"', file),
      ".env": "FILE=sqlite.db",
    });
    const { stderr } = await project.cli(["migrate", "--yes"]);
    expect(stderr).toBe("");
    expect(tablesOf(database(project))).toEqual(coreTables);
  });

  it("aliases of a jsconfig.json, and of projects that a tsconfig.json refers to", async () => {
    const paths = '{ "compilerOptions": { "baseUrl": ".", "paths": { "~/*": ["src/*"] } } }';
    const files = {
      "src/auth.ts": configuration()
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
      "auth.ts": `import "~/side";${configuration()}`,
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
    const stderr = await broken({ "auth.ts": configuration("session: { expiresIn: -1 }") });
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
