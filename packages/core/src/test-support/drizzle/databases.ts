import Database from "better-sqlite3";
import { drizzle as drizzleSqlite } from "drizzle-orm/better-sqlite3";
import { drizzle as drizzleMysql } from "drizzle-orm/mysql2";
import { drizzle as drizzlePostgres } from "drizzle-orm/node-postgres";
import { createPool } from "mysql2/promise";
import type { OpenDatabase } from "../../adapter-suite/open-database";
import { type DB, type DrizzleAdapterConfig, drizzleAdapter } from "../../adapters/drizzle/drizzle-adapter";
import { generateDrizzleSchema } from "../../adapters/drizzle/schema/generate";
import type { DrizzleProvider } from "../../adapters/drizzle/schema/providers";
import type { BetterAuthOptions, DBAdapter } from "../../types";
import { openMysqlDatabase } from "../mysql";
import { openPostgres } from "../postgres";
import { evaluateSchema } from "./evaluate";

/** A database without tables. */
export interface EmptyDatabase {
  readonly db: DB;
  execute(statement: string): unknown;
  /** Removes every row. */
  empty(): Promise<unknown>;
  close(): Promise<unknown>;
}

/** A Drizzle database with the tables of the options, made from the generated schema. */
export interface DrizzleDatabase {
  readonly db: DB;
  readonly schema: Record<string, unknown>;
  readonly adapter: DBAdapter;
  empty(): Promise<unknown>;
  close(): Promise<unknown>;
}

/** The statements that make the tables of a schema, as drizzle-kit writes them. */
export async function createStatements(
  provider: DrizzleProvider,
  schema: Record<string, unknown>,
): Promise<readonly string[]> {
  const kit = await import("drizzle-kit/api");
  if (provider === "pg") {
    const statements = await kit.generateMigration(kit.generateDrizzleJson({}), kit.generateDrizzleJson(schema));
    // The tables go where the connection says.
    return statements.map((statement) => statement.replaceAll('"public".', ""));
  }
  if (provider === "mysql") {
    const [before, after] = [await kit.generateMySQLDrizzleJson({}), await kit.generateMySQLDrizzleJson(schema)];
    return kit.generateMySQLMigration(before, after);
  }
  const [before, after] = [await kit.generateSQLiteDrizzleJson({}), await kit.generateSQLiteDrizzleJson(schema)];
  return kit.generateSQLiteMigration(before, after);
}

/** Databases by provider. */
export const emptyDatabases: Readonly<Record<DrizzleProvider, () => Promise<EmptyDatabase>>> = {
  async sqlite() {
    const client = new Database(":memory:");
    return {
      db: drizzleSqlite({ client }),
      execute: (statement) => client.exec(statement),
      async empty() {
        const tables = client.prepare("select name from sqlite_master where type = 'table'").pluck().all();
        client.pragma("foreign_keys = off");
        for (const table of tables) client.exec(`delete from "${table}"`);
        client.pragma("foreign_keys = on");
      },
      close: async () => client.close(),
    };
  },
  async pg() {
    const { pool, close } = await openPostgres();
    const query = (statement: string) => (pool as unknown as { query(sql: string): Promise<unknown> }).query(statement);
    return {
      db: drizzlePostgres({ client: pool as never }),
      execute: query,
      empty: () =>
        query(`do $$ declare name text; begin
          for name in select tablename from pg_tables where schemaname = current_schema() loop
            execute format('delete from %I', name);
          end loop; end $$`),
      close,
    };
  },
  async mysql() {
    const place = await openMysqlDatabase();
    const pool = createPool({ uri: place.uri, connectionLimit: 10, maxIdle: 1, idleTimeout: 100 });
    return {
      db: drizzleMysql({ client: pool }),
      execute: (statement) => pool.query(statement),
      empty: place.empty,
      async close() {
        await pool.end();
        await place.close();
      },
    };
  },
};

/** Opens a database and makes the tables of the options in it. */
export async function openDrizzle(
  provider: DrizzleProvider,
  options: BetterAuthOptions,
  config: Omit<DrizzleAdapterConfig, "provider"> = {},
  open: () => Promise<EmptyDatabase> = emptyDatabases[provider],
  change: (code: string) => string = (code) => code,
): Promise<DrizzleDatabase> {
  const { db, execute, empty, close } = await open();
  const schema = evaluateSchema(change(generateDrizzleSchema(options, { ...config, provider })));
  for (const statement of await createStatements(provider, schema)) await execute(statement);
  const adapter = drizzleAdapter(db, { provider, schema, transaction: true, ...config })(options);
  return { db, schema, adapter, empty, close };
}

/** Opens databases for the suite. Making tables takes its time: those of the same options are emptied and used again. */
export function reusing(open: (options: BetterAuthOptions) => Promise<DrizzleDatabase>): {
  open: OpenDatabase;
  closeAll(): Promise<void>;
} {
  const known = new Map<BetterAuthOptions, DrizzleDatabase>();
  return {
    async open(options = {}) {
      const before = known.get(options);
      await before?.empty();
      const database = before ?? (await open(options));
      known.set(options, database);
      return database.adapter;
    },
    async closeAll() {
      for (const { close } of known.values()) await close();
    },
  };
}
