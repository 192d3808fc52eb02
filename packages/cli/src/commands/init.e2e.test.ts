import { existsSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  type Files,
  hasTerminal,
  type Outcome,
  type Project,
  type RunOptions,
  useInstalledPackages,
} from "../../test-support/built-packages";
import { coreTables } from "../../test-support/configuration";
import { type FakeManagers, fakeManagers } from "../../test-support/package-managers";
import { tablesOf } from "../../test-support/sqlite-file";

const install = useInstalledPackages(["core", "client", "node", "react", "next-js", "plugins", "better-auth", "cli"], {
  "better-sqlite3": ".",
  "drizzle-orm": "packages/core",
  react: "packages/react",
  next: "packages/next-js",
});

const manifest = (more: object = {}) =>
  JSON.stringify({
    name: "shop",
    scripts: { dev: "next dev" },
    dependencies: { next: "16" },
    devDependencies: { typescript: "^5", "@types/node": "^22.1.0" },
    ...more,
  });

/** As create-next-app leaves it, with src/. */
const nextFiles: Files = {
  "package.json": manifest(),
  "package-lock.json": "{}",
  "tsconfig.json": '{ "compilerOptions": { "paths": { "@/*": ["./src/*"] } } }',
  "src/app/page.tsx": "export default () => null;\n",
  ".gitignore": "/node_modules\n.env*\n",
};

const honoFiles: Files = {
  "package.json": manifest({ scripts: {}, dependencies: { hono: "4" }, devDependencies: { typescript: "^5" } }),
  "tsconfig.json": "{}",
};

interface Application extends Project {
  readonly managers: FakeManagers;
  init(args?: readonly string[], options?: RunOptions): Promise<Outcome>;
  text(path: string): string;
  has(path: string): boolean;
  /** Every file of it, with what it says. */
  files(): Record<string, string>;
}

let count = 0;

function makeApplication(files: Files = nextFiles, { failure }: { failure?: string } = {}): Application {
  const project = install(files);
  const managers = fakeManagers(join(project.folder, `../managers-${++count}`), failure);
  const text = (path: string) => readFileSync(join(project.folder, path), "utf8");
  return {
    ...project,
    managers,
    text,
    has: (path) => existsSync(join(project.folder, path)),
    init: (args = [], options = {}) =>
      project.cli(["init", ...args], { ...options, env: { ...managers.env, ...options.env } }),
    files() {
      const paths = (readdirSync(project.folder, { recursive: true }) as string[]).sort();
      const isFile = (path: string) => statSync(join(project.folder, path)).isFile();
      return Object.fromEntries(paths.filter(isFile).map((path) => [path, text(path)]));
    },
  };
}

const secretLine = /^BETTER_AUTH_SECRET=[0-9a-f]{64}$/m;

describe("init", () => {
  it("writes the files of a Next.js application with src/, and installs", async () => {
    const app = makeApplication();
    const { code, stdout, stderr } = await app.init(["--yes"]);
    expect([code, stderr]).toEqual([0, ""]);
    expect(app.text("src/lib/auth.ts")).toBe(`import { DatabaseSync } from "node:sqlite";
import { betterAuth } from "better-auth";
import { nextCookies } from "better-auth/next-js";

export const auth = betterAuth({
  appName: "shop",
  database: new DatabaseSync("auth.sqlite"),
  emailAndPassword: { enabled: true },
  plugins: [nextCookies()], // the last one, so that it sees the cookies of all
});
`);
    expect(app.text("src/app/api/auth/[...all]/route.ts")).toBe(`import { toNextJsHandler } from "better-auth/next-js";
import { auth } from "@/lib/auth";

export const { GET, POST } = toNextJsHandler(auth);
`);
    expect(app.text("src/lib/auth-client.ts")).toBe(`import { createAuthClient } from "better-auth/react";

export const authClient = createAuthClient();
`);
    expect(app.text(".env")).toMatch(secretLine);
    expect(app.text(".env")).toMatch(/^BETTER_AUTH_URL=http:\/\/localhost:3000$/m);
    expect(app.text(".gitignore")).toBe("/node_modules\n.env*\nauth.sqlite*\n");
    expect(app.managers.commands()).toEqual(["npm i better-auth"]);
    expect(stdout).toMatch(/\+ src\/lib\/auth\.ts +the server's side/);
    expect(stdout).toMatch(/~ \.gitignore +auth\.sqlite\*/);
    expect(stdout).toContain("+ npm i better-auth");
    expect(stdout).not.toMatch(/[0-9a-f]{64}/);
    expect(stdout).toMatch(
      /Next\n {2}1 {2}npx @better-auth\/cli migrate .*\n {2}2 {2}npm run dev: .*\n {2}3 {2}src\/lib\/auth/,
    );
  });

  it("writes a configuration that migrate understands", async () => {
    const app = makeApplication();
    await app.init(["--yes"]);
    expect(await app.cli(["migrate", "--yes"])).toMatchObject({ code: 0, stderr: "" });
    expect(tablesOf(join(app.folder, "auth.sqlite"))).toEqual(coreTables);
  });

  it("changes and installs nothing the second time", async () => {
    const app = makeApplication();
    await app.init(["--yes"]);
    const before = app.files();
    const { code, stdout } = await app.init();
    expect(code).toBe(0);
    expect(stdout).toContain("Nothing to do");
    expect(stdout.match(/is as it should be/g)).toHaveLength(5);
    expect(app.files()).toEqual(before);
    expect(app.managers.commands()).toHaveLength(1);
  });

  it("leaves what is there as it is, and uses it", async () => {
    const mine = {
      "src/lib/auth.ts": "import Database from 'better-sqlite3';\nexport default betterAuth({});\n",
      "src/lib/auth-client.tsx": "export const client = 1;\n",
    };
    const app = makeApplication({ ...nextFiles, ...mine });
    const { code, stdout } = await app.init(["--yes"]);
    expect(code).toBe(0);
    expect(app.files()).toMatchObject(mine);
    expect(stdout).toMatch(/= src\/lib\/auth\.ts +is there already and stays as it is/);
    expect(stdout).toMatch(/= src\/lib\/auth-client\.tsx +is there already/);
    expect(app.has("src/lib/auth-client.ts")).toBe(false);
    expect(app.text("src/app/api/auth/[...all]/route.ts")).toContain('import auth from "@/lib/auth";');
    // What the file uses, and not what would be there without it.
    expect(app.managers.commands()).toEqual(["npm i better-auth better-sqlite3", "npm i -D @types/better-sqlite3"]);
  });

  it("makes no second handler beside one under another name", async () => {
    const handler = "src/app/api/auth/[...nextauth]/route.ts";
    const app = makeApplication({ ...nextFiles, [handler]: "export const GET = 1;\n" });
    await app.init(["--yes"]);
    expect(app.text(handler)).toBe("export const GET = 1;\n");
    expect(readdirSync(join(app.folder, "src/app/api/auth"))).toEqual(["[...nextauth]"]);
  });

  it("adds to .env behind what is there, byte for byte, and only what is missing", async () => {
    const env = "\uFEFF# mine\r\nBETTER_AUTH_SECRET='keep me'\r\nEMPTY=\r\n  ODD = \"a\nb\"";
    const app = makeApplication({ ...nextFiles, ".env": env });
    const { stdout } = await app.init(["--yes"]);
    expect(app.text(".env")).toBe(`${env}\r\nBETTER_AUTH_URL=http://localhost:3000\r\n`);
    expect(stdout).toMatch(/~ \.env +BETTER_AUTH_URL$/m);
  });

  it("does not add to what is no text", async () => {
    const app = makeApplication();
    const bytes = Buffer.from("NAME=Zo\xeb\n", "latin1");
    writeFileSync(join(app.folder, ".env"), bytes);
    const { code, stderr } = await app.init(["--yes"]);
    expect(code).toBe(1);
    expect(stderr).toContain(".env is not UTF-8");
    expect(readFileSync(join(app.folder, ".env"))).toEqual(bytes);
    expect(app.has("src/lib")).toBe(false);
  });

  it("leaves a secret without a value alone, and says what to do about it", async () => {
    const app = makeApplication({ ...nextFiles, ".env": "BETTER_AUTH_SECRET=\n" });
    const { stdout } = await app.init(["--yes"]);
    expect(app.text(".env")).toBe("BETTER_AUTH_SECRET=\nBETTER_AUTH_URL=http://localhost:3000\n");
    expect(stdout).toContain("1  Fill in BETTER_AUTH_SECRET in .env, with what npx @better-auth/cli secret prints");
  });

  it("counts what .env.local has", async () => {
    const app = makeApplication({ ...nextFiles, ".env.local": "BETTER_AUTH_SECRET=a\nBETTER_AUTH_URL=b\n" });
    await app.init(["--yes"]);
    expect(app.has(".env")).toBe(false);
  });
});

describe("init looks at the application", () => {
  it("without src/ and without an alias", async () => {
    const app = makeApplication({
      "package.json": manifest(),
      "tsconfig.json": "{}",
      "app/page.tsx": "",
      "src/x.ts": "",
    });
    expect((await app.init(["--yes"])).code).toBe(0);
    expect(app.text("app/api/auth/[...all]/route.ts")).toContain('import { auth } from "../../../../lib/auth";');
    expect(app.has("lib/auth.ts")).toBe(true);
    expect(app.text(".gitignore")).toBe(".env*\nauth.sqlite*\n");
  });

  it("in JavaScript, which needs no types", async () => {
    const app = makeApplication({
      "package.json": manifest({ devDependencies: {} }),
      "jsconfig.json": '{ "compilerOptions": { "paths": { "~/*": ["./*"] } } }',
      "app/page.js": "",
    });
    await app.init(["--yes", "--database", "postgresql"]);
    expect(app.text("app/api/auth/[...all]/route.js")).toContain('import { auth } from "~/lib/auth";');
    expect([app.has("lib/auth.js"), app.has("lib/auth-client.js")]).toEqual([true, true]);
    expect(app.managers.commands()).toEqual(["npm i better-auth pg"]);
  });

  it("with the Pages Router", async () => {
    const app = makeApplication({ "package.json": manifest(), "tsconfig.json": "{}", "pages/index.tsx": "" });
    await app.init(["--yes"]);
    expect(app.text("pages/api/auth/[...all].ts")).toBe(`import { toNodeHandler } from "better-auth/node";
import { auth } from "../../../lib/auth";

export const config = { api: { bodyParser: false } };

export default toNodeHandler(auth);
`);
    expect(app.has("app")).toBe(false);
  });

  it("in a package of a monorepo, whose lock file is above", async () => {
    const app = makeApplication({
      "pnpm-lock.yaml": "",
      "pnpm-workspace.yaml": "packages: [apps/*]\n",
      "package.json": "{}",
      "apps/web/package.json": manifest({ name: "@shop/web" }),
      "apps/web/app/page.tsx": "",
    });
    const { stdout } = await app.init(["--yes", "--cwd", "apps/web"]);
    expect(stdout).toContain("pnpm dlx @better-auth/cli migrate");
    expect(app.text("apps/web/lib/auth.ts")).toContain('appName: "@shop/web"');
    expect(app.has("lib")).toBe(false);
    expect(app.managers.commands()).toEqual(["pnpm add better-auth"]);
    expect(app.text("apps/web/package.json")).toContain("better-auth");
  });

  it("with the types of a Node that had no SQLite", async () => {
    const app = makeApplication({
      ...nextFiles,
      "package.json": manifest({ devDependencies: { "@types/node": "^20" } }),
    });
    await app.init(["--yes"]);
    expect(app.managers.commands()).toEqual(["npm i better-auth", "npm i -D @types/node@24"]);
  });

  it("and says what to do without a package.json", async () => {
    const app = makeApplication({});
    const { code, stderr } = await app.init(["--yes"]);
    expect(code).toBe(1);
    expect(stderr).toContain("There is no package.json in");
    expect(stderr).toContain("npx create-next-app@latest");
    expect(app.files()).toEqual({});
  });

  it("and says what to do without a framework", async () => {
    const app = makeApplication({ "package.json": '{ "name": "shop" }' });
    const { code, stderr } = await app.init(["--yes"]);
    expect(code).toBe(1);
    expect(stderr).toContain("--framework next|hono|express|fastify");
    expect(Object.keys(app.files())).toEqual(["package.json"]);
  });

  it("and says when package.json is broken", async () => {
    const app = makeApplication({ "package.json": "{" });
    expect(await app.init(["--yes"])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("package.json cannot be read"),
    });
  });
});

describe("init takes", () => {
  it.each([
    ["sqlite", 'new DatabaseSync("auth.sqlite")', []],
    ["sqlite-node", 'new DatabaseSync("auth.sqlite")', []],
    ["sqlite-better-sqlite3", 'new Database("auth.sqlite")', ["better-sqlite3"]],
    ["postgresql", "new Pool({ connectionString: process.env.DATABASE_URL })", ["pg"]],
  ])("--database %s", async (id, value, packages) => {
    const app = makeApplication();
    const { stdout } = await app.init(["-y", "--framework", "nextjs", "--database", id]);
    expect(app.text("src/lib/auth.ts")).toContain(`  database: ${value},\n`);
    expect(app.managers.commands()[0]).toBe(["npm i better-auth", ...packages].join(" "));
    expect(app.managers.commands().slice(1)).toEqual(packages.map((name) => `npm i -D @types/${name}`));
    expect(stdout.includes("Put DATABASE_URL into .env")).toBe(id === "postgresql");
  });

  it("--database drizzle-sqlite, with the settings of drizzle-kit; generate then writes the tables", async () => {
    const app = makeApplication();
    const { code, stdout } = await app.init(["--yes", "--database", "drizzle-sqlite"]);
    expect(code).toBe(0);
    expect(app.text("drizzle.config.ts")).toContain('schema: "./src/lib/auth-schema.ts"');
    expect(stdout).toMatch(
      /Next\n.* generate {2}writes the tables to src\/lib\/auth-schema\.ts\n.* drizzle-kit generate .*\n.* drizzle-kit migrate /,
    );
    expect(app.managers.commands()).toEqual([
      "npm i better-auth drizzle-orm better-sqlite3",
      "npm i -D drizzle-kit @types/better-sqlite3",
    ]);
    expect(await app.cli(["generate", "--yes"])).toMatchObject({ code: 0, stderr: "" });
    expect(app.text("src/lib/auth-schema.ts")).toContain('sqliteTable("user"');
    const before = app.files();
    expect((await app.init(["--yes"])).stdout).toContain("Nothing to do");
    expect(app.files()).toEqual(before);
  });

  it("--name, --config, --plugins and --no-install", async () => {
    const app = makeApplication();
    const { code, stdout } = await app.init([
      ...["--yes", "--name", "Corner Shop", "--config", "src/server/auth", "--plugins", "nextCookies", "--no-install"],
    ]);
    expect(code).toBe(0);
    expect(app.text("src/server/auth.ts")).toContain('appName: "Corner Shop"');
    expect(app.text("src/server/auth.ts").match(/nextCookies\(\)/g)).toHaveLength(1);
    expect(app.has("src/server/auth-client.ts")).toBe(true);
    expect(app.text("src/app/api/auth/[...all]/route.ts")).toContain('from "@/server/auth"');
    expect(stdout).toMatch(/left to you\n {2}\+ npm i better-auth/);
    expect(app.managers.commands()).toEqual([]);
  });

  it.each([
    ["--framework", "astro", "next, hono, express, fastify"],
    ["--database", "drizzle-sqlite-node", "sqlite-node, sqlite-better-sqlite3, sqlite-bun, postgresql"],
    ["--plugins", "nextCookies,teleport", "nextCookies"],
    ["--package-manager", "deno", "npm, pnpm, yarn, bun"],
  ])("no unknown %s, and names the known ones", async (flag, value, known) => {
    const app = makeApplication();
    const { code, stderr } = await app.init(["--yes", flag, value]);
    expect(code).toBe(1);
    expect(stderr).toContain(known);
    expect(app.files()).toEqual(nextFiles);
  });

  const lockless: Files = { "package.json": manifest(), "app/page.tsx": "" };
  it.each([
    ["npm's lock file", { ...lockless, "package-lock.json": "{}" }, [], "", "npm i better-auth"],
    ["pnpm's lock file", { ...lockless, "pnpm-lock.yaml": "" }, [], "", "pnpm add better-auth"],
    ["yarn's lock file", { ...lockless, "yarn.lock": "" }, [], "", "yarn add better-auth"],
    ["bun's lock file", { ...lockless, "bun.lock": "" }, [], "", "bun add better-auth"],
    [
      "the packageManager of package.json",
      { ...lockless, "package.json": manifest({ packageManager: "yarn@4.1.0" }) },
      [],
      "",
      "yarn add better-auth",
    ],
    ["the manager that started it", lockless, [], "bun/1.3.0 npm/? node/v24", "bun add better-auth"],
    ["npm, when nothing tells", lockless, [], "", "npm i better-auth"],
    [
      "the flag before all others",
      { ...lockless, "package-lock.json": "{}" },
      ["--package-manager", "pnpm"],
      "yarn/1.22.22",
      "pnpm add better-auth",
    ],
    [
      "pnpm in the root of a workspace",
      { ...lockless, "pnpm-lock.yaml": "", "pnpm-workspace.yaml": "packages:\n  - apps/*\n" },
      ["--database", "sqlite-better-sqlite3"],
      "",
      "pnpm add --allow-build=better-sqlite3 better-auth better-sqlite3 --ignore-workspace-root-check",
    ],
  ])("%s", async (_, files, flags, agent, command) => {
    const app = makeApplication(files);
    await app.init(["--yes", ...flags], { env: { npm_config_user_agent: agent } });
    expect(app.managers.commands()[0]?.split(" ").sort()).toEqual(command.split(" ").sort());
  });
});

describe("init for a server that mounts the handler itself", () => {
  it.each([
    ["hono", "app.on("],
    ["express", 'app.use("/api/auth", toNodeHandler(auth));'],
    ["fastify", "routes.removeAllContentTypeParsers();"],
  ])("%s: shows the lines, and writes no client", async (framework, line) => {
    const app = makeApplication({ ...honoFiles, "package.json": manifest({ dependencies: { [framework]: "5" } }) });
    const { code, stdout } = await app.init(["--yes"]);
    expect(code).toBe(0);
    expect(stdout).toContain(line);
    expect(stdout).toContain('import { auth } from "./lib/auth";');
    expect(app.has("lib/auth-client.ts")).toBe(false);
    expect(app.text("lib/auth.ts")).not.toContain("nextCookies");
  });

  it("imports as Node does, where the application's compiler says so", async () => {
    const app = makeApplication({
      ...honoFiles,
      "tsconfig.json": '{ "compilerOptions": { "module": "NodeNext" } }',
      "src/index.ts": "",
    });
    const { stdout } = await app.init(["--yes"]);
    expect(stdout).toContain('import { auth } from "./lib/auth.js";');
    expect(app.has("src/lib/auth.ts")).toBe(true);
  });
});

describe("init asks", () => {
  it("nobody where there is no terminal: it shows the plan and ends", async () => {
    const app = makeApplication();
    const { code, stdout, stderr } = await app.init();
    expect(code).toBe(1);
    expect(stdout).toMatch(/\+ src\/lib\/auth\.ts/);
    expect(stderr).toContain("Nothing was written: there is no terminal to ask in.");
    expect(stderr).toContain("--yes");
    expect(app.files()).toEqual(nextFiles);
  });

  it.runIf(hasTerminal)("what nothing tells, and once before it writes", async () => {
    const app = makeApplication({ "package.json": '{ "name": "shop" }', "tsconfig.json": "{}" });
    const { code, stdout } = await app.init([], {
      answer: [
        { to: "Which framework?", keys: "\u001b[B\r" },
        { to: "What is the application called?", keys: "Corner Shop\r" },
        { to: "Which database?", keys: "\u001b[B\u001b[B\u001b[B\r" },
        { to: "Sign-in with e-mail and password?", keys: "\u001b[B\r" },
        { to: "Write these files, and install these packages?", keys: "y" },
      ],
    });
    expect(code).toBe(0);
    expect(stdout).toContain("Mount the handler");
    expect(app.text("lib/auth.ts")).toBe(`import { betterAuth } from "better-auth";
import { Pool } from "pg";

export const auth = betterAuth({
  appName: "Corner Shop",
  database: new Pool({ connectionString: process.env.DATABASE_URL }),
});
`);
    expect(app.managers.commands()).toEqual(["npm i better-auth pg", "npm i -D @types/pg"]);
  });

  it.runIf(hasTerminal)("nothing about a file that is there", async () => {
    const app = makeApplication({ ...nextFiles, "src/lib/auth.ts": "export const auth = 1;\n" });
    const { code, stdout } = await app.init([], { answer: { to: "Yes / ", keys: "y" } });
    expect(code).toBe(0);
    expect(stdout).not.toContain("Which database?");
    expect(app.has("src/lib/auth-client.ts")).toBe(true);
  });

  const settled = ["--name", "Shop", "--database", "sqlite"];
  it.runIf(hasTerminal).each([
    [
      "a no",
      [
        { to: "Sign-in with", keys: "\r" },
        { to: "Yes / ", keys: "n" },
      ],
    ],
    [
      "Ctrl-C at the end",
      [
        { to: "Sign-in with", keys: "\r" },
        { to: "Yes / ", keys: "\u0003" },
      ],
    ],
    ["Ctrl-C in a question", [{ to: "Sign-in with", keys: "\u0003" }]],
  ])("and writes nothing after %s", async (_, answer) => {
    const app = makeApplication();
    const { code, stdout } = await app.init(settled, { answer });
    expect(code).toBe(130);
    expect(stdout).toContain("Nothing was written.");
    expect(app.files()).toEqual(nextFiles);
    expect(app.managers.commands()).toEqual([]);
  });
});

describe("init that fails half-way", () => {
  it("says what is done and what is left, and goes on when it runs again", async () => {
    const app = makeApplication(nextFiles, { failure: "ERR_OUT_OF_DISK" });
    const { code, stderr } = await app.init(["--yes", "--database", "postgresql"]);
    expect(code).toBe(1);
    expect(stderr).toContain("ERR_OUT_OF_DISK");
    expect(stderr).toContain("npm i better-auth pg ended with 7");
    expect(stderr).toMatch(/Done: src\/lib\/auth\.ts, .*\.env\.\n/);
    expect(stderr).toContain("Left: npm i better-auth pg; npm i -D @types/pg.");
    const before = app.files();

    const working = fakeManagers(join(app.folder, `../managers-${++count}`));
    expect(await app.cli(["init", "--yes"], { env: working.env })).toMatchObject({ code: 0 });
    expect(working.commands()).toEqual(["npm i better-auth pg", "npm i -D @types/pg"]);
    expect({ ...app.files(), "package.json": "" }).toEqual({ ...before, "package.json": "" });
  });

  it("says that a package manager is not there", async () => {
    const app = makeApplication();
    const { code, stderr } = await app.init(["--yes", "--package-manager", "bun"], { env: { PATH: "/nowhere" } });
    expect(code).toBe(1);
    expect(stderr).toContain("bun add better-auth could not be run: bun is not installed, or not in PATH.");
    expect(stderr).toContain("Left: bun add better-auth.");
  });

  it("says which file could not be written", async () => {
    const app = makeApplication();
    symlinkSync("/nowhere/at/all", join(app.folder, "src/app/api"));
    const { code, stderr } = await app.init(["--yes"]);
    expect(code).toBe(1);
    expect(stderr).toContain("Done: src/lib/auth.ts.");
    expect(stderr).toContain(
      "Left: src/app/api/auth/[...all]/route.ts; src/lib/auth-client.ts; .env; .gitignore; npm i",
    );
    expect(stderr).not.toContain("bug");
    expect(app.managers.commands()).toEqual([]);
  });
});
