import { aliasedTable, type Column, getTableColumns, getTableName, is, type SQL, sql, Table } from "drizzle-orm";
import { compileNames, type FieldNames, fieldOf, type ModelNames } from "../../database/names";
import { BetterAuthError } from "../../error";
import type { FieldAttribute, ResolvedSchema } from "../../types";
import { decodeTimestamp } from "../stored-value";
import { snakeCase } from "./snake-case";

/** One field of a model, and its column in Drizzle's table. */
export interface ModelColumn {
  /** The column's name in the options. */
  readonly physical: string;
  /** The property of Drizzle's table. */
  readonly key: string;
  readonly column: Column;
  readonly attribute: FieldAttribute;
  /** It is the id, or points at one. */
  readonly isId: boolean;
  /** Two rows cannot have the same value. */
  readonly isUnique: boolean;
}

/** Columns to read, keyed by physical name. */
export type ColumnFields = Readonly<Record<string, Column | SQL>>;

/** A table under the name `j` and a number: it may be the base table of a join once more. */
interface AliasedTable {
  readonly table: Table;
  readonly fields: ColumnFields;
}

/** A model and its table in Drizzle. */
export interface ModelTable {
  readonly table: Table;
  readonly id: ModelColumn;
  readonly columns: readonly ModelColumn[];
  /** All columns, to be read. */
  readonly fields: ColumnFields;
  /** The table under another name, for a join; made once a number. */
  alias(number: number): AliasedTable;
  /** @throws {BetterAuthError} for a name that is no column of the options' */
  column(physical: string): ModelColumn;
}

const MEND = "Run `npx @better-auth/cli generate` for a schema that has it";

function tableIn(schema: Record<string, unknown>, { logical, physical }: ModelNames): Table {
  const byKey = [schema[physical], schema[logical]].find((entry) => is(entry, Table));
  if (byKey) return byKey as Table;
  const tables = Object.values(schema).filter((entry): entry is Table => is(entry, Table));
  const wanted = [physical, snakeCase(physical)];
  const byName = tables.find((table) => wanted.includes(getTableName(table)));
  if (byName) return byName;
  const there = Object.keys(schema).filter((key) => is(schema[key], Table));
  throw new BetterAuthError(
    `drizzleAdapter: the schema has no table "${physical}" for model ${logical}; it has ${there.join(", ") || "none"}. ` +
      `${MEND}, and pass it: drizzleAdapter(db, { schema }).`,
  );
}

function columnIn(table: Table, model: ModelNames, { logical, physical }: FieldNames): [string, Column] {
  const columns = getTableColumns(table);
  const key = [physical, logical].find((name) => Object.hasOwn(columns, name));
  if (key !== undefined) return [key, columns[key] as Column];
  const byName = Object.entries(columns).find(([, { name }]) => name === physical || name === snakeCase(physical));
  if (byName) return byName;
  throw new BetterAuthError(
    `drizzleAdapter: table "${getTableName(table)}" has no column "${physical}" for field ${logical} of model ${model.logical}; ` +
      `it has ${Object.keys(columns).join(", ")}. ${MEND}.`,
  );
}

const parseJson = (text: unknown): unknown => JSON.parse(String(text));

/**
 * How a column is read. JSON arrives as text or as a value, depending on server and driver, so that text is asked for:
 * Drizzle would take a text in it for JSON once more. It also reads dates before the year 100 as later ones.
 */
function readable({ column }: ModelColumn, from?: Record<string, Column>, key?: string): Column | SQL {
  const source = from && key ? (from[key] as Column) : column;
  switch (column.columnType) {
    case "MySqlJson":
      return sql`cast(${source} as char)`.mapWith(parseJson);
    case "PgJson":
    case "PgJsonb":
      return sql`cast(${source} as text)`.mapWith(parseJson);
    case "PgTimestamp":
      return sql`${source}`.mapWith(decodeTimestamp);
    default:
      return source;
  }
}

/** Columns to read, keyed by physical name. */
export function fieldsOf(columns: readonly ModelColumn[], from?: Table): ColumnFields {
  const source = from && getTableColumns(from);
  return Object.fromEntries(columns.map((column) => [column.physical, readable(column, source, column.key)]));
}

function makeModelTable(schema: Record<string, unknown>, model: ModelNames): ModelTable {
  const table = tableIn(schema, model);
  const fields = ["id", ...Object.keys(model.table.fields).filter((key) => key !== "id")];
  const columns = fields.map((name): ModelColumn => {
    const field = fieldOf(model, name);
    const [key, column] = columnIn(table, model, field);
    const { attribute, physical, logical } = field;
    const isId = logical === "id" || attribute.references?.field === "id";
    return { physical, key, column, attribute, isId, isUnique: logical === "id" || attribute.unique === true };
  });
  const byPhysical = new Map(columns.map((column) => [column.physical, column]));
  const aliases: AliasedTable[] = [];
  return {
    table,
    id: columns[0] as ModelColumn,
    columns,
    fields: fieldsOf(columns),
    alias(number) {
      const before = aliases[number];
      if (before) return before;
      const alias = aliasedTable(table, `j${number}`);
      const made = { table: alias, fields: fieldsOf(columns, alias) };
      aliases[number] = made;
      return made;
    },
    column(physical) {
      const found = byPhysical.get(physical);
      if (found === undefined) throw new BetterAuthError(`Field ${physical} not found in model ${model.logical}`);
      return found;
    },
  };
}

/**
 * Finds the tables of models in a Drizzle schema. Each is looked for once, when it is first asked for, so that a table
 * that is never used may be missing.
 *
 * @returns logical model name → its table
 */
export function makeTables(
  schema: Record<string, unknown>,
  resolved: ResolvedSchema,
  usePlural: boolean,
): (logical: string) => ModelTable {
  const names = compileNames(resolved, usePlural);
  const known = new Map<string, ModelTable>();
  return (logical) => {
    const before = known.get(logical);
    if (before) return before;
    const table = makeModelTable(schema, names.model(logical));
    known.set(logical, table);
    return table;
  };
}
