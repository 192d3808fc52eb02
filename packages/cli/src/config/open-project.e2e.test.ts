import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Files, type Project, useInstalledPackages } from "../../test-support/built-packages";
import { configuration, coreTables } from "../../test-support/configuration";
import { tablesOf } from "../../test-support/sqlite-file";

const install = useInstalledPackages(["core", "better-auth", "cli"], {
  "better-sqlite3": ".",
  kysely: "packages/core",
  next: "packages/next-js",
  react: "packages/react",
});

const makeProject = (files: Files = { "auth.ts": configuration() }): Project =>
  install({ "package.json": '{ "type": "module" }', ...files });

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
    ["the marker of client components", 'import "client-only";', '"sqlite.db"'],
    ["variables of SvelteKit", 'import { FILE } from "$env/static/private";', "FILE"],
    ["dynamic variables of SvelteKit", 'import { env } from "$env/dynamic/private";', "env.FILE"],
    [
      "every module of SvelteKit's application",
      `import { building } from "$app/environment";
       import { getRequestEvent } from "$app/server";
       import { goto } from "$app/navigation";
       import { page } from "$app/state";
       import { base } from "$app/paths";
       import * as forms from "$app/forms";
       import { updated } from "$app/stores";
       getRequestEvent().locals; updated.subscribe(goto, page.url); forms.enhance();`,
      'building ? "" : base + "sqlite.db"',
    ],
    [
      "the environment of SvelteKit 3",
      'import { building } from "$app/env"; import { FILE } from "$app/env/private"; import * as shown from "$app/env/public";',
      'building ? "" : shown.FILE === FILE && FILE',
    ],
    ["variables of Astro", 'import { FILE, getSecret } from "astro:env/server";', 'FILE === getSecret("FILE") && FILE'],
    ["public variables of Astro", 'import { FILE } from "astro:env/client";', "FILE"],
    [
      "modules of Astro",
      'import { defineMiddleware } from "astro:middleware"; import { z } from "astro:schema"; defineMiddleware(z.string().min(1));',
      '"sqlite.db"',
    ],
    ["the environment of Cloudflare", 'import { env } from "cloudflare:workers";', "env.FILE"],
    [
      "classes of Cloudflare",
      'import { WorkerEntrypoint } from "cloudflare:workers"; import { connect } from "cloudflare:sockets"; new (class extends WorkerEntrypoint {})(); connect("a");',
      '"sqlite.db"',
    ],
    ["variables of Vite", "", "import.meta.env.FILE"],
    [
      "files that Vite loads in its own ways",
      'import text from "./mail.html?raw"; import address from "./logo.svg?url"; import Work from "./work?worker"; new Work(text.length, address);',
      '"sqlite.db"',
    ],
    [
      "styles and images",
      'import "./app.css"; import styles from "./app.module.scss"; import logo from "./logo.svg"; styles.button; logo.length;',
      '"sqlite.db"',
    ],
    [
      "JSON, with an attribute and without",
      'import plain from "./file.json"; import { file } from "./file.json"; import typed from "./file.json" with { type: "json" };',
      "plain.file === typed.file && file",
    ],
    [
      "what Next.js gives to a request",
      'import { cookies, headers } from "next/headers"; import { redirect } from "next/navigation"; import { cache } from "react"; import { NextResponse, after } from "next/server"; import { unstable_cache } from "next/cache"; [cookies, headers, redirect, cache, NextResponse, after, unstable_cache].forEach((each) => { if (!each) throw new Error(); });',
      '"sqlite.db"',
    ],
  ])("%s", async (_, line, file) => {
    const project = makeProject({
      "auth.ts": line + configuration().replace('"sqlite.db"', file),
      "file.json": '{ "file": "sqlite.db" }',
      ".env": "FILE=sqlite.db",
    });
    const { stderr } = await project.cli(["migrate", "--yes"]);
    expect(stderr).toBe("");
    expect(tablesOf(database(project))).toEqual(coreTables);
  });

  it.each([
    [
      "several files that tsconfig.json extends",
      {
        "tsconfig.json": '{ "extends": ["./strict.json", "./paths.json"] }',
        "strict.json": '{ "compilerOptions": { "strict": true } }',
        "paths.json": '{ "compilerOptions": { "paths": { "open": ["./src/open"] } } }',
      },
    ],
    ["a base folder without paths", { "tsconfig.json": '{ "compilerOptions": { "baseUrl": "src" } }' }],
    ["a base folder of a jsconfig.json", { "jsconfig.json": '{ "compilerOptions": { "baseUrl": "src" } }' }],
    [
      "a path with several targets",
      {
        "tsconfig.json":
          '{ "compilerOptions": { "paths": { "*": ["./types/*"], "open": ["./generated/open", "./src/open"] } } }',
      },
    ],
  ])("%s", async (_, files) => {
    const project = makeProject({
      ...(files as Files),
      "src/auth.ts": configuration()
        .replace("new DatabaseSync", "open")
        .replace('{ DatabaseSync } from "node:sqlite"', '{ open } from "open"'),
      "src/open.ts":
        'import { DatabaseSync } from "node:sqlite"; export const open = (file) => new DatabaseSync(file);',
    });
    const { stderr } = await project.cli(["migrate", "--yes"]);
    expect(stderr).toBe("");
    expect(tablesOf(database(project))).toEqual(coreTables);
  });

  it.each([
    [
      "imports of package.json",
      "#lib/side",
      { "package.json": '{ "type": "module", "imports": { "#lib/*": "./src/lib/*.ts" } }' },
    ],
    [
      "SvelteKit's library, before its aliases are generated",
      "$lib/side",
      { "svelte.config.js": "", "tsconfig.json": '{ "extends": "./.svelte-kit/tsconfig.json" }' },
    ],
  ])("%s", async (_, specifier, files) => {
    const project = makeProject({
      ...(files as Files),
      "src/auth.ts": `import { file } from "${specifier}";${configuration().replace('"sqlite.db"', "file")}`,
      "src/lib/side.ts": 'export const file: string = "sqlite.db";',
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

describe("a client that is not generated yet", () => {
  const adapter = (client: string) => `
    export const database = () => ({ id: "papyrus", createSchema: async () => ({ code: "model User", path: "schema.txt" }) });
    ${client}.$extends({}).$use(async () => {});`;
  const auth =
    'import { betterAuth } from "better-auth"; import { database } from "./db"; export const auth = betterAuth({ database });';
  // The package as it is before \`prisma generate\`: in its older form, and in its newer one.
  const older =
    "export class PrismaClient { constructor() { throw new Error('@prisma/client did not initialize yet. Please run \"prisma generate\" and try to import it again.'); } }";
  const newer = 'module.exports = { ...require(".prisma/client/default") };';

  it.each([
    ["@/generated/prisma", {}],
    ["@/generated/prisma", { "tsconfig.json": '{ "compilerOptions": { "paths": { "@/*": ["./*"] } } }' }],
    ["@/generated/prisma", { "jsconfig.json": '{ "compilerOptions": { "paths": { "@/*": ["./*"] } } }' }],
    ["../generated/prisma/client", {}],
    ["./__generated__/client.js", {}],
    [".prisma/client", {}],
    [
      "@prisma/client",
      {
        "node_modules/@prisma/client/package.json": '{ "type": "module", "main": "index.js" }',
        "node_modules/@prisma/client/index.js": older,
      },
    ],
    [
      "@prisma/client",
      { "node_modules/@prisma/client/package.json": "{}", "node_modules/@prisma/client/index.js": newer },
    ],
  ])("%s, %o, is done without where nothing is asked of it, and missed otherwise", async (specifier, files) => {
    const project = makeProject({
      ...(files as Files),
      "auth.ts": auth,
      "db.ts": `import { PrismaClient, Role } from "${specifier}";
        const prisma = new PrismaClient({ log: [Role?.admin] });${adapter("prisma")}`,
    });
    const generated = await project.cli(["generate", "--yes"]);
    expect([generated.code, generated.stderr]).toEqual([0, ""]);
    expect(generated.stdout).toMatch(/".*" is not generated yet; something empty stands in its place\./);
    expect(existsSync(join(project.folder, "schema.txt"))).toBe(true);
    const migrated = await project.cli(["migrate", "--yes"]);
    expect(migrated.code).toBe(1);
    expect(migrated.stderr).toContain("npx prisma generate");
  });

  it("leaves other missing modules missing", async () => {
    const { code, stderr } = await makeProject({ "auth.ts": 'import "./client";' }).cli(["generate", "--yes"]);
    expect(code).toBe(1);
    expect(stderr).toContain('auth.ts:1 imports "./client": it cannot be found.');
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

  it("options that cannot be read", async () => {
    const stderr = await broken({
      "auth.ts": '\nexport const auth = { get options() { throw new Error("too early"); } };',
    });
    expect(stderr).toContain("auth.ts could not be loaded: too early (thrown at auth.ts:2)");
  });

  it("a wait without an end", async () => {
    expect(await broken({ "auth.ts": "await new Promise(() => {});" })).toContain(
      "auth.ts waits for something that never comes",
    );
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

  it("an alias of jsconfig.json that leads nowhere, as it is written", async () => {
    const stderr = await broken({
      "auth.js": '\nimport "~/db/nowhere";',
      "src/auth.ts": "",
      "jsconfig.json": '{ "compilerOptions": { "paths": { "~/*": ["./src/*"] } } }',
    });
    expect(stderr).toContain('auth.js:2 imports "~/db/nowhere": it cannot be found.');
  });

  it.each([
    ["a function", "open()"],
    ["a constructor", "new open()"],
  ])("a name that its module does not export, used as %s", async (_, use) => {
    const stderr = await broken({
      "auth.ts": `import { open } from "./db";\n${use};`,
      "db.ts": "export const close = 1;",
    });
    expect(stderr).toContain('auth.ts:2 calls "open", which its module does not export, or not as a function.');
  });

  it("a native module of another Node", async () => {
    const stderr = await broken({
      "auth.ts": 'import "native";',
      "node_modules/native/package.json": "{}",
      "node_modules/native/index.js":
        'throw Object.assign(new Error("was compiled against NODE_MODULE_VERSION 1"), { code: "ERR_DLOPEN_FAILED" });',
    });
    expect(stderr).toContain("auth.ts loads a native module that was built for another Node");
    expect(stderr).toContain("npm rebuild");
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

  it.each([
    ["bun:sqlite", "bunx --bun"],
    ["npm:zod", "name the package without the prefix"],
    ["jsr:@std/assert", "name the package without the prefix"],
    ["#db/client", '"imports" in package.json'],
    ["virtual:pwa", "check that compilerOptions.paths"],
  ])("a module of another kind, %s", async (specifier, mend) => {
    const stderr = await broken({
      "auth.ts": 'import "./db";',
      "db.ts": `\nimport client from "${specifier}"; client();`,
    });
    expect(stderr).toContain(`db.ts:2 imports "${specifier}", which auth.ts needs: it cannot be found.`);
    expect(stderr).toContain(mend);
  });

  it("an import of package.json that leads nowhere", async () => {
    const stderr = await broken({
      "package.json": '{ "type": "module", "imports": { "#a": "./nowhere.ts" } }',
      "auth.ts": 'import "#b";',
      "other.ts": 'import "#a";',
    });
    expect(stderr).toContain('auth.ts:1 imports "#b"');
    expect(stderr).toContain('"imports" in package.json');
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
    expect(stderr).toMatch(/session\.expiresIn: expected a positive number.*got -1/);
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
