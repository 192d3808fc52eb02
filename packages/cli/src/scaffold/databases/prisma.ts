import { type Database, type ExtraFile, type Import, serverVariable } from "./database";
import { SQLITE_FILE, SQLITE_IGNORED } from "./sqlite";

/** A database of Prisma as data. */
interface PrismaDatabase
  extends Pick<Database, "id" | "aliases" | "name" | "hint" | "builds" | "ignored" | "variables"> {
  readonly provider: "sqlite" | "mysql" | "postgresql";
  /** The driver adapter, and an expression that makes it. */
  readonly driver: Import;
  readonly client: string;
  /** The URL, in the settings of Prisma. */
  readonly url: string;
}

/** Where Prisma writes its client, from the application's folder. */
const CLIENT = "generated/prisma";

/** The newer generator writes TypeScript alone. */
function schemaFile({ provider }: PrismaDatabase, language: "ts" | "js"): ExtraFile {
  const text = `generator client {
  provider = "${language === "ts" ? "prisma-client" : "prisma-client-js"}"
  output   = "../${CLIENT}"
}

datasource db {
  provider = "${provider}"
}
`;
  return { path: "prisma/schema.prisma", text, note: "the schema of Prisma" };
}

/** Prisma does not read .env. */
function settingsFile({ url, variables }: PrismaDatabase, language: "ts" | "js"): ExtraFile {
  const isServer = variables.length > 0;
  const text = `import { defineConfig } from "prisma/config";
${isServer ? "\nif (!process.env.DATABASE_URL) process.loadEnvFile();\n" : ""}
export default defineConfig({
  schema: "prisma/schema.prisma",
  datasource: { url: ${url} },
});
`;
  return { path: `prisma.config.${language}`, text, note: "the settings of Prisma" };
}

function overPrisma(database: PrismaDatabase): Database {
  const { id, aliases, name, hint, driver, client, provider, builds, ignored, variables } = database;
  return {
    id,
    aliases,
    name,
    hint,
    imports: [
      driver,
      { names: "{ prismaAdapter }", from: "better-auth/adapters/prisma" },
      { names: "{ PrismaClient }", from: `/${CLIENT}/client` },
    ],
    setup: [`export const prisma = new PrismaClient({ adapter: ${client} });`],
    value: `prismaAdapter(prisma, { provider: "${provider}", transaction: true })`,
    packages: ["@prisma/client", driver.from],
    developmentPackages: ["prisma"],
    typePackages: [],
    builds,
    ignored: [`/${CLIENT}`, ...ignored],
    variables,
    files: ({ language }) => [schemaFile(database, language), settingsFile(database, language)],
    tables: () => [
      { of: "better-auth", command: ["generate"], note: "adds the models to prisma/schema.prisma" },
      { of: "application", command: ["prisma", "generate"], note: "writes the client" },
      { of: "application", command: ["prisma", "migrate", "dev"], note: "makes the tables" },
    ],
  };
}

const SERVER_URL = 'process.env.DATABASE_URL ?? ""';

export const prismaDatabases: readonly Database[] = [
  overPrisma({
    id: "prisma-sqlite",
    aliases: ["prisma"],
    name: "Prisma over SQLite",
    hint: "better-sqlite3",
    provider: "sqlite",
    driver: { names: "{ PrismaBetterSqlite3 }", from: "@prisma/adapter-better-sqlite3" },
    client: `new PrismaBetterSqlite3({ url: "file:${SQLITE_FILE}" })`,
    url: `"file:${SQLITE_FILE}"`,
    builds: ["better-sqlite3"],
    ignored: SQLITE_IGNORED,
    variables: [],
  }),
  overPrisma({
    id: "prisma-mysql",
    aliases: ["prisma-mariadb"],
    name: "Prisma over MySQL or MariaDB",
    hint: "mariadb",
    provider: "mysql",
    driver: { names: "{ PrismaMariaDb }", from: "@prisma/adapter-mariadb" },
    client: `new PrismaMariaDb(${SERVER_URL})`,
    url: SERVER_URL,
    builds: [],
    ignored: [],
    variables: serverVariable("mysql://user:password@localhost:3306/database"),
  }),
  overPrisma({
    id: "prisma-postgresql",
    aliases: ["prisma-postgres", "prisma-pg"],
    name: "Prisma over PostgreSQL",
    hint: "pg",
    provider: "postgresql",
    driver: { names: "{ PrismaPg }", from: "@prisma/adapter-pg" },
    client: "new PrismaPg({ connectionString: process.env.DATABASE_URL })",
    url: SERVER_URL,
    builds: [],
    ignored: [],
    variables: serverVariable("postgres://user:password@localhost:5432/database"),
  }),
];
