import type { AdapterFactory } from "./adapter";
import type { Awaitable } from "./endpoint";

/** A `kysely` dialect, structurally. */
export interface DialectLike {
  createAdapter(): object;
  createDriver(): object;
  createQueryCompiler(): object;
  createIntrospector(db: never): object;
}

/** A `Kysely` instance, structurally. */
export interface KyselyLike {
  executeQuery(query: never, ...rest: never[]): Promise<unknown>;
  selectFrom(from: never): unknown;
  transaction(): unknown;
}

/** The SQL dialects that the built-in adapter speaks. */
export type DatabaseType = "sqlite" | "postgres" | "mysql" | "mssql";

/** better-sqlite3, node:sqlite and bun:sqlite databases, structurally. */
export interface SqliteDatabaseLike {
  prepare(sql: string): object;
  exec(sql: string): unknown;
}
/** A pool of `pg`, structurally. */
export interface PostgresPoolLike {
  connect(): Promise<unknown>;
  end(): Promise<unknown>;
}
/** A pool of `mysql2`, structurally. */
export interface MysqlPoolLike {
  getConnection(callback: never): unknown;
  end(callback?: never): unknown;
}

/** What Kysely's dialect for SQL Server takes, structurally: a pool by `tarn` of connections by `tedious`. */
export interface MssqlConfigLike {
  tarn: object;
  tedious: object;
}

/** Where the rows are kept. */
export type DatabaseOption =
  | AdapterFactory
  | SqliteDatabaseLike
  | PostgresPoolLike
  | MysqlPoolLike
  | DialectLike
  | MssqlConfigLike
  | {
      dialect: DialectLike;
      type: DatabaseType;
      /** How names of tables and columns are spelled in the database. @default "camel" */
      casing?: "snake" | "camel" | undefined;
      transaction?: boolean | undefined;
    }
  | {
      db: KyselyLike;
      type: DatabaseType;
      /** How names of tables and columns are spelled in the database. @default "camel" */
      casing?: "snake" | "camel" | undefined;
      transaction?: boolean | undefined;
      schemaName?: string | undefined;
    };

/** A key-value store beside the database. */
export interface SecondaryStorage {
  /** The value, or null when there is none or its time is over. */
  get(key: string): Awaitable<unknown>;
  /**
   * Stores a value.
   * @param ttl seconds until it is gone; without one it stays
   */
  set(key: string, value: string, ttl?: number): Awaitable<void | null | unknown>;
  /** Removes a value, if it is there. */
  delete(key: string): Awaitable<void | null | string>;
  /** Reads and removes a value in one atomic step, so that of parallel callers one gets it. */
  getAndDelete(key: string): Awaitable<unknown>;
  /** Adds one in an atomic step and gives the sum; the first step sets the ttl, in seconds. */
  increment(key: string, ttl: number): Awaitable<number>;
}
