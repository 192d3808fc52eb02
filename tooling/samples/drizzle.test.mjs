// From an application that imports tables which are not there yet to a signed-in user: our generate, drizzle-kit, the
// compiler, and a story through the handler.
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openApplication } from "./application.mjs";
import { installForSamples, stepsOf } from "./install.mjs";
import { ownDatabase, serverUrl } from "./own-database.mjs";

let installation;
let folder;
beforeAll(async () => {
  installation = await installForSamples();
  folder = installation.copy("drizzle");
}, 120_000);
afterAll(() => installation?.remove());

const kit = (application, ...args) => application.execute("drizzle-kit/bin.cjs", ...args);

describe("Drizzle over SQLite, behind a module of the application", { timeout: 120_000 }, () => {
  let application;
  beforeAll(() => {
    application = openApplication(installation.root, join(folder, "sqlite"));
  });

  it("generates the tables, migrates, compiles, and signs somebody up, out and in", async () => {
    expect(await application.cli("generate", "--yes")).toContain("wrote src/db/auth-schema.ts");
    expect(await application.cli("generate")).toContain("Nothing to do");
    expect(await kit(application, "generate", "--name", "start")).toContain("drizzle/0000_start.sql");
    expect(await kit(application, "generate")).toContain("No schema changes");
    await kit(application, "migrate");
    await application.compile();
    expect(await application.tell("story.ts")).toEqual({
      steps: stepsOf("ada@example.com"),
      users: 1,
      sessions: 1,
      providers: ["credential"],
      note: ["remember the milk", "ada@example.com"],
    });
  });

  it("generates what a changed configuration needs besides, and keeps the rows", async () => {
    const field = 'user: { additionalFields: { nickname: { type: "string", required: false } } }';
    application.change("src/lib/auth.ts", "emailAndPassword:", `${field},\n  emailAndPassword:`);
    expect(await application.cli("generate", "--yes")).toMatch(/\+ +nickname: text\("nickname"\),/);
    await kit(application, "generate", "--name", "nickname");
    expect(application.read("drizzle/0001_nickname.sql")).toBe("ALTER TABLE `user` ADD `nickname` text;");
    await kit(application, "migrate");
    await application.compile();
    const told = await application.tell("story.ts", "grace");
    expect(told).toMatchObject({ steps: stepsOf("grace@example.com"), users: 2 });
  });
});

describe.skipIf(serverUrl === undefined)("Drizzle over PostgreSQL", { timeout: 120_000 }, () => {
  const database = ownDatabase();
  let application;
  beforeAll(async () => {
    await database.create();
    application = openApplication(installation.root, join(folder, "postgres"), { DATABASE_URL: database.url });
  }, 30_000);
  afterAll(() => database.drop(), 60_000);

  it("generates the tables, pushes them, compiles, and signs somebody up, out and in", async () => {
    expect(await application.cli("generate", "--yes")).toContain("wrote auth-schema.ts");
    expect(await application.cli("generate")).toContain("Nothing to do");
    await kit(application, "push", "--force");
    // drizzle-kit cannot tell that PostgreSQL says the default of a uuid in other words; nothing else is left to do.
    const again = await kit(application, "push", "--force", "--verbose");
    const statements = again.match(/^ *(?:create|alter|drop) .*/gim) ?? [];
    expect(statements.filter((statement) => !/ SET DEFAULT pg_catalog\.gen_random_uuid\(\);$/.test(statement))).toEqual(
      [],
    );
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
