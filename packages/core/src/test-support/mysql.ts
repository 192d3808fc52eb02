import { createPool, type Pool } from "mysql2/promise";
import { placeName } from "./place-name";

/** A server of the machine's own, as in mysql://root@127.0.0.1:3306; tests on it are left out without one. */
export const mysqlUrl: string | undefined = process.env.BETTER_AUTH_TEST_MYSQL;

/** What columns of type timestamp can hold on every version. */
export const mysqlDates = { from: new Date(1000), to: new Date("2038-01-19T03:14:07.999Z") };

/** An empty database of its own on the server, which goes with `close`. */
export interface MysqlDatabase {
  /** Its address. */
  readonly uri: string;
  /** Removes every row of every table. */
  empty(): Promise<void>;
  close(): Promise<void>;
}

async function emptyTables(server: Pool, name: string): Promise<void> {
  const connection = await server.getConnection();
  const [tables] = await connection.query(
    "select table_name as name from information_schema.tables where table_schema = ?",
    [name],
  );
  await connection.query("set foreign_key_checks = 0");
  for (const { name: table } of tables as { name: string }[])
    await connection.query(`delete from ${name}.\`${table}\``);
  await connection.query("set foreign_key_checks = 1");
  connection.release();
}

/** Makes a database. */
export async function openMysqlDatabase(): Promise<MysqlDatabase> {
  // As long as names may be.
  const name = placeName().padEnd(64, "_");
  // One idle connection at most, and not for long: a server has 151 for all that tests have opened.
  const server = createPool({ uri: mysqlUrl as string, connectionLimit: 2, maxIdle: 1, idleTimeout: 100 });
  await server.query(`create database ${name} character set utf8mb4`);
  const place = new URL(mysqlUrl as string);
  place.pathname = name;
  return {
    uri: place.href,
    empty: () => emptyTables(server, name),
    close: async () => {
      await server.query(`drop database ${name}`);
      await server.end();
    },
  };
}
