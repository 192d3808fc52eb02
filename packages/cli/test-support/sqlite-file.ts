import { DatabaseSync, type SQLInputValue } from "node:sqlite";

/** Opens a SQLite file, asks one thing, and closes it. */
export function query(file: string, sql: string, ...values: SQLInputValue[]): Record<string, unknown>[] {
  const database = new DatabaseSync(file);
  try {
    return database.prepare(sql).all(...values) as Record<string, unknown>[];
  } finally {
    database.close();
  }
}

/** What a SQLite file is made of: its statements, in order. */
export function schemaOf(file: string): string[] {
  return query(file, "select sql from sqlite_master where sql is not null order by type, name").map(({ sql }) =>
    String(sql),
  );
}

/** The tables of a SQLite file, but for the ledger of migrations. */
export function tablesOf(file: string): string[] {
  const tables = query(file, "select name from sqlite_master where type = 'table' order by name");
  return tables.map(({ name }) => String(name)).filter((name) => name !== "better_auth_migration");
}

/** Runs the statements of a text. */
export function executeAll(file: string, sql: string): void {
  const database = new DatabaseSync(file);
  try {
    database.exec(sql);
  } finally {
    database.close();
  }
}
