import type { DatabaseType, FieldAttribute } from "../types";
import { matchType } from "./column-type";
import type { ExistingTable } from "./existing-table";
import { fieldOf, type ModelNames, type SchemaNames } from "./names";
import { type WantedIndex, wantedIndexes } from "./table-indexes";

/** A table that is created, or gets columns. Fields by logical name. */
export interface TableChange {
  /** The model's logical name. */
  readonly model: string;
  /** The table's name in the database. */
  readonly table: string;
  readonly fields: Record<string, FieldAttribute>;
  readonly order: number;
}

/** A change that could fail on the rows that are there, or spoil them. */
export interface UnsafeChange {
  readonly kind: "required-column" | "unique-index" | "column-type" | "view";
  readonly table: string;
  readonly columns: readonly string[];
  /** What, why, and the way out. */
  readonly message: string;
}

/** Something about the database that no migration mends. */
export interface SchemaProblem {
  readonly table: string;
  readonly column: string;
  readonly message: string;
}

/** What has to be done to a database so that it can hold the configuration. Nothing is ever dropped or changed. */
export interface MigrationPlan {
  readonly toBeCreated: readonly TableChange[];
  readonly toBeAdded: readonly TableChange[];
  readonly toBeAddedIndexes: readonly WantedIndex[];
  readonly schemaProblems: readonly SchemaProblem[];
}

/** Names as the database spells them, where something between us and it changes them. */
export type NameInDatabase = (name: string) => string;

/** Tables first that others point at; among equals the order of the schema. */
export function inDependencyOrder(names: SchemaNames, models: readonly ModelNames[]): ModelNames[] {
  const sorted: ModelNames[] = [];
  const seen = new Set<ModelNames>();
  const visit = (model: ModelNames): void => {
    if (seen.has(model)) return;
    seen.add(model);
    for (const { references } of Object.values(model.table.fields)) {
      const target = references && names.models.get(references.model);
      if (target) visit(target);
    }
    sorted.push(model);
  };
  [...models].sort((a, b) => (a.table.order ?? Infinity) - (b.table.order ?? Infinity) || 0).forEach(visit);
  return sorted.filter((model) => models.includes(model));
}

function hasIndex(existing: ExistingTable, wanted: WantedIndex, spell: NameInDatabase): boolean {
  const columns = wanted.columns.map(spell);
  return existing.indexes.some((index) =>
    wanted.unique
      ? index.unique &&
        index.columns.length === columns.length &&
        columns.every((column) => index.columns.includes(column))
      : columns.every((column, place) => index.columns[place] === column),
  );
}

const mismatch = (table: string, { name, type }: { name: string; type: string }, attribute: FieldAttribute): string =>
  `Column ${name} of table ${table} is of type ${type}, which does not hold ${Array.isArray(attribute.type) ? "text" : attribute.type} values.`;

/** Columns that would have to be of another type. Nothing here changes a column, so what needs one has to wait. */
export function findTypeChanges(
  names: SchemaNames,
  existing: readonly ExistingTable[],
  dialect: DatabaseType,
  spell: NameInDatabase,
): UnsafeChange[] {
  const changes: UnsafeChange[] = [];
  for (const model of new Set(names.models.values())) {
    const table = existing.find(({ name }) => name === spell(model.physical));
    if (table === undefined || model.table.disableMigrations) continue;
    for (const key of Object.keys(model.table.fields)) {
      const { attribute, physical } = fieldOf(model, key);
      const column = table.columns.find(({ name }) => name === spell(physical));
      if (column === undefined || attribute.references?.field === "id") continue;
      if (matchType(column.type, attribute.type, dialect)) continue;
      const message =
        `${mismatch(table.name, column, attribute)} A migration changes the type of no column: convert it by hand, ` +
        `name another column for field ${key} of ${model.logical} with fieldName, or give the field the type that is there.`;
      changes.push({ kind: "column-type", table: model.physical, columns: [physical], message });
    }
  }
  return changes;
}

/** SQL Server indexes no text that may be of any length; a table that another tool made may have such a column. */
function canBeIndexed(
  existing: ExistingTable,
  index: WantedIndex,
  dialect: DatabaseType,
  spell: NameInDatabase,
): boolean {
  if (dialect !== "mssql" || index.unique) return true;
  const types = index.columns.map((column) => existing.columns.find(({ name }) => name === spell(column))?.type ?? "");
  return !types.some((type) => /text|\(max\)/i.test(type));
}

/** A unique column says so itself in its table's definition; on SQL Server only where each row has a value. */
function isInTable(
  model: ModelNames,
  { unique, columns: [column, ...more] }: WantedIndex,
  dialect: DatabaseType,
): boolean {
  if (!unique || more.length > 0) return false;
  const field = [...model.fields.values()].find(({ physical }) => physical === column);
  return field?.attribute.unique === true && !(dialect === "mssql" && field.attribute.required === false);
}

function problemsOf(
  model: ModelNames,
  existing: ExistingTable,
  dialect: DatabaseType,
  spell: NameInDatabase,
): SchemaProblem[] {
  const problems: SchemaProblem[] = [];
  const known = new Map<string, FieldAttribute>();
  for (const key of Object.keys(model.table.fields)) {
    const field = fieldOf(model, key);
    known.set(spell(field.physical), field.attribute);
  }
  for (const column of existing.columns) {
    if (column.name === spell("id")) continue;
    const attribute = known.get(column.name);
    const say = (message: string) => problems.push({ table: existing.name, column: column.name, message });
    if (attribute === undefined) {
      if (!column.isNullable && !column.hasDefault && !column.isPrimaryKey) {
        say(
          `Column ${column.name} of table ${existing.name} is required, but the configuration does not know it: new rows will be refused. Give it a default, make it nullable, or add it to the additional fields.`,
        );
      }
    } else if (attribute.references?.field !== "id" && !matchType(column.type, attribute.type, dialect)) {
      say(mismatch(existing.name, column, attribute));
    }
  }
  return problems;
}

/**
 * Compares the configuration with the database.
 *
 * @param existing tables of the database, under the names that it has for them
 */
export function planMigration(
  names: SchemaNames,
  existing: readonly ExistingTable[],
  dialect: DatabaseType,
  spell: NameInDatabase = (name) => name,
): MigrationPlan {
  const tables = new Map(existing.map((table) => [table.name, table]));
  const models = [...new Set(names.models.values())].filter((model) => !model.table.disableMigrations);
  const toBeCreated: TableChange[] = [];
  const toBeAdded: TableChange[] = [];
  const toBeAddedIndexes: WantedIndex[] = [];
  const schemaProblems: SchemaProblem[] = [];

  for (const model of inDependencyOrder(names, models)) {
    const order = model.table.order ?? Infinity;
    const table = tables.get(spell(model.physical));
    const indexes = wantedIndexes(model);
    if (table === undefined) {
      toBeCreated.push({ model: model.logical, table: model.physical, fields: model.table.fields, order });
      toBeAddedIndexes.push(...indexes.filter((index) => !isInTable(model, index, dialect)));
      continue;
    }
    const present = new Set(table.columns.map((column) => column.name));
    const missing = Object.entries(model.table.fields).filter(
      ([key]) => !present.has(spell(fieldOf(model, key).physical)),
    );
    if (missing.length > 0)
      toBeAdded.push({ model: model.logical, table: model.physical, fields: Object.fromEntries(missing), order });
    if (!table.isView)
      toBeAddedIndexes.push(
        ...indexes.filter((index) => !hasIndex(table, index, spell) && canBeIndexed(table, index, dialect, spell)),
      );
    schemaProblems.push(...problemsOf(model, table, dialect, spell));
  }
  return { toBeCreated, toBeAdded, toBeAddedIndexes, schemaProblems };
}
