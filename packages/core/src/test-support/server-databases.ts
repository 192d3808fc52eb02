import type Database from "better-sqlite3";
import type { DatabaseOption } from "../types";
import { type BlockingClient, openBlockingClient } from "./blocking-client";
import { mysqlUrl, openMysqlDatabase } from "./mysql";
import { openPostgres, postgresUrl } from "./postgres";
import { rawDatabase } from "./raw-database";

/** What a pool says to its server goes through here. */
type Hear = (sql: string) => void;

/** Connections of the code under test. */
export interface Connected {
  readonly database: DatabaseOption;
  end(): Promise<void>;
}

/** A database on a server. */
export interface ServerDatabase {
  /** Connects the code under test: each test anew, so that nothing one leaves running reaches the next. */
  connect(hear: Hear): Promise<Connected>;
  /** For looking into it, past the code under test. */
  readonly db: Database.Database;
  tables(): string[];
  /** Removes all rows; throws where keys that do not cascade stand against it. */
  empty(): void;
  drop(): Promise<void>;
}

let shared: BlockingClient | undefined;

/** Ends the client that looks into databases. */
export function stopLooking(): void {
  shared?.close();
  shared = undefined;
}

/** The client of this file's tests, which looks into one database after the other. */
function lookingInto(kind: "postgres" | "mysql", url: string, enter: string, hear: Hear): BlockingClient {
  return {
    query(sql, values) {
      shared ??= openBlockingClient({ kind, url });
      hear(sql);
      shared.query(enter, []);
      return shared.query(sql, values);
    },
    close: stopLooking,
  };
}

/** Names of tables as they come from a look into the database, sorted. */
export const namesOf = (db: Database.Database, sql: string) => (db.prepare(sql).pluck().all() as string[]).sort();

/** The ledger of migrations stays: it belongs to the tables. */
const emptied = (tables: readonly string[]) =>
  tables.filter((name) => name !== "better_auth_migration").map((name) => `"${name}"`);

type Send = (query: string | { text?: string; sql?: string }, ...rest: unknown[]) => unknown;

/** Tells what goes through a method. */
function listen<T extends object>(target: T, method: keyof T & string, hear: Hear): void {
  const send = (target[method] as Send).bind(target);
  const heard: Send = (query, ...rest) => {
    hear(typeof query === "string" ? query : (query.text ?? query.sql ?? ""));
    return send(query, ...rest);
  };
  (target as Record<string, unknown>)[method] = heard;
}

/** @param hearLooks is told what looks into the database say */
export async function makeOnPostgres(hearLooks: Hear): Promise<ServerDatabase> {
  const { schema, another, close } = await openPostgres();
  const db = rawDatabase(
    lookingInto("postgres", postgresUrl as string, `set search_path = ${schema}`, hearLooks),
    "postgres",
  );
  const tables = () => namesOf(db, "select tablename from pg_tables where schemaname = current_schema()");
  return {
    db,
    tables,
    connect: async (hear) => {
      // The pool's own query method runs on one of its clients: those hear everything.
      const { pool, end } = another((client) => listen(client as { query: Send }, "query", hear));
      return { database: pool, end };
    },
    // In one go, and not by TRUNCATE, which makes new files and takes as long as new tables.
    empty: () =>
      void db.exec(
        emptied(tables())
          .map((table) => `delete from ${table}`)
          .join("; "),
      ),
    drop: close,
  };
}

/** @param hearLooks is told what looks into the database say */
export async function makeOnMysql(hearLooks: Hear): Promise<ServerDatabase> {
  const { createPool } = await import("mysql2/promise");
  const { uri, close } = await openMysqlDatabase();
  const enter = `use ${new URL(uri).pathname.slice(1)}`;
  const db = rawDatabase(lookingInto("mysql", mysqlUrl as string, enter, hearLooks), "mysql");
  const tables = () => namesOf(db, "select table_name from information_schema.tables where table_schema = database()");
  return {
    db,
    tables,
    connect: async (hear) => {
      const pool = createPool({ uri, connectionLimit: 10, maxIdle: 1, idleTimeout: 100 });
      const getConnection = pool.getConnection.bind(pool);
      listen(pool, "execute", hear);
      pool.getConnection = async () => {
        const connection = await getConnection();
        listen(connection, "execute", hear);
        return connection;
      };
      return { database: pool, end: () => pool.end() };
    },
    empty() {
      db.exec("set foreign_key_checks = 0");
      // What DELETE leaves behind for a while is locked by those who insert, as nothing is in a new table.
      for (const table of emptied(tables())) db.exec(`truncate ${table}`);
      db.exec("set foreign_key_checks = 1");
    },
    drop: close,
  };
}
