import type { DatabaseType, FieldAttribute } from "../types";
import { type ReferenceKey, referenceKey, refusedCascades } from "./cascade-paths";
import { type ColumnTypeContext, columnDefault, columnType, idDefinition } from "./column-type";
import { type ExistingTable, existingType } from "./existing-table";
import { indexesOf } from "./lookup-indexes";
import type { MigrationPlan, NameInDatabase, TableChange } from "./migration-plan";
import { fieldOf, type ModelNames, type SchemaNames } from "./names";
import { literal, quoteName, quoteText } from "./sql-text";
import type { WantedIndex } from "./table-indexes";

/** What the text of a migration depends on. */
export interface MigrationDialect {
  readonly dialect: DatabaseType;
  readonly ids: ColumnTypeContext["ids"];
  /** As the database spells it. */
  readonly schemaName?: string | undefined;
  readonly spell: NameInDatabase;
}

/** What is in the database before a migration. */
export interface MigrationStart {
  readonly tables: readonly ExistingTable[];
  /** Whether the schema that is named has to be made. */
  readonly lacksSchema: boolean;
}

/** A table's name in SQL, with its schema. */
export function qualifiedTable(table: string, { dialect, schemaName, spell }: MigrationDialect): string {
  const name = quoteName(spell(table), dialect);
  return schemaName === undefined ? name : `${quoteName(schemaName, dialect)}.${name}`;
}

/**
 * What the rows that are there get in a new required column: the field's default, when it is the same for all of them.
 * A function may make a different value for each row, so only its dates are taken.
 */
export function valueForExistingRows(attribute: FieldAttribute, dialect: DatabaseType): string | undefined {
  const { defaultValue } = attribute;
  if (defaultValue === undefined || defaultValue === null || attribute.unique) return undefined;
  if (typeof defaultValue !== "function") return literal(defaultValue, dialect);
  return attribute.type === "date" ? literal(defaultValue(), dialect) : undefined;
}

function createSchema({ dialect, schemaName }: MigrationDialect): string[] {
  if (schemaName === undefined) return [];
  const name = quoteName(schemaName, dialect);
  if (dialect === "postgres") return [`create schema if not exists ${name}`];
  // CREATE SCHEMA of SQL Server has to be alone in what is sent.
  return dialect === "mssql"
    ? [`if schema_id(${quoteText(schemaName, dialect)}) is null exec(${quoteText(`create schema ${name}`, dialect)})`]
    : [];
}

/** Characters of a text of any length that MySQL puts into an index over so many columns. */
const prefixLength = (columns: number): number => Math.min(191, Math.floor(768 / columns));

/** Writes the statements of a plan. */
export function writeMigration(
  plan: MigrationPlan,
  names: SchemaNames,
  to: MigrationDialect,
  start: MigrationStart = { tables: [], lacksSchema: true },
): string[] {
  const { dialect } = to;
  const quote = (name: string) => quoteName(to.spell(name), dialect);
  const inSchema = (table: string) => qualifiedTable(table, to);
  const typeInDatabase = (table: string, column: string) =>
    existingType(start.tables, to.spell(table), to.spell(column));
  const models = [...new Set(names.models.values())];
  const noCascades: ReadonlySet<ReferenceKey> = dialect === "mssql" ? refusedCascades(names, models) : new Set();

  function typeContext(model: ModelNames, key: string): ColumnTypeContext {
    // MySQL indexes the beginning of a text of any length, so a look-up's index leaves the column as the contract has it.
    const all = dialect === "mssql" ? indexesOf(model) : (model.table.indexes ?? []);
    const indexColumns = Math.max(
      0,
      ...all.filter((index) => index.fields.includes(key)).map((index) => index.fields.length),
    );
    return { dialect, ids: to.ids, indexColumns };
  }

  /** What points at a column that is there has to be of its type, whatever it would be in a new database. */
  function typeOf(model: ModelNames, key: string): string {
    const { attribute } = fieldOf(model, key);
    const target = attribute.references && names.models.get(attribute.references.model);
    const there =
      target && attribute.references && dialect !== "sqlite"
        ? typeInDatabase(target.physical, fieldOf(target, attribute.references.field).physical)
        : undefined;
    return there ?? columnType(attribute, typeContext(model, key));
  }

  function references(model: ModelNames, key: string): string {
    const { attribute, physical } = fieldOf(model, key);
    const target = attribute.references;
    if (target === undefined) return "";
    const other = names.models.get(target.model);
    const table = inSchema(other?.physical ?? target.model);
    const column = quote(other ? fieldOf(other, target.field).physical : target.field);
    const action = target.onDelete ?? "cascade";
    const isRefused =
      noCascades.has(referenceKey(model.physical, physical)) || (dialect === "mssql" && action === "restrict");
    return ` references ${table} (${column}) on delete ${isRefused ? "no action" : action}`;
  }

  /** MySQL reads past what a column says about another table; a constraint of the table counts. */
  const hasTableConstraints = dialect === "mysql";

  function foreignKeys(model: ModelNames, keys: readonly string[]): string[] {
    if (!hasTableConstraints) return [];
    return keys
      .filter((key) => fieldOf(model, key).attribute.references !== undefined)
      .map((key) => `foreign key (${quote(fieldOf(model, key).physical)})${references(model, key)}`);
  }

  /** For SQL Server two rows without a value are the same to a unique constraint, so that is an index over the others. */
  const isUniqueByIndex = (attribute: FieldAttribute) =>
    dialect === "mssql" && attribute.unique === true && attribute.required === false;

  function definition(model: ModelNames, key: string, isNew: boolean): string {
    const { attribute, physical } = fieldOf(model, key);
    const required = attribute.required !== false;
    let text = `${quote(physical)} ${typeOf(model, key)}`;
    const ownDefault = columnDefault(attribute, dialect);
    const given = isNew
      ? ownDefault
      : (ownDefault ?? (required ? valueForExistingRows(attribute, dialect) : undefined));
    if (given !== undefined) text += ` default ${given}`;
    if (required) text += " not null";
    // Servers that are set up as of old make a timestamp required, and change it with every write, unless told.
    else if (dialect === "mysql" && attribute.type === "date") text += " null";
    // SQLite adds no unique column to a table that is there; an index does the same.
    if (attribute.unique && isNew && !isUniqueByIndex(attribute)) text += " unique";
    return hasTableConstraints ? text : text + references(model, key);
  }

  /** The field of a column, which is asked for by its name in the database. */
  function fieldAt(table: string, column: string): { readonly model: ModelNames; readonly key: string } | undefined {
    const model = models.find(({ physical }) => physical === table);
    const key = model && Object.keys(model.table.fields).find((field) => fieldOf(model, field).physical === column);
    return model && key !== undefined ? { model, key } : undefined;
  }

  function indexColumn({ table, columns }: WantedIndex, column: string): string {
    if (dialect !== "mysql") return quote(column);
    const field = fieldAt(table, column);
    const type = typeInDatabase(table, column) ?? (field && typeOf(field.model, field.key)) ?? "";
    return /text|blob/i.test(type) ? `${quote(column)}(${prefixLength(columns.length)})` : quote(column);
  }

  function isOptional(table: string, column: string): boolean {
    const field = fieldAt(table, column);
    return field !== undefined && fieldOf(field.model, field.key).attribute.required === false;
  }

  function createIndex(index: WantedIndex): string {
    const { table, name, columns, unique } = index;
    const list = columns.map((column) => indexColumn(index, column)).join(", ");
    const optional = columns.filter((column) => isOptional(table, column));
    const filter =
      dialect === "mssql" && unique && optional.length > 0
        ? ` where ${optional.map((column) => `${quote(column)} is not null`).join(" and ")}`
        : "";
    return `create ${unique ? "unique " : ""}index ${quoteName(name, dialect)} on ${inSchema(table)} (${list})${filter}`;
  }

  const createTable = ({ model: key, table, fields }: TableChange): string => {
    const model = names.model(key);
    const id = `${quote("id")} ${idDefinition(typeContext(model, "id"))}`;
    const columns = [id, ...Object.keys(fields).map((field) => definition(model, field, true))];
    return `create table ${inSchema(table)} (${[...columns, ...foreignKeys(model, Object.keys(fields))].join(", ")})`;
  };
  const addition = dialect === "mssql" ? "add" : "add column";
  const addColumns = ({ model, table, fields }: TableChange): string[] =>
    Object.keys(fields).map((field) => {
      const constraints = foreignKeys(names.model(model), [field])
        .map((constraint) => `, add ${constraint}`)
        .join("");
      return `alter table ${inSchema(table)} ${addition} ${definition(names.model(model), field, false)}${constraints}`;
    });

  return [
    ...(plan.toBeCreated.length > 0 && start.lacksSchema ? createSchema(to) : []),
    ...plan.toBeCreated.map(createTable),
    ...plan.toBeAdded.flatMap(addColumns),
    ...plan.toBeAddedIndexes.map(createIndex),
  ];
}
