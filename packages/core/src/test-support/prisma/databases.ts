import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import { PrismaMariaDb } from "@prisma/adapter-mariadb";
import { PrismaPg } from "@prisma/adapter-pg";
import type { SqlDriverAdapterFactory } from "@prisma/driver-adapter-utils";
import { type PrismaConfig, prismaAdapter } from "../../adapters/prisma/prisma-adapter";
import { generatePrismaSchema } from "../../adapters/prisma/schema/generate";
import type { BetterAuthOptions, DBAdapter } from "../../types";
import { openMysqlDatabase } from "../mysql";
import { openPostgres, postgresUrl } from "../postgres";
import { clientOf, type GeneratedClient } from "./client";
import { mysqlMigrationOf } from "./mysql-tables";
import { migrationOf } from "./schema-engine";
import { dataModelOf } from "./schema-tools";

/** The providers that tests can have. */
export type TestProvider = "sqlite" | "postgresql" | "mysql";

/** A database with the tables of the options, made from the generated schema, and a client of it. */
export interface PrismaDatabase {
  readonly schema: string;
  readonly client: InstanceType<GeneratedClient>;
  readonly adapter: DBAdapter;
  /** What the database was told, since it was emptied. */
  readonly statements: string[];
  execute(statement: string): Promise<unknown>;
  close(): Promise<void>;
}

interface EmptyDatabase {
  /** Prisma's own adapter of the driver. */
  readonly driver: SqlDriverAdapterFactory;
  close(): Promise<unknown>;
}

const emptyDatabases: Readonly<Record<TestProvider, () => Promise<EmptyDatabase>>> = {
  sqlite: async () => ({ driver: new PrismaBetterSqlite3({ url: ":memory:" }), close: async () => {} }),
  async postgresql() {
    const { schema, close } = await openPostgres();
    const options = `-c search_path=${schema} -c synchronous_commit=off`;
    const settings = { connectionString: postgresUrl, options, idleTimeoutMillis: 100, max: 20 };
    return { driver: new PrismaPg(settings, { schema }), close };
  },
  async mysql() {
    const { uri, close } = await openMysqlDatabase();
    const { hostname, port, username, password, pathname } = new URL(uri);
    return {
      driver: new PrismaMariaDb({
        host: hostname,
        port: Number(port || 3306),
        user: decodeURIComponent(username),
        password: decodeURIComponent(password),
        database: pathname.slice(1),
        connectionLimit: 10,
        // With none it never opens one.
        minimumIdle: 1,
        idleTimeout: 1,
      }),
      close,
    };
  },
};

async function tableStatements(
  schema: string,
  provider: TestProvider,
  driver: SqlDriverAdapterFactory,
): Promise<readonly string[]> {
  if (provider === "mysql") return mysqlMigrationOf(await dataModelOf(schema));
  const script = await migrationOf(schema, driver);
  return script
    .split(/;\n/)
    .map((statement) => statement.replace(/^--.*$/gm, "").trim())
    .filter((statement) => statement !== "" && !statement.startsWith("CREATE SCHEMA"));
}

/** Opens a database and makes the tables of the options in it. */
export async function openPrisma(
  provider: TestProvider,
  options: BetterAuthOptions,
  config: Omit<PrismaConfig, "provider"> = {},
  change: (schema: string) => string = (schema) => schema,
): Promise<PrismaDatabase> {
  const { code } = generatePrismaSchema(options, { provider, usePlural: config.usePlural });
  const schema = change(code);
  const [PrismaClient, empty] = await Promise.all([clientOf(schema, provider), emptyDatabases[provider]()]);
  const client = new PrismaClient({
    adapter: empty.driver,
    log: [{ emit: "event", level: "query" }],
    errorFormat: "minimal",
  });
  const statements: string[] = [];
  client.$on("query", ({ query }) => void statements.push(query));
  for (const statement of await tableStatements(schema, provider, empty.driver))
    await client.$executeRawUnsafe(statement);
  statements.length = 0;
  return {
    schema,
    client,
    statements,
    adapter: prismaAdapter(client, { provider, transaction: true, ...config })(options),
    execute: (statement) => client.$executeRawUnsafe(statement),
    async close() {
      await client.$disconnect();
      await empty.close();
    },
  };
}

/** Opens databases for the suite, and closes all of them. */
export function opening(
  provider: TestProvider,
  change?: (schema: string) => string,
): { open: (options?: BetterAuthOptions) => Promise<DBAdapter>; closeAll(): Promise<void> } {
  const opened: PrismaDatabase[] = [];
  return {
    async open(options = {}) {
      const database = await openPrisma(provider, options, {}, change);
      opened.push(database);
      return database.adapter;
    },
    async closeAll() {
      for (const { close } of opened) await close();
    },
  };
}
