import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { readManifest } from "../../../tooling/build/entries.mjs";
import { type Project, useInstalledPackages } from "../test-support/built-packages";
import { configuration, coreTables } from "../test-support/configuration";
import { executeAll, tablesOf } from "../test-support/sqlite-file";
import { version } from "./version";

const install = useInstalledPackages(["core", "better-auth", "cli", "auth"]);
let project: Project;
beforeAll(() => {
  project = install({ "package.json": '{ "type": "module" }', "auth.ts": configuration() });
});

const home = () => join(project.folder, "../node_modules/auth");

describe("the package auth", () => {
  it("is the same command line, under both of its names", async () => {
    const bins = readManifest(home()).bin as Record<string, string>;
    expect(Object.keys(bins)).toEqual(["auth", "better-auth"]);
    for (const bin of Object.values(bins)) {
      const program = join(home(), bin);
      expect(await project.node([program, "--version"])).toMatchObject({ code: 0, stdout: `${version}\n`, stderr: "" });
      expect((await project.node([program, "nothing"])).code).toBe(1);
    }
  });

  it("generates schemas for programs", async () => {
    project.write({
      "generate.mjs": `
        import { DatabaseSync } from "node:sqlite";
        import * as api from "auth/api";
        const { adapters, generateKyselySchema, generateSchema } = api;
        const options = { database: new DatabaseSync("sqlite.db") };
        const own = { id: "papyrus", createSchema: async (options, file) => ({ code: "scroll", path: file, append: true }) };
        const failure = await generateSchema({ options, adapter: { id: "papyrus" } }).catch((error) => error.message);
        console.log(JSON.stringify({
          names: Object.keys(api),
          adapters: Object.keys(adapters),
          sql: await generateSchema({ options, file: "schema.sql", adapter: { id: "kysely" } }),
          usual: (await generateKyselySchema({ options: {}, dialect: "postgres" })),
          own: await generateSchema({ options, file: "a.txt", adapter: own }),
          tables: await generateSchema({ options: {}, adapter: { id: "drizzle", options: { provider: "mysql" } } }),
          plural: await api.generateDrizzleSchema({
            options: {},
            file: "src/tables.ts",
            adapter: { id: "drizzle", options: { provider: "pg", camelCase: true, adapterConfig: { usePlural: true } } },
          }),
          models: await api.generatePrismaSchema({ options: {}, dialect: "postgres" }),
          unknown: await api.generateDrizzleSchema({ options }).catch((error) => error.message),
          failure,
        }));`,
    });
    const { code, stdout, stderr } = await project.node(["generate.mjs"]);
    expect([code, stderr.replace(/.*ExperimentalWarning.*|.*--trace-warnings.*/g, "").trim()]).toEqual([0, ""]);
    const { names, adapters, sql, usual, own, failure, tables, plural, unknown, models } = JSON.parse(stdout);
    expect(names).toEqual([
      "adapters",
      "generateDrizzleSchema",
      "generateKyselySchema",
      "generatePrismaSchema",
      "generateSchema",
    ]);
    expect(adapters).toEqual(["drizzle", "kysely", "prisma"]);
    expect(models.fileName).toBe("./prisma/schema.prisma");
    expect(models.code).toMatch(/^model User \{$/m);
    expect(sql.fileName).toBe("schema.sql");
    const database = join(project.folder, "sqlite.db");
    executeAll(database, sql.code);
    expect(tablesOf(database)).toEqual(coreTables);
    expect(usual.fileName).toMatch(/^better-auth_migrations\/.*Z\.sql$/);
    expect(usual.code).toContain("timestamptz");
    expect(own).toEqual({ code: "scroll", fileName: "a.txt", append: true });
    expect(tables).toMatchObject({ fileName: "./auth-schema.ts", overwrite: true });
    expect(tables.code).toContain('export const user = mysqlTable("user", {');
    expect(plural.fileName).toBe("src/tables.ts");
    expect(plural.code).toContain('emailVerified: boolean("emailVerified")');
    expect(plural.code).toContain('export const users = pgTable("users", {');
    expect(unknown).toContain("it is not known which tables it takes");
    expect(failure).toContain('There is no generator for the adapter "papyrus".');
    const again = await project.node(["generate.mjs"]);
    expect(JSON.parse(again.stdout).sql).toEqual({ fileName: "schema.sql" });
  });
});
