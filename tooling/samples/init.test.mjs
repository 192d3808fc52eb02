// What `init` writes for each database: its own generate understands it, and the compiler accepts it.
import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inParallel } from "../packed/in-parallel.mjs";
import { openApplication } from "./application.mjs";
import { installForSamples } from "./install.mjs";

/** The provider of Prisma's generator runs no engine; its command line looks for one all the same. */
const offline = { PRISMA_SCHEMA_ENGINE_BINARY: "/bin/true", CHECKPOINT_DISABLE: "1" };

const databases = [
  ...["sqlite-node", "sqlite-better-sqlite3", "sqlite-bun", "postgresql", "mysql", "mssql", "mongodb"],
  ...["drizzle-sqlite-better-sqlite3", "drizzle-sqlite-bun", "drizzle-mysql", "drizzle-postgresql"],
  ...["prisma-sqlite", "prisma-mysql", "prisma-postgresql"],
];
const inBun = databases.filter((id) => id.endsWith("-bun"));

const compilerOptions = (types) => ({
  strict: true,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: false,
  target: "es2023",
  module: "esnext",
  moduleResolution: "bundler",
  skipLibCheck: true,
  noEmit: true,
  types,
});

/** Nothing is asked of a server. */
const addressOf = (id) => `${/mongodb|mysql/.exec(id)?.[0] ?? "postgres"}://nobody@127.0.0.1:1/nothing`;

let installation;
const folderOf = (id) => join(installation.root, "init", id);

/** An empty application, set up for a database. */
async function setUp(id) {
  const folder = folderOf(id);
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, "package.json"),
    JSON.stringify({ name: id, type: "module", dependencies: { hono: "4" } }),
  );
  writeFileSync(join(folder, "tsconfig.json"), "{}");
  const application = openApplication(installation.root, folder, { ...offline, DATABASE_URL: addressOf(id) });
  await application.cli("init", "--yes", "--no-install", "--database", id);
  return application;
}

describe("init", { timeout: 300_000 }, () => {
  const applications = new Map();
  beforeAll(async () => {
    installation = await installForSamples();
    await inParallel(databases, async (id) => applications.set(id, await setUp(id)));
  }, 300_000);
  afterAll(() => installation?.remove());

  it.each(["drizzle-sqlite-better-sqlite3", "drizzle-mysql", "drizzle-postgresql"])(
    "%s: generate writes the tables to where the configuration imports them from",
    async (id) => {
      const application = applications.get(id);
      expect(await application.cli("generate", "--yes")).toContain("wrote lib/auth-schema.ts");
      expect(await application.cli("generate")).toContain("Nothing to do");
    },
  );

  it("drizzle-mysql: drizzle-kit finds the tables", async () => {
    const application = applications.get("drizzle-mysql");
    expect(await application.execute("drizzle-kit/bin.cjs", "generate")).toContain("4 tables");
  });

  it.each(["prisma-sqlite", "prisma-mysql", "prisma-postgresql"])(
    "%s: generate adds the models to the schema, and Prisma generates its client",
    async (id) => {
      const application = applications.get(id);
      expect(await application.cli("generate", "--yes")).toContain("wrote prisma/schema.prisma");
      expect(await application.cli("generate")).toContain("Nothing to do");
      await application.execute("prisma/build/index.js", "generate");
    },
  );

  it.each(["sqlite-node", "sqlite-better-sqlite3"])("%s: migrate makes the tables", async (id) => {
    expect(await applications.get(id).cli("migrate", "--yes")).toContain("added 4 tables");
  });

  it("mongodb: migrate and generate say that there is nothing to do", async () => {
    const application = applications.get("mongodb");
    for (const command of ["migrate", "generate"]) expect(await application.cli(command)).toContain("Nothing to do");
  });

  it("writes what the compiler accepts, for every database", async () => {
    // What needs Bun to be generated is the same as beside it.
    cpSync(
      join(folderOf("drizzle-sqlite-better-sqlite3"), "lib/auth-schema.ts"),
      join(folderOf("drizzle-sqlite-bun"), "lib/auth-schema.ts"),
    );
    const complaints = await Promise.all(
      [
        ["node", databases.filter((id) => !inBun.includes(id))],
        ["bun", inBun],
      ].map(async ([types, ids]) => {
        const folder = join(installation.root, `compile-${types}`);
        mkdirSync(folder);
        const include = ids.flatMap((id) => ["*.ts", "lib/*.ts"].map((files) => `../init/${id}/${files}`));
        writeFileSync(
          join(folder, "tsconfig.json"),
          JSON.stringify({ compilerOptions: compilerOptions([types]), include }),
        );
        return openApplication(installation.root, folder).compile();
      }),
    );
    expect(complaints).toEqual(["", ""]);
  });
});
