import { Failure } from "../failure";

/** A dialect of SQL, under the name that the options have for it. */
export type SqlDialect = "sqlite" | "postgres" | "mysql" | "mssql";

const spellings: Readonly<Record<string, SqlDialect>> = {
  sqlite: "sqlite",
  postgresql: "postgres",
  postgres: "postgres",
  pg: "postgres",
  mysql: "mysql",
  mssql: "mssql",
};

/** As people write them. */
export const dialectNames: Readonly<Record<SqlDialect, string>> = {
  sqlite: "SQLite",
  postgres: "PostgreSQL",
  mysql: "MySQL",
  mssql: "SQL Server",
};

/**
 * Reads the flag `--dialect`.
 * @throws {Failure} for an unknown one
 */
export function readDialect(flag: unknown): SqlDialect | undefined {
  if (typeof flag !== "string") return undefined;
  const dialect = Object.hasOwn(spellings, flag.toLowerCase()) ? spellings[flag.toLowerCase()] : undefined;
  if (dialect !== undefined) return dialect;
  throw new Failure(`--dialect: expected sqlite, postgresql, mysql or mssql, got ${JSON.stringify(flag)}.`);
}
