import type { Database, ExtraFile, Import, Place, TableStep, TypePackage } from "./database";
import { serverDrivers } from "./servers";
import { SQLITE_FILE, SQLITE_IGNORED, sqliteDrivers } from "./sqlite";

/** A driver as data, and what Drizzle makes of it. */
interface DrizzleDriver {
  readonly imports: readonly Import[];
  /** An expression that makes the driver's client. */
  readonly client: string;
  readonly packages: readonly string[];
  readonly typePackages: readonly TypePackage[];
  readonly builds: readonly string[];
  readonly ignored: readonly string[];
  readonly variables: Database["variables"];
  /** The module of Drizzle for it. */
  readonly module: string;
  readonly provider: "sqlite" | "pg" | "mysql";
  /** What `drizzle()` is given besides. */
  readonly settings?: string;
  /** What drizzle-kit needs besides. */
  readonly developmentPackages?: readonly string[];
  readonly needsBun?: boolean;
}

const dialects = { sqlite: "sqlite", pg: "postgresql", mysql: "mysql" } as const;

/** The settings of drizzle-kit, which does not read .env. */
function kitConfig({ provider }: DrizzleDriver, { authFolder, language }: Place): ExtraFile {
  const isServer = provider !== "sqlite";
  const lines = [
    'import { defineConfig } from "drizzle-kit";',
    "",
    ...(isServer ? ["if (!process.env.DATABASE_URL) process.loadEnvFile();", ""] : []),
    "export default defineConfig({",
    `  dialect: "${dialects[provider]}",`,
    `  schema: "./${schemaPath(authFolder, language)}",`,
    '  out: "./drizzle",',
    `  dbCredentials: { url: ${isServer ? 'process.env.DATABASE_URL ?? ""' : `"${SQLITE_FILE}"`} },`,
    "});",
    "",
  ];
  return { path: `drizzle.config.${language}`, text: lines.join("\n"), note: "drizzle-kit, which makes the tables" };
}

function schemaPath(authFolder: string, language: Place["language"]): string {
  return `${authFolder === "." ? "" : `${authFolder}/`}auth-schema.${language}`;
}

const tableSteps = ({ authFolder, language }: Place): readonly TableStep[] => [
  { of: "better-auth", command: ["generate"], note: `writes the tables to ${schemaPath(authFolder, language)}` },
  { of: "application", command: ["drizzle-kit", "generate"], note: "writes the migration" },
  { of: "application", command: ["drizzle-kit", "migrate"], note: "makes the tables" },
];

function overDrizzle(
  driver: DrizzleDriver,
  { id, aliases, name, hint }: Pick<Database, "id" | "aliases" | "name" | "hint">,
): Database {
  const { imports, client, packages, typePackages, builds, ignored, variables, settings = "" } = driver;
  const { developmentPackages = [], needsBun } = driver;
  return {
    id,
    aliases,
    name,
    hint,
    imports: [
      ...imports,
      { names: "{ drizzleAdapter }", from: "better-auth/adapters/drizzle" },
      { names: "{ drizzle }", from: driver.module },
      { names: "* as schema", from: "./auth-schema" },
    ],
    setup: [`const client = ${client};`, `export const db = drizzle({ client, schema${settings} });`],
    value: `drizzleAdapter(db, { provider: "${driver.provider}", schema, transaction: true })`,
    packages: ["drizzle-orm", ...packages],
    developmentPackages: ["drizzle-kit", ...developmentPackages],
    typePackages,
    builds,
    ignored,
    variables,
    files: (place) => [kitConfig(driver, place)],
    tables: tableSteps,
    ...(needsBun === true ? { needsBun } : {}),
  };
}

const inFile = { ignored: SQLITE_IGNORED, variables: [], provider: "sqlite" } as const;

export const drizzleDatabases: readonly Database[] = [
  overDrizzle(
    { ...sqliteDrivers.betterSqlite3, ...inFile, module: "drizzle-orm/better-sqlite3" },
    {
      id: "drizzle-sqlite-better-sqlite3",
      aliases: ["drizzle", "drizzle-sqlite"],
      name: "Drizzle over SQLite",
      hint: "better-sqlite3",
    },
  ),
  overDrizzle(
    {
      ...sqliteDrivers.bun,
      ...inFile,
      // drizzle-kit runs in Node, and needs a driver there to make the tables.
      developmentPackages: ["better-sqlite3"],
      builds: ["better-sqlite3"],
      module: "drizzle-orm/bun-sqlite",
      needsBun: true,
    },
    { id: "drizzle-sqlite-bun", aliases: [], name: "Drizzle over SQLite of Bun", hint: "bun:sqlite" },
  ),
  overDrizzle(
    { ...serverDrivers.mysql, module: "drizzle-orm/mysql2", provider: "mysql", settings: ', mode: "default"' },
    { id: "drizzle-mysql", aliases: ["drizzle-mariadb"], name: "Drizzle over MySQL or MariaDB", hint: "mysql2" },
  ),
  overDrizzle(
    { ...serverDrivers.postgresql, module: "drizzle-orm/node-postgres", provider: "pg" },
    {
      id: "drizzle-postgresql",
      aliases: ["drizzle-postgres", "drizzle-pg"],
      name: "Drizzle over PostgreSQL",
      hint: "pg",
    },
  ),
];
