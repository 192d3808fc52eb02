import { type MigrationDialect, quoteName } from "../../database/migration-sql";
import { VERSION } from "../../database/version";
import type { Executor } from "./driver";

/** Where migrations that were carried out are written down: when, by which version, and the statements themselves. */
export const LEDGER_TABLE = "better_auth_migration";

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
  const table =
    to.schemaName === undefined
      ? quote(LEDGER_TABLE)
      : `${quoteName(to.schemaName, to.dialect)}.${quote(LEDGER_TABLE)}`;
  const [id, appliedAt, version, text] = ["id", "appliedAt", "version", "statements"].map(quote);
  const [key, long] = to.dialect === "mysql" ? ["varchar(36)", "mediumtext"] : ["text", "text"];
  await executor.query(
    `create table if not exists ${table} (${id} ${key} primary key, ${appliedAt} text not null, ${version} text not null, ${text} ${long} not null)`,
  );
  const slots = to.dialect === "postgres" ? "$1, $2, $3, $4" : "?, ?, ?, ?";
  await executor.query(`insert into ${table} (${id}, ${appliedAt}, ${version}, ${text}) values (${slots})`, [
    crypto.randomUUID(),
    new Date().toISOString(),
    VERSION,
    statements.map((statement) => `${statement};`).join("\n"),
  ]);
}
