import { type MigrationDialect, qualifiedTable } from "../../database/migration-sql";
import { quoteName, quoteText } from "../../database/sql-text";
import { VERSION } from "../../database/version";
import type { DatabaseType } from "../../types";
import type { Executor } from "./driver";

/** Where migrations that were carried out are written down: when, by which version, and the statements themselves. */
export const LEDGER_TABLE = "better_auth_migration";

/** What its columns are, and how its values are bound. */
const TYPES: Readonly<Record<DatabaseType, Readonly<Record<"key" | "short" | "long" | "slots", string>>>> = {
  sqlite: { key: "text", short: "text", long: "text", slots: "?, ?, ?, ?" },
  postgres: { key: "text", short: "text", long: "text", slots: "$1, $2, $3, $4" },
  mysql: { key: "varchar(36)", short: "text", long: "mediumtext", slots: "?, ?, ?, ?" },
  mssql: { key: "nvarchar(36)", short: "nvarchar(64)", long: "nvarchar(max)", slots: "@1, @2, @3, @4" },
};

/**
 * Writes a migration down, in its own transaction: what is in the ledger has happened. The ledger decides nothing, plans
 * compare the database itself; it is there to be read when somebody asks where a column came from.
 */
export async function recordMigration(
  executor: Executor,
  to: MigrationDialect,
  statements: readonly string[],
): Promise<void> {
  if (statements.length === 0) return;
  const quote = (name: string) => quoteName(to.spell(name), to.dialect);
  const table = qualifiedTable(LEDGER_TABLE, to);
  const [id, appliedAt, version, text] = ["id", "appliedAt", "version", "statements"].map(quote);
  const { key, short, long, slots } = TYPES[to.dialect];
  const columns = `(${id} ${key} primary key, ${appliedAt} ${short} not null, ${version} ${short} not null, ${text} ${long} not null)`;
  await executor.query(
    to.dialect === "mssql"
      ? `if object_id(${quoteText(table, to.dialect)}) is null create table ${table} ${columns}`
      : `create table if not exists ${table} ${columns}`,
  );
  await executor.query(`insert into ${table} (${id}, ${appliedAt}, ${version}, ${text}) values (${slots})`, [
    crypto.randomUUID(),
    new Date().toISOString(),
    VERSION,
    statements.map((statement) => `${statement};`).join("\n"),
  ]);
}
