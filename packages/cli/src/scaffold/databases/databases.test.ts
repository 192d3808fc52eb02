import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readApplication } from "../application";
import { askChoices } from "../ask-choices";
import type { AuthModule } from "../auth-module";
import { nextSteps } from "../next-steps";
import { installCommands, type PackageManager } from "../package-manager";
import { planScaffold } from "../plan";
import { databases } from ".";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "databases-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const pnpm: PackageManager = { name: "pnpm", agent: "pnpm" };
const nextInTypeScript = {
  "package.json": '{ "name": "shop", "dependencies": { "next": "16", "typescript": "6", "@types/node": "24" } }',
  "tsconfig.json": "{}",
};

/** What init plans for an application of these files. */
async function plan(
  database: string | undefined,
  files: Readonly<Record<string, string>> = nextInTypeScript,
  auth: AuthModule = { path: "lib/auth.ts", text: null },
) {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const app = readApplication(folder);
  const choices = await askChoices(app, auth, { database }, null, []);
  const planned = planScaffold(app, auth, choices);
  return {
    id: choices.database.id,
    text: (path: string) => planned.files.find((file) => file.path === path)?.after,
    commands: installCommands(pnpm, app, planned.packages).map((command) => command.join(" ")),
    steps: nextSteps(app, choices, planned, pnpm).map(([first = ""]) => first),
  };
}

const namesOf = (text: string | undefined) =>
  [...(text ?? "").matchAll(/^import (.+) from "(.+)";$/gm)].map(([, ...found]) => found);

describe("the databases of init", () => {
  it("are named once each, and so are their other names", () => {
    const names = databases.flatMap(({ id, aliases }) => [id, ...aliases]);
    expect(names).toEqual([...new Set(names)]);
  });

  it("are those of the documentation, but for what Drizzle has no driver for", () => {
    const documented = [
      ...["prisma-sqlite", "prisma-mysql", "prisma-postgresql"],
      ...["drizzle-sqlite-better-sqlite3", "drizzle-sqlite-bun", "drizzle-mysql", "drizzle-postgresql"],
      ...["sqlite-better-sqlite3", "sqlite-bun", "sqlite-node", "mysql", "postgresql", "mssql", "mongodb"],
    ];
    expect(databases.map(({ id }) => id).sort()).toEqual(documented.sort());
  });

  it.each(databases.map(({ id }) => [id]))(
    "%s: every package that the configuration imports is installed",
    async (id) => {
      const { text, commands } = await plan(id);
      const installed = commands.join(" ");
      for (const [, from = ""] of namesOf(text("lib/auth.ts"))) {
        if (/^(?:[./]|node:|bun:)/.test(from)) continue;
        const [scope = "", name] = from.split("/");
        expect(installed).toContain(from.startsWith("@") ? `${scope}/${name}` : scope);
      }
    },
  );

  it.each(databases.map(({ id }) => [id]))("%s: is what it is found to be when it is set up", async (id) => {
    const first = await plan(id);
    const auth = { path: "lib/auth.ts", text: first.text("lib/auth.ts") as string };
    expect((await plan(undefined, nextInTypeScript, auth)).id).toBe(id);
  });
});

describe("Drizzle", () => {
  it("has its tables beside the configuration, and drizzle-kit knows where", async () => {
    const { text, commands, steps } = await plan("drizzle-postgresql");
    expect(text("lib/auth.ts")).toBe(`import { betterAuth } from "better-auth";
import { drizzleAdapter } from "better-auth/adapters/drizzle";
import { drizzle } from "drizzle-orm/node-postgres";
import { Pool } from "pg";
import * as schema from "./auth-schema";

const client = new Pool({ connectionString: process.env.DATABASE_URL });
export const db = drizzle({ client, schema });

export const auth = betterAuth({
  appName: "shop",
  database: drizzleAdapter(db, { provider: "pg", schema, transaction: true }),
  emailAndPassword: { enabled: true },
});
`);
    expect(text("drizzle.config.ts")).toBe(`import { defineConfig } from "drizzle-kit";

if (!process.env.DATABASE_URL) process.loadEnvFile();

export default defineConfig({
  dialect: "postgresql",
  schema: "./lib/auth-schema.ts",
  out: "./drizzle",
  dbCredentials: { url: process.env.DATABASE_URL ?? "" },
});
`);
    expect(commands).toEqual(["pnpm add better-auth drizzle-orm pg", "pnpm add -D drizzle-kit @types/pg"]);
    expect(steps.slice(0, 4)).toEqual([
      "Put DATABASE_URL into .env, as in DATABASE_URL=postgres://user:password@localhost:5432/database",
      "pnpm dlx @better-auth/cli generate  writes the tables to lib/auth-schema.ts",
      "pnpm exec drizzle-kit generate  writes the migration",
      "pnpm exec drizzle-kit migrate  makes the tables",
    ]);
  });

  it("is imported as Node's own resolution wants it, and in JavaScript", async () => {
    const nodeNext = { ...nextInTypeScript, "tsconfig.json": '{ "compilerOptions": { "module": "nodenext" } }' };
    expect((await plan("drizzle-mysql", nodeNext)).text("lib/auth.ts")).toContain('from "./auth-schema.js"');
    rmSync(join(folder, "tsconfig.json"));
    const javaScript = { "package.json": '{ "name": "shop", "dependencies": { "next": "16" } }' };
    const { text, commands } = await plan("drizzle-mysql", javaScript, { path: "auth.js", text: null });
    expect(text("auth.js")).toContain('import * as schema from "./auth-schema.js"');
    expect(text("auth.js")).toContain('drizzle({ client, schema, mode: "default" })');
    expect(text("drizzle.config.js")).toContain('schema: "./auth-schema.js"');
    expect(commands).toEqual(["pnpm add better-auth drizzle-orm mysql2", "pnpm add -D drizzle-kit"]);
  });

  it("in Bun has a driver for drizzle-kit, and is generated by Bun", async () => {
    const { commands, steps } = await plan("drizzle-sqlite-bun");
    expect(commands).toEqual([
      "pnpm add better-auth drizzle-orm",
      "pnpm add --allow-build=better-sqlite3 -D drizzle-kit better-sqlite3 @types/bun",
    ]);
    expect(steps[0]).toMatch(/^bunx --bun @better-auth\/cli generate /);
  });

  it("of theirs gets no file besides", async () => {
    const auth = { path: "lib/auth.ts", text: 'import { drizzleAdapter } from "better-auth/adapters/drizzle";' };
    const { text } = await plan("drizzle-postgresql", nextInTypeScript, auth);
    expect(text("drizzle.config.ts")).toBeUndefined();
  });
});

describe("Prisma", () => {
  it("has its schema, its settings and its client where Prisma looks for them", async () => {
    const { text, commands, steps } = await plan("prisma-sqlite");
    expect(text("lib/auth.ts")).toBe(`import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import { betterAuth } from "better-auth";
import { prismaAdapter } from "better-auth/adapters/prisma";
import { PrismaClient } from "../generated/prisma/client";

export const prisma = new PrismaClient({ adapter: new PrismaBetterSqlite3({ url: "file:auth.sqlite" }) });

export const auth = betterAuth({
  appName: "shop",
  database: prismaAdapter(prisma, { provider: "sqlite", transaction: true }),
  emailAndPassword: { enabled: true },
});
`);
    expect(text("prisma/schema.prisma")).toContain('output   = "../generated/prisma"');
    expect(text("prisma.config.ts")).toContain('datasource: { url: "file:auth.sqlite" }');
    expect(text(".gitignore")).toBe(".env*\n/generated/prisma\nauth.sqlite*\n");
    expect(commands).toEqual([
      "pnpm add --allow-build=better-sqlite3 better-auth @prisma/client @prisma/adapter-better-sqlite3",
      "pnpm add -D prisma",
    ]);
    expect(steps.slice(0, 3)).toEqual([
      "pnpm dlx @better-auth/cli generate  adds the models to prisma/schema.prisma",
      "pnpm exec prisma generate  writes the client",
      "pnpm exec prisma migrate dev  makes the tables",
    ]);
  });
});

it("MongoDB needs no tables, SQL Server several variables, Bun's SQLite Bun", async () => {
  expect((await plan("mongodb")).steps.join("\n")).not.toMatch(/@better-auth\/cli/);
  expect((await plan("mssql")).steps[0]).toMatch(
    /^Put MSSQL_HOST, MSSQL_DATABASE, MSSQL_USER, MSSQL_PASSWORD into \.env/,
  );
  expect((await plan("sqlite-bun")).steps[0]).toBe("bunx --bun @better-auth/cli migrate  makes the tables");
});

it.each([
  ["Drizzle and a driver", { "drizzle-orm": "1", pg: "8" }, "drizzle-postgresql"],
  ["a driver alone", { pg: "8" }, "postgresql"],
  ["Prisma with a driver", { "@prisma/client": "7", "@prisma/adapter-pg": "7" }, "prisma-postgresql"],
  ["nothing", {}, "sqlite-node"],
])("%s in package.json tells the database", async (_, dependencies, id) => {
  const manifest = { name: "shop", dependencies: { next: "16", ...dependencies } };
  expect((await plan(undefined, { "package.json": JSON.stringify(manifest) })).id).toBe(id);
});
