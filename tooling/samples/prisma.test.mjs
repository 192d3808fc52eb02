// From an application whose Prisma schema knows nothing of accounts, or is not there, to a signed-in user: our generate,
// Prisma's generate, the compiler, and a story through the handler.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import { PrismaPg } from "@prisma/adapter-pg";
import Database from "better-sqlite3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { migrationOf } from "../../packages/core/src/test-support/prisma/schema-engine.ts";
import { openApplication } from "./application.mjs";
import { installForSamples, stepsOf } from "./install.mjs";
import { ownDatabase, serverUrl } from "./own-database.mjs";

/** The provider of Prisma's generator runs no engine; its command line looks for one all the same. */
const offline = { PRISMA_SCHEMA_ENGINE_BINARY: "/bin/true", CHECKPOINT_DISABLE: "1" };

let installation;
let folder;
beforeAll(async () => {
  installation = await installForSamples();
  folder = installation.copy("prisma");
}, 120_000);
afterAll(() => installation?.remove());

const prisma = (application, ...args) => application.execute("prisma/build/index.js", ...args);

describe("Prisma over SQLite, with models of the application", { timeout: 120_000 }, () => {
  const schema = "prisma/schema.prisma";
  let application;
  beforeAll(() => {
    application = openApplication(installation.root, join(folder, "sqlite"), offline);
  });

  /** What `prisma migrate` would say, which wants an engine that cannot be had everywhere. */
  async function makeTables() {
    const database = new Database(join(folder, "sqlite", "auth.sqlite"));
    database.exec(await migrationOf(application.read(schema), new PrismaBetterSqlite3({ url: ":memory:" })));
    database.close();
  }

  it("generates the models, compiles, and signs somebody up, out and in", async () => {
    const before = application.read(schema);
    expect(await application.cli("generate", "--yes")).toContain(`wrote ${schema}`);
    expect(await application.cli("generate")).toContain("Nothing to do");
    const lines = application.read(schema).split("\n");
    expect(before.split("\n").filter((line) => !lines.includes(line))).toEqual([]);
    expect(await prisma(application, "validate")).toContain("is valid");
    await prisma(application, "generate");
    await makeTables();
    await application.compile();
    expect(await application.tell("story.ts")).toEqual({
      steps: stepsOf("ada@example.com"),
      users: 1,
      sessions: 1,
      providers: ["credential"],
      notes: [["remember the milk", "ada@example.com"]],
    });
  });

  it("adds what a changed configuration needs besides", async () => {
    const field = 'user: { additionalFields: { nickname: { type: "string", required: false } } }';
    application.change("src/auth.ts", "emailAndPassword:", `${field},\n  emailAndPassword:`);
    expect(await application.cli("generate", "--yes")).toMatch(/\+ +nickname +String\?/);
    const database = new Database(join(folder, "sqlite", "auth.sqlite"));
    database.exec('ALTER TABLE "user" ADD "nickname" TEXT');
    database.close();
    await prisma(application, "generate");
    await application.compile();
    const told = await application.tell("story.ts", "grace");
    expect(told).toMatchObject({ steps: stepsOf("grace@example.com"), users: 2 });
  });
});

describe.skipIf(serverUrl === undefined)("Prisma over PostgreSQL", { timeout: 120_000 }, () => {
  const database = ownDatabase();
  let application;
  beforeAll(async () => {
    await database.create();
    const variables = { ...offline, DATABASE_URL: database.url };
    application = openApplication(installation.root, join(folder, "postgres"), variables);
  }, 30_000);
  afterAll(() => database.drop(), 60_000);

  it("generates a schema, compiles, and signs somebody up, out and in", async () => {
    expect(await application.cli("generate", "--yes")).toContain("wrote prisma/schema.prisma");
    expect(await application.cli("generate")).toContain("Nothing to do");
    await prisma(application, "generate");
    const driver = new PrismaPg({ connectionString: database.url });
    const schema = readFileSync(join(folder, "postgres/prisma/schema.prisma"), "utf8");
    await database.run(await migrationOf(schema, driver));
    await application.compile();
    expect(await application.tell("story.ts")).toEqual({
      steps: stepsOf("ada@example.com"),
      users: 1,
      isUuid: true,
      sessions: 1,
      providers: ["credential"],
    });
  });
});
