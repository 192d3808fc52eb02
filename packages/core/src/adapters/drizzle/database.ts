import type { Column, SQL, Table } from "drizzle-orm";

/** What is read: columns, or groups of them for joined tables. */
export type Fields = Readonly<Record<string, Column | SQL | Readonly<Record<string, Column | SQL>>>>;

/** A row as Drizzle gives it, keyed as the fields were. */
export type StoredRow = Record<string, unknown>;

/** A query of Drizzle, in the form that all dialects share. With a driver of this process `execute` runs it at once. */
export interface Query<R> {
  execute(): Promise<R>;
}

/** SELECT. */
export interface SelectQuery extends Query<StoredRow[]> {
  where(condition: SQL | undefined): SelectQuery;
  leftJoin(table: Table, on: SQL): SelectQuery;
  orderBy(...order: SQL[]): SelectQuery;
  limit(limit: number): SelectQuery;
  offset(offset: number): SelectQuery;
  /** PostgreSQL and MySQL. */
  for(strength: "update"): SelectQuery;
}

/** UPDATE and DELETE. */
export interface ChangeQuery extends Query<unknown> {
  where(condition: SQL | undefined): ChangeQuery;
  /** PostgreSQL and SQLite. */
  returning(fields: Fields): Query<StoredRow[]>;
}

/** INSERT. */
export interface InsertQuery extends Query<unknown> {
  /** PostgreSQL and SQLite. */
  onConflictDoNothing(settings: { target: Column }): InsertQuery;
  /** PostgreSQL and SQLite. */
  returning(fields: Fields): Query<StoredRow[]>;
  /** MySQL: the primary key, when the database or Drizzle has made it. */
  $returningId(): Query<StoredRow[]>;
}

/** The part of a Drizzle database, or of its transaction, that is used here. */
export interface Database {
  select(fields: Fields): { from(table: Table): SelectQuery };
  insert(table: Table): { values(row: Record<string, unknown>): InsertQuery };
  update(table: Table): { set(values: Record<string, unknown>): ChangeQuery };
  delete(table: Table): ChangeQuery;
  transaction<R>(work: (inside: Database) => Promise<R>): Promise<R>;
  /** SQLite. */
  run?(query: SQL): unknown;
  /** PostgreSQL and MySQL. */
  execute?(query: SQL): unknown;
  /** The driver's own connection. */
  readonly $client?: unknown;
  readonly _?: { readonly fullSchema?: Record<string, unknown> | undefined } | undefined;
}
