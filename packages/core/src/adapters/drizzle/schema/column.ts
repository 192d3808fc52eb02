import { targetOf } from "../../../database/generated-models";
import { charactersInIndex, indexColumns } from "../../../database/lookup-indexes";
import type { FieldNames, ModelNames } from "../../../database/names";
import type { FieldAttribute } from "../../../types";
import { databaseName, identifier, member, type SchemaModel } from "./model";
import { PROVIDERS } from "./providers";

/** A column as calls in a row, and what they use. */
export interface ColumnCode {
  /** As in `['text("id")', ".primaryKey()"]`. */
  readonly calls: readonly string[];
  /** Names from the provider's module. */
  readonly uses: readonly string[];
  /** Whether `sql` of drizzle-orm is used. */
  readonly usesSql: boolean;
  /** Whether the type of any column is used. */
  readonly usesAnyColumn: boolean;
}

const quoted = (text: string): string => JSON.stringify(text);

/** The type of an id, or of what points at one. */
function idType({ config, ids }: SchemaModel, name: string): string {
  if (config.provider === "pg") return `${ids === "serial" ? "integer" : ids === "uuid" ? "uuid" : "text"}(${name})`;
  if (config.provider === "mysql") return ids === "serial" ? `int(${name})` : `varchar(${name}, { length: 36 })`;
  return ids === "serial" ? `integer(${name})` : `text(${name})`;
}

function stringType(schema: SchemaModel, model: ModelNames, { attribute, logical }: FieldNames, name: string): string {
  if (schema.config.provider !== "mysql") return `text(${name})`;
  // Text of any length can neither be indexed nor sorted there.
  const shared = indexColumns(model, logical);
  const { unique, index, sortable, references } = attribute;
  if (!unique && !index && !sortable && !references && shared === 0) return `text(${name})`;
  return `varchar(${name}, { length: ${charactersInIndex(shared, 255)} })`;
}

function columnType(schema: SchemaModel, model: ModelNames, field: FieldNames, name: string): string {
  const { provider } = schema.config;
  const { attribute } = field;
  const { type } = attribute;
  if (attribute.references?.field === "id") return idType(schema, name);
  if (Array.isArray(type)) {
    const values = `[${type.map(quoted).join(", ")}]`;
    return provider === "mysql" ? `mysqlEnum(${name}, ${values})` : `text(${name}, { enum: ${values} })`;
  }
  switch (type) {
    case "number":
      if (attribute.bigint && provider !== "sqlite") return `bigint(${name}, { mode: "number" })`;
      return provider === "mysql" ? `int(${name})` : `integer(${name})`;
    case "boolean":
      return provider === "sqlite" ? `integer(${name}, { mode: "boolean" })` : `boolean(${name})`;
    case "date":
      if (provider === "sqlite") return `integer(${name}, { mode: "timestamp_ms" })`;
      return provider === "mysql" ? `timestamp(${name}, { fsp: 3 })` : `timestamp(${name})`;
    case "json":
      if (provider === "pg") return `jsonb(${name})`;
      return provider === "mysql" ? `json(${name})` : `text(${name}, { mode: "json" })`;
    case "string[]":
    case "number[]":
      if (provider === "pg") return `${type === "string[]" ? "text" : "integer"}(${name}).array()`;
      // Text of MySQL has no mode in Drizzle: the adapter reads and writes the list.
      return provider === "mysql" ? `text(${name})` : `text(${name}, { mode: "json" })`;
    default:
      return stringType(schema, model, field, name);
  }
}

/** Milliseconds, as the columns of dates hold them. */
const SQLITE_NOW = "sql`(cast(unixepoch('subsecond') * 1000 as integer))`";

/** What the database fills in: constants, and the time of creation. */
function defaultCall({ type, defaultValue }: FieldAttribute, isSqlite: boolean): string[] {
  if (type === "date") {
    if (typeof defaultValue !== "function") return [];
    return [isSqlite ? `.default(${SQLITE_NOW})` : ".defaultNow()"];
  }
  const isConstant = ["string", "number", "boolean"].includes(typeof defaultValue);
  return isConstant && type !== "json" ? [`.default(${JSON.stringify(defaultValue)})`] : [];
}

function referenceCall(
  schema: SchemaModel,
  model: ModelNames,
  field: FieldNames,
): { calls: string[]; isInCircle: boolean } {
  const found = targetOf(schema, field);
  if (found === undefined) return { calls: [], isInCircle: false };
  const column = member(identifier(found.to.physical), found.target.physical);
  // TypeScript finds no type for tables whose columns lead back to them, unless one of those says its own.
  const isInCircle = schema.models.indexOf(found.to) >= schema.models.indexOf(model);
  const type = isInCircle ? `: ${PROVIDERS[schema.config.provider].anyColumn}` : "";
  const onDelete = `{ onDelete: ${quoted(field.attribute.references?.onDelete ?? "cascade")} }`;
  return { calls: [`.references(()${type} => ${column}, ${onDelete})`], isInCircle };
}

function codeOf(calls: readonly string[], usesAnyColumn = false): ColumnCode {
  const type = /^\w+/.exec(calls[0] as string)?.[0] as string;
  return { calls, uses: [type], usesSql: calls.some((call) => call.includes("sql`")), usesAnyColumn };
}

/** The id of a table. */
export function idColumn(schema: SchemaModel): ColumnCode {
  const { config, ids } = schema;
  const name = quoted("id");
  if (ids === "serial") {
    if (config.provider === "pg")
      return codeOf([`integer(${name})`, ".generatedByDefaultAsIdentity()", ".primaryKey()"]);
    if (config.provider === "mysql") return codeOf([`int(${name})`, ".autoincrement()", ".primaryKey()"]);
    return codeOf([`integer(${name}, { mode: "number" })`, ".primaryKey({ autoIncrement: true })"]);
  }
  if (ids === "uuid" && config.provider === "pg") {
    return codeOf([`uuid(${name})`, ".default(sql`pg_catalog.gen_random_uuid()`)", ".primaryKey()"]);
  }
  return codeOf([idType(schema, name), ".primaryKey()"]);
}

/** A field of a model as a column. */
export function fieldColumn(schema: SchemaModel, model: ModelNames, field: FieldNames): ColumnCode {
  const { attribute, physical } = field;
  const type = columnType(schema, model, field, quoted(databaseName(physical, schema.config)));
  const reference = referenceCall(schema, model, field);
  const [start, ...suffix] = type.split(/(?=\.array\(\)$)/) as [string, ...string[]];
  const calls = [
    start,
    ...suffix,
    ...defaultCall(attribute, schema.config.provider === "sqlite"),
    ...(attribute.type === "date" && attribute.onUpdate ? [".$onUpdate(() => new Date())"] : []),
    ...(attribute.required === false ? [] : [".notNull()"]),
    ...(attribute.unique ? [".unique()"] : []),
    ...reference.calls,
  ];
  return codeOf(calls, reference.isInCircle);
}
