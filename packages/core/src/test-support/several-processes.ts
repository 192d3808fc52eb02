import Database from "better-sqlite3";
import { createPool } from "mysql2/promise";
import { onTestFinished } from "vitest";
import type { DatabaseOption } from "../types";
import { openMysqlDatabase } from "./mysql";
import { openPostgres } from "./postgres";
import { makeFile } from "./races";
import { databaseKind } from "./test-database";

function onSqlite(): DatabaseOption[] {
  const file = makeFile();
  const databases = [1, 2, 3].map(() => new Database(file, { timeout: 5000 }));
  onTestFinished(() => {
    for (const database of databases) database.close();
  });
  return databases;
}

async function onPostgres(): Promise<DatabaseOption[]> {
  const { pool, another, close } = await openPostgres();
  onTestFinished(close);
  return [pool, another().pool, another().pool];
}

async function onMysql(): Promise<DatabaseOption[]> {
  const { uri, close } = await openMysqlDatabase();
  const pools = [1, 2, 3].map(() => createPool({ uri, connectionLimit: 10 }));
  onTestFinished(async () => {
    for (const pool of pools) await pool.end();
    await close();
  });
  return pools;
}

/** One empty database, as three processes are connected to it: of the kind of this run. It goes with the test. */
export async function openForSeveral(): Promise<DatabaseOption[]> {
  return { sqlite: onSqlite, postgres: onPostgres, mysql: onMysql }[databaseKind]();
}
