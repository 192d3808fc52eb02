import type { DatabaseType, FieldAttribute } from "../types";
import { type ColumnTypeContext, columnDefault, columnType, idDefinition } from "./column-type";
import type { MigrationPlan, NameInDatabase, TableChange } from "./migration-plan";
import { fieldOf, type ModelNames, type SchemaNames } from "./names";
import type { WantedIndex } from "./table-indexes";

/** What the text of a migration depends on. */
export interface MigrationDialect {
  readonly dialect: DatabaseType;
  readonly ids: ColumnTypeContext["ids"];
  readonly schemaName?: string | undefined;
  readonly spell: NameInDatabase;
}

/** A name in SQL. */
export function quoteName(name: string, dialect: DatabaseType): string {
  return dialect === "mysql" ? `\`${name.replaceAll("`", "``")}\`` : `"${name.replaceAll('"', '""')}"`;
}

/** A constant in SQL; undefined when there is no way to write the value. */
function literal(value: unknown, dialect: DatabaseType): string | undefined {
  if (typeof value === "number" && Number.isFinite(value)) return String(value);
  if (typeof value === "boolean") return dialect === "postgres" ? String(value) : value ? "1" : "0";
  if (value instanceof Date && !Number.isNaN(value.getTime())) {
    const iso = value.toISOString();
    // MySQL takes no zone in a timestamp.
    return `'${dialect === "mysql" ? iso.slice(0, -1).replace("T", " ") : iso}'`;
  }
  const text =
    typeof value === "string" ? value : typeof value === "object" && value !== null ? JSON.stringify(value) : undefined;
  if (text === undefined) return undefined;
  const escaped = dialect === "mysql" ? text.replaceAll("\\", "\\\\") : text;
  const quoted = `'${escaped.replaceAll("'", "''")}'`;
  // Text of any length takes no literal as its default in MySQL, but an expression.
  return dialect === "mysql" ? `(${quoted})` : quoted;
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

/** Writes the statements of a plan. */
export function writeMigration(plan: MigrationPlan, names: SchemaNames, to: MigrationDialect): string[] {
  const quote = (name: string) => quoteName(to.spell(name), to.dialect);
  const inSchema = (table: string) =>
    to.schemaName === undefined ? quote(table) : `${quoteName(to.schemaName, to.dialect)}.${quote(table)}`;

  function typeContext(model: ModelNames, key: string): ColumnTypeContext {
    const indexes = (model.table.indexes ?? []).filter((index) => index.fields.includes(key));
    const indexColumns = Math.max(0, ...indexes.map((index) => index.fields.length));
    return { dialect: to.dialect, ids: to.ids, indexColumns };
  }

  function references({ references: target }: FieldAttribute): string {
    if (target === undefined) return "";
    const model = names.models.get(target.model);
    const table = inSchema(model?.physical ?? target.model);
    const column = quote(model ? fieldOf(model, target.field).physical : target.field);
    return ` references ${table} (${column}) on delete ${target.onDelete ?? "cascade"}`;
  }

  /** MySQL reads past what a column says about another table; a constraint of the table counts. */
  const hasTableConstraints = to.dialect === "mysql";

  function foreignKeys(model: ModelNames, keys: readonly string[]): string[] {
    if (!hasTableConstraints) return [];
    return keys
      .map((key) => fieldOf(model, key))
      .filter(({ attribute }) => attribute.references !== undefined)
      .map(({ attribute, physical }) => `foreign key (${quote(physical)})${references(attribute)}`);
  }

  function definition(model: ModelNames, key: string, isNew: boolean): string {
    const { attribute, physical } = fieldOf(model, key);
    const required = attribute.required !== false;
    let text = `${quote(physical)} ${columnType(attribute, typeContext(model, key))}`;
    const ownDefault = columnDefault(attribute, to.dialect);
    const given = isNew
      ? ownDefault
      : (ownDefault ?? (required ? valueForExistingRows(attribute, to.dialect) : undefined));
    if (given !== undefined) text += ` default ${given}`;
    if (required) text += " not null";
    // Servers that are set up as of old make a timestamp required, and change it with every write, unless told.
    else if (to.dialect === "mysql" && attribute.type === "date") text += " null";
    // SQLite adds no unique column to a table that is there; an index does the same.
    if (attribute.unique && isNew) text += " unique";
    return hasTableConstraints ? text : text + references(attribute);
  }

  const createTable = ({ model: key, table, fields }: TableChange): string => {
    const model = names.model(key);
    const id = `${quote("id")} ${idDefinition(typeContext(model, "id"))}`;
    const columns = [id, ...Object.keys(fields).map((field) => definition(model, field, true))];
    return `create table ${inSchema(table)} (${[...columns, ...foreignKeys(model, Object.keys(fields))].join(", ")})`;
  };
  const addition = to.dialect === "mssql" ? "add" : "add column";
  const addColumns = ({ model, table, fields }: TableChange): string[] =>
    Object.keys(fields).map((field) => {
      const constraints = foreignKeys(names.model(model), [field])
        .map((constraint) => `, add ${constraint}`)
        .join("");
      return `alter table ${inSchema(table)} ${addition} ${definition(names.model(model), field, false)}${constraints}`;
    });
  const createIndex = ({ table, name, columns, unique }: WantedIndex): string =>
    `create ${unique ? "unique " : ""}index ${quoteName(name, to.dialect)} on ${inSchema(table)} (${columns.map(quote).join(", ")})`;

  return [
    ...plan.toBeCreated.map(createTable),
    ...plan.toBeAdded.flatMap(addColumns),
    ...plan.toBeAddedIndexes.map(createIndex),
  ];
}
