import { columnDefault } from "../../database/column-type";
import { type MigrationPlan, planMigration, type TableChange, type UnsafeChange } from "../../database/migration-plan";
import { type MigrationDialect, quoteName, valueForExistingRows, writeMigration } from "../../database/migration-sql";
import { compileNames, fieldOf, type SchemaNames } from "../../database/names";
import { getAuthTables } from "../../database/resolve-schema";
import { UnsafeMigrationError } from "../../database/unsafe-migration-error";
import type { BetterAuthOptions, DatabaseType } from "../../types";
import type { Executor } from "./driver";
import { introspect } from "./introspect";
import { recordMigration } from "./ledger";
import { withMigrationLock } from "./migration-lock";
import type { SqlConnection } from "./sql-connection";

/** A plan with the changes that must not be made. */
export interface CheckedPlan extends MigrationPlan {
  readonly unsafeChanges: readonly UnsafeChange[];
}

/** Migrations of one database. */
export interface Migrations {
  /** Compares the configuration with the database. */
  plan(): Promise<CheckedPlan>;
  /** The statements of a plan. */
  write(plan: MigrationPlan): readonly string[];
  /**
   * Makes a plan, carries it out and writes it down in the ledger, in one transaction.
   * @throws {UnsafeMigrationError} when a change is unsafe; nothing is run then
   */
  run(): Promise<void>;
}

function idsOf(options: BetterAuthOptions): MigrationDialect["ids"] {
  const wanted = options.advanced?.database?.generateId;
  return wanted === "serial" || wanted === "uuid" ? wanted : "text";
}

/** Makes the migrations of a database. */
export function makeMigrations({ driver, usePlural }: SqlConnection, options: BetterAuthOptions): Migrations {
  const names = compileNames(getAuthTables(options), usePlural);
  const spell = (name: string) => driver.nameInDatabase?.(name) ?? name;
  const to: MigrationDialect = {
    dialect: driver.dialect,
    ids: idsOf(options),
    schemaName: driver.schemaName,
    spell,
  };

  async function planOn(executor: Executor): Promise<CheckedPlan> {
    const plan = planMigration(names, await introspect(driver, executor), driver.dialect, spell);
    return { ...plan, unsafeChanges: await findUnsafeChanges(plan, names, to, executor) };
  }

  async function runOn(executor: Executor): Promise<void> {
    // Planned anew: another process may have migrated since the plan was shown.
    const plan = await planOn(executor);
    if (plan.unsafeChanges.length > 0) throw new UnsafeMigrationError(plan.unsafeChanges);
    const statements = writeMigration(plan, names, to);
    for (const statement of statements) await executor.query(statement);
    await recordMigration(executor, to, statements);
  }

  return {
    plan: () => planOn(driver),
    write: (plan) => writeMigration(plan, names, to),
    run: () =>
      driver.transaction === null
        ? runOn(driver)
        : driver.transaction((executor) => withMigrationLock(driver.dialect, executor, () => runOn(executor))),
  };
}

/** Plans for a database that holds nothing yet. None is asked, so there need not be one. */
export function planEmptyDatabase(
  options: BetterAuthOptions,
  { dialect, schemaName, usePlural }: { dialect: DatabaseType; schemaName: string | undefined; usePlural: boolean },
): { readonly plan: CheckedPlan; readonly statements: readonly string[] } {
  const names = compileNames(getAuthTables(options), usePlural);
  const spell = (name: string) => name;
  const plan = planMigration(names, [], dialect, spell);
  const statements = writeMigration(plan, names, { dialect, ids: idsOf(options), schemaName, spell });
  return { plan: { ...plan, unsafeChanges: [] }, statements };
}

async function findUnsafeChanges(
  plan: MigrationPlan,
  names: SchemaNames,
  to: MigrationDialect,
  executor: Executor,
): Promise<UnsafeChange[]> {
  const quote = (name: string) => quoteName(to.spell(name), to.dialect);
  const tableOf = (name: string) =>
    to.schemaName === undefined ? quote(name) : `${quoteName(to.schemaName, to.dialect)}.${quote(name)}`;
  const unsafe: UnsafeChange[] = [];

  for (const change of plan.toBeAdded) {
    const columns = requiredWithoutValue(change, names, to);
    if (columns.length === 0) continue;
    const rows = await executor.query(`select 1 as found from ${tableOf(change.table)} limit 1`);
    if (rows.length > 0) unsafe.push(requiredColumns(change.table, columns));
  }
  const added = new Set(plan.toBeAdded.map((change) => change.table));
  const created = new Set(plan.toBeCreated.map((change) => change.table));
  for (const { table, columns, unique } of plan.toBeAddedIndexes) {
    // New columns are empty, so nothing can be there twice.
    if (
      !unique ||
      created.has(table) ||
      (added.has(table) && columns.some((column) => isNew(plan, names, table, column)))
    )
      continue;
    const list = columns.map(quote).join(", ");
    const filled = columns.map((column) => `${quote(column)} is not null`).join(" and ");
    const twice = `select 1 as found from ${tableOf(table)} where ${filled} group by ${list} having count(*) > 1 limit 1`;
    if ((await executor.query(twice)).length > 0) unsafe.push(uniqueIndex(table, columns));
  }
  return unsafe;
}

function isNew(plan: MigrationPlan, names: SchemaNames, table: string, column: string): boolean {
  return plan.toBeAdded.some(
    (change) =>
      change.table === table &&
      Object.keys(change.fields).some((field) => fieldOf(names.model(change.model), field).physical === column),
  );
}

function requiredWithoutValue(change: TableChange, names: SchemaNames, { dialect }: MigrationDialect): string[] {
  return Object.entries(change.fields)
    .filter(([, attribute]) => attribute.required !== false)
    .filter(
      ([, attribute]) => (columnDefault(attribute, dialect) ?? valueForExistingRows(attribute, dialect)) === undefined,
    )
    .map(([field]) => fieldOf(names.model(change.model), field).physical);
}

function requiredColumns(table: string, columns: readonly string[]): UnsafeChange {
  const many = columns.length > 1;
  const message =
    `Table ${table} has rows, and the new ${many ? "columns" : "column"} ${columns.join(", ")} ${many ? "are" : "is"} required ` +
    `without a value for them. Set required: false or a constant defaultValue in the schema, or add the ` +
    `${many ? "columns" : "column"} by hand, fill ${many ? "them" : "it"} and run the migration again.`;
  return { kind: "required-column", table, columns, message };
}

function uniqueIndex(table: string, columns: readonly string[]): UnsafeChange {
  const message =
    `Rows of table ${table} have the same value in ${columns.join(", ")}, which has to be unique. ` +
    "Change or remove the duplicates and run the migration again.";
  return { kind: "unique-index", table, columns, message };
}
