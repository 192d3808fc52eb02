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
  get(key: string): Awaitable<unknown>;
  /** @param ttl seconds */
  set(key: string, value: string, ttl?: number): Awaitable<void | null | unknown>;
  delete(key: string): Awaitable<void | null | string>;
  /** Atomic. Needed for verification values without a database. */
  getAndDelete(key: string): Awaitable<unknown>;
  /** Atomic. The ttl (seconds) is set by the first increment. Needed for rate limits. */
  increment(key: string, ttl: number): Awaitable<number>;
}
