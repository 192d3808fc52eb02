import type { RootOperationNode } from "kysely";
import type { DatabaseType } from "../../types";

/** What a driver gives back: at once, when the database is in this process. */
export type MaybePromise<T> = T | Promise<T>;

/** A row under the driver's keys: places, or the aliases "c0", "c1", …. */
export type StoredRow = Readonly<Record<string | number, unknown>>;

/** How a statement is used, which some drivers have to know beforehand. */
export type StatementUse = "rows" | "count";

/** A statement, compiled and prepared. */
export interface Statement {
  readonly sql: string;
  /** Which value of the call stands at which place of the SQL; `null` when they are in order. */
  readonly order: readonly number[] | null;
  /** What the driver keeps: a prepared statement, a name. */
  readonly native: unknown;
}

/** What an executor does besides where a write gives no row back (MySQL has no RETURNING). */
export interface Rowless {
  /** Runs an INSERT. Gives the count of new rows, and the number that the database made for the id; 0 when it made none. */
  insert(statement: Statement, values: readonly unknown[]): Promise<{ readonly count: number; readonly id: number }>;
  /** Runs the work in a transaction of its own, or in the one that is open. */
  atomically<R>(work: (executor: Executor) => Promise<R>): Promise<R>;
}

/** Runs statements on one connection, or on any of a pool. */
export interface Executor {
  /** There where writes give no row back. */
  readonly rowless?: Rowless | undefined;
  /** Every row. */
  all(statement: Statement, values: readonly unknown[]): MaybePromise<readonly StoredRow[]>;
  /** The first row, or undefined. */
  get(statement: Statement, values: readonly unknown[]): MaybePromise<StoredRow | undefined>;
  /** Gives the count of the rows that were changed. */
  run(statement: Statement, values: readonly unknown[]): MaybePromise<number>;
  /** Runs SQL text with values; for introspection and migrations. Rows are objects. */
  query(sql: string, values?: readonly unknown[]): MaybePromise<readonly Record<string, unknown>[]>;
  /** In a transaction that reads of sessions go past: from now on they wait, because it changes what they read. */
  closePast?(): void;
}

/** A database as the adapter sees it. */
export interface Driver extends Executor {
  readonly dialect: DatabaseType;
  /** What the rows' keys are. */
  readonly rowKeys: "places" | "aliases";
  /** What has to follow a date of the database's text to make it a point in time: "Z", "+02:00", or "" for local time. */
  readonly dateZone?: string | undefined;
  /** Between us and the database is a dialect of Kysely, and a driver that may be any: what it makes of values is not known. */
  readonly isThroughKysely?: boolean | undefined;
  /** The schema that tables are in, when it is named. */
  readonly schemaName?: string | undefined;
  /** Reads past an open transaction, where there is one connection only; until that calls `closePast`. */
  readonly past?: Executor | undefined;
  /** Compiles a statement; its values are slots. */
  prepare(node: RootOperationNode, use: StatementUse): Statement;
  /** Runs the work in a transaction; a throw rolls back and is thrown on. `null`: there are none. */
  readonly transaction: (<R>(work: (executor: Executor) => Promise<R>) => Promise<R>) | null;
  /** How a name is spelled in the database, where a plugin of a Kysely instance changes it. */
  nameInDatabase?(name: string): string;
}

/** Whether a driver's answer has to be waited for. */
export function isPromise<T>(value: MaybePromise<T>): value is Promise<T> {
  return typeof (value as { then?: unknown } | null | undefined)?.then === "function";
}

/** Goes on with a driver's answer: at once when it is there, so that no promise stands between. */
export function andThen<T, R>(value: MaybePromise<T>, next: (value: T) => R): R | Promise<Awaited<R>> {
  return isPromise(value) ? (value.then(next) as Promise<Awaited<R>>) : next(value);
}
