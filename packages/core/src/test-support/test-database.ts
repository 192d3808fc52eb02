import Database from "better-sqlite3";
import { afterAll } from "vitest";
import type { DatabaseOption } from "../types";
import { type BlockingClient, openBlockingClient } from "./blocking-client";
import { mysqlUrl, openMysqlDatabase } from "./mysql";
import { openPostgres, postgresUrl } from "./postgres";
import { rawDatabase } from "./raw-database";

/** A database of a test's own. */
export interface TestDatabase {
  /** For the options. */
  readonly database: DatabaseOption;
  /** For looking into it, past the code under test. */
  readonly db: Database.Database;
  /** Every statement that the code under test sends. */
  readonly statements: string[];
}

/** The databases of the options, by what looks into them. */
const opened = new WeakMap<object, TestDatabase>();

const closers: (() => unknown)[] = [];
afterAll(async () => {
  for (const close of closers.splice(0).reverse()) await close();
  shared?.close();
  shared = undefined;
});

let shared: BlockingClient | undefined;

/** The client of this file's tests, which looks into one database after the other. */
function lookingInto(kind: "postgres" | "mysql", url: string, enter: string): BlockingClient {
  shared ??= openBlockingClient({ kind, url });
  const client = shared;
  return {
    ...client,
    query(sql, values) {
      client.query(enter, []);
      return client.query(sql, values);
    },
  };
}

function openSqlite(file: string): TestDatabase {
  const statements: string[] = [];
  const db = new Database(file, { verbose: (sql) => statements.push(String(sql)) });
  return { database: db, db, statements };
}

type Send = (query: string | { text?: string; sql?: string }, ...rest: unknown[]) => unknown;

/** Writes down what goes through a method. */
function listen<T extends object>(target: T, method: keyof T & string, statements: string[]): void {
  const send = (target[method] as Send).bind(target);
  const heard: Send = (query, ...rest) => {
    statements.push(typeof query === "string" ? query : (query.text ?? query.sql ?? ""));
    return send(query, ...rest);
  };
  (target as Record<string, unknown>)[method] = heard;
}

async function openOnPostgres(): Promise<TestDatabase> {
  const statements: string[] = [];
  // The pool's own query method runs on one of its clients: those hear everything.
  const { pool, schema, close } = await openPostgres((client) =>
    listen(client as { query: Send }, "query", statements),
  );
  closers.push(close);
  const client = lookingInto("postgres", postgresUrl as string, `set search_path = ${schema}`);
  return { database: pool, db: rawDatabase(client, "postgres"), statements };
}

async function openOnMysql(): Promise<TestDatabase> {
  const { createPool } = await import("mysql2/promise");
  const { uri, close } = await openMysqlDatabase();
  const pool = createPool({ uri, connectionLimit: 10, maxIdle: 1, idleTimeout: 100 });
  const statements: string[] = [];
  const getConnection = pool.getConnection.bind(pool);
  listen(pool, "execute", statements);
  pool.getConnection = async () => {
    const connection = await getConnection();
    listen(connection, "execute", statements);
    return connection;
  };
  const client = lookingInto("mysql", mysqlUrl as string, `use ${new URL(uri).pathname.slice(1)}`);
  closers.push(async () => {
    await pool.end();
    await close();
  });
  return { database: pool, db: rawDatabase(client, "mysql"), statements };
}

/** The database of another instance, which a test gives to a second one. */
export function openedTestDatabase(given: unknown): TestDatabase | undefined {
  return typeof given === "object" && given !== null ? opened.get(given) : undefined;
}

async function open(file: string): Promise<TestDatabase> {
  const kind = file === ":memory:" ? process.env.BETTER_AUTH_TEST_DATABASE : undefined;
  if (kind === "postgres" && postgresUrl !== undefined) return openOnPostgres();
  if (kind === "mysql" && mysqlUrl !== undefined) return openOnMysql();
  return openSqlite(file);
}

/** Opens an empty one: of SQLite, or of the kind that BETTER_AUTH_TEST_DATABASE names (postgres, mysql). */
export async function openTestDatabase(file: string): Promise<TestDatabase> {
  const database = await open(file);
  opened.set(database.db, database);
  return database;
}
