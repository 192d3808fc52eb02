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

/** Where the rows are kept. */
export type DatabaseOption =
  | AdapterFactory
  | SqliteDatabaseLike
  | PostgresPoolLike
  | MysqlPoolLike
  | DialectLike
  | {
      dialect: DialectLike;
      type: DatabaseType;
      casing?: "snake" | "camel" | undefined;
      transaction?: boolean | undefined;
    }
  | {
      db: KyselyLike;
      type: DatabaseType;
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
