import { drizzle as drizzleMysql } from "drizzle-orm/mysql2";
import { drizzle as drizzlePostgres } from "drizzle-orm/node-postgres";
import { Kysely, MysqlDialect, PostgresDialect } from "kysely";
import { createPool as createCallbackPool } from "mysql2";
import { createPool } from "mysql2/promise";
import { drizzleAdapter } from "../adapters/drizzle/drizzle-adapter";
import { generateDrizzleSchema } from "../adapters/drizzle/schema/generate";
import { getMigrations } from "../db-migration";
import type { BetterAuthOptions, DatabaseOption, PostgresPoolLike } from "../types";
import { evaluateSchema } from "./drizzle/evaluate";
import { type FaultyNetwork, openFaultyNetwork } from "./faulty-network";
import { mysqlUrl, openMysqlDatabase } from "./mysql";
import { openPostgres, postgresUrl } from "./postgres";

/** What stands between an instance and the server. */
export type Layer = "pool" | "Kysely" | "Drizzle";

/** Settings of a pool, by the driver's own names. */
export type PoolSettings = Readonly<Record<string, unknown>>;

/** Another connection to the same database, which does not go through the network that fails. */
export interface SideConnection {
  query(sql: string, values?: readonly unknown[]): Promise<Record<string, unknown>[]>;
  release(): void;
}

/** A migrated database behind a network that can fail. */
export interface FaultyServer {
  readonly network: FaultyNetwork;
  /** Opens it for the options. */
  open(layer: Layer, settings?: PoolSettings): Promise<DatabaseOption>;
  /** The pool alone, for taking its connections. */
  pool(settings?: PoolSettings): Promise<DatabaseOption>;
  side(): Promise<SideConnection>;
  query: SideConnection["query"];
  close(): Promise<void>;
}

interface PgClient {
  query(sql: string, values?: readonly unknown[]): Promise<{ rows: Record<string, unknown>[] }>;
  release(): void;
}
type PgPool = Omit<PostgresPoolLike, "connect"> &
  Pick<PgClient, "query"> & {
    connect(): Promise<PgClient>;
    on(event: string, listener: (argument: { on(event: string, listener: () => void): void }) => void): void;
  };

/** It brings no types. */
async function makePgPool(settings: PoolSettings): Promise<PgPool> {
  const name = "pg";
  const { default: pg } = (await import(name)) as { default: { Pool: new (settings: PoolSettings) => PgPool } };
  return new pg.Pool(settings);
}

const schemaOf = (options: BetterAuthOptions, provider: "pg" | "mysql") =>
  evaluateSchema(generateDrizzleSchema(options, { provider, camelCase: true }));

/** A schema of the PostgreSQL server. */
export async function openFaultyPostgres(options: BetterAuthOptions = {}): Promise<FaultyServer> {
  const direct = await openPostgres();
  await (await getMigrations({ ...options, database: direct.pool })).runMigrations();
  const { port, hostname, username, password, pathname } = new URL(postgresUrl as string);
  const network = await openFaultyNetwork({ port: Number(port || 5432), host: hostname });
  const pools: PgPool[] = [];
  const straight = direct.pool as PgPool;

  async function pool({ options: more = "", ...settings }: PoolSettings = {}): Promise<PgPool> {
    const opened = await makePgPool({
      host: "127.0.0.1",
      port: network.port,
      user: decodeURIComponent(username),
      password: decodeURIComponent(password),
      database: pathname.slice(1),
      options: `-c search_path=${direct.schema} ${more}`,
      max: 10,
      ...settings,
    });
    pools.push(opened);
    return opened;
  }
  const query: FaultyServer["query"] = async (sql, values) => (await straight.query(sql, values)).rows;

  return {
    network,
    pool,
    query,
    async open(layer, settings) {
      const opened = await pool(settings);
      if (layer === "pool") return opened;
      if (layer === "Drizzle") {
        const db = drizzlePostgres({ client: opened as never });
        return drizzleAdapter(db, { provider: "pg", schema: schemaOf(options, "pg"), transaction: true });
      }
      // As docs/database-faults.md says: a pool inside a dialect is out of reach.
      opened.on("error", () => {});
      opened.on("connect", (client) => client.on("error", () => {}));
      return { db: new Kysely<object>({ dialect: new PostgresDialect({ pool: opened as never }) }), type: "postgres" };
    },
    async side() {
      const client = await straight.connect();
      return { query: async (sql, values) => (await client.query(sql, values)).rows, release: () => client.release() };
    },
    async close() {
      await network.close();
      for (const opened of pools) await opened.end().catch(() => {});
      await direct.close();
    },
  };
}

/** A database of the MySQL server. */
export async function openFaultyMysql(options: BetterAuthOptions = {}): Promise<FaultyServer> {
  const place = await openMysqlDatabase();
  const straight = createPool({ uri: place.uri, connectionLimit: 4, maxIdle: 1, idleTimeout: 100 });
  await (await getMigrations({ ...options, database: straight })).runMigrations();
  const { port, hostname } = new URL(mysqlUrl as string);
  const network = await openFaultyNetwork({ port: Number(port || 3306), host: hostname });
  const uri = new URL(place.uri);
  uri.host = `127.0.0.1:${network.port}`;
  const pools: { end(): Promise<unknown> }[] = [];
  const settled = ({ init, ...settings }: PoolSettings) => ({ uri: uri.href, connectionLimit: 10, ...settings });

  function pool(settings: PoolSettings = {}) {
    const opened = createPool(settled(settings));
    const { init } = settings;
    if (typeof init === "string") opened.on("connection", (connection) => void connection.query(init));
    pools.push(opened);
    return opened;
  }
  const query: FaultyServer["query"] = async (sql, values) =>
    (await straight.query(sql, values as string[]))[0] as Record<string, unknown>[];

  return {
    network,
    pool: async (settings) => pool(settings),
    query,
    async open(layer, settings = {}) {
      if (layer === "pool") return pool(settings);
      if (layer === "Drizzle") {
        const db = drizzleMysql({ client: pool(settings) });
        return drizzleAdapter(db, { provider: "mysql", schema: schemaOf(options, "mysql"), transaction: true });
      }
      const opened = createCallbackPool(settled(settings));
      const { init } = settings;
      if (typeof init === "string") opened.on("connection", (connection) => void connection.query(init));
      pools.push(opened.promise());
      return { db: new Kysely<object>({ dialect: new MysqlDialect({ pool: opened as never }) }), type: "mysql" };
    },
    async side() {
      const connection = await straight.getConnection();
      return {
        query: async (sql, values) => (await connection.query(sql, values as string[]))[0] as Record<string, unknown>[],
        release: () => connection.release(),
      };
    },
    async close() {
      await network.close();
      for (const opened of pools) await opened.end().catch(() => {});
      await straight.end();
      await place.close();
    },
  };
}

/** The servers that tests of faults run on, by name; `null` where the machine has none. */
export const faultyServers: Readonly<
  Record<"PostgreSQL" | "MySQL", ((options?: BetterAuthOptions) => Promise<FaultyServer>) | null>
> = {
  PostgreSQL: postgresUrl === undefined ? null : openFaultyPostgres,
  MySQL: mysqlUrl === undefined ? null : openFaultyMysql,
};
