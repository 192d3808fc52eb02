import { columnDefault } from "../../database/column-type";
import type { ExistingTable } from "../../database/existing-table";
import {
  findTypeChanges,
  type MigrationPlan,
  type TableChange,
  type UnsafeChange,
} from "../../database/migration-plan";
import { type MigrationDialect, qualifiedTable, valueForExistingRows } from "../../database/migration-sql";
import { fieldOf, type SchemaNames } from "../../database/names";
import { quoteName } from "../../database/sql-text";
import type { Executor } from "./driver";

/** Whether a statement finds a row. */
async function hasRow(executor: Executor, { dialect }: MigrationDialect, rest: string): Promise<boolean> {
  const [top, limit] = dialect === "mssql" ? ["top(1) ", ""] : ["", " limit 1"];
  return (await executor.query(`select ${top}1 as found from ${rest}${limit}`)).length > 0;
}

/** What of a plan the rows that are there stand against, and columns whose type would have to be another one. */
export async function findUnsafeChanges(
  plan: MigrationPlan,
  names: SchemaNames,
  existing: readonly ExistingTable[],
  to: MigrationDialect,
  executor: Executor,
): Promise<UnsafeChange[]> {
  const quote = (name: string) => quoteName(to.spell(name), to.dialect);
  const unsafe = findTypeChanges(names, existing, to.dialect, to.spell);

  for (const change of plan.toBeAdded) {
    if (existing.some(({ name, isView }) => isView && name === to.spell(change.table))) {
      unsafe.push(columnsOfView(change, names));
      continue;
    }
    const columns = requiredWithoutValue(change, names, to);
    if (columns.length === 0) continue;
    if (await hasRow(executor, to, qualifiedTable(change.table, to)))
      unsafe.push(requiredColumns(change.table, columns));
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
    const twice = `${qualifiedTable(table, to)} where ${filled} group by ${list} having count(*) > 1`;
    if (await hasRow(executor, to, twice)) unsafe.push(uniqueIndex(table, columns));
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

function columnsOfView({ model, table, fields }: TableChange, names: SchemaNames): UnsafeChange {
  const columns = Object.keys(fields).map((field) => fieldOf(names.model(model), field).physical);
  const message =
    `Table ${table} is a view and lacks ${columns.join(", ")}. A migration changes no view: make it anew with ` +
    `${columns.length > 1 ? "these columns" : "this column"}, or name another table with modelName.`;
  return { kind: "view", table, columns, message };
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
