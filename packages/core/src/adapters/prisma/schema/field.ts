import { fieldsOf } from "../../../database/generated-models";
import { charactersInIndex, indexColumns } from "../../../database/lookup-indexes";
import { type FieldNames, fieldOf, type ModelNames } from "../../../database/names";
import { traitsOf } from "../providers";
import { identifier, type SchemaModel } from "./model";

/** A field as a schema says it. */
export interface FieldText {
  readonly name: string;
  /** The column. */
  readonly physical: string;
  /** The type without its modifier. */
  readonly type: string;
  readonly modifier: "" | "?" | "[]";
  readonly attributes: readonly string[];
}

const quoted = (text: string): string => JSON.stringify(text);

/** Text without an attribute is of a length that an index takes: 191 characters on MySQL, 1000 on SQL Server. */
function textAttributes({ config }: SchemaModel, model: ModelNames, { attribute, logical }: FieldNames): string[] {
  const { unique, references, index } = attribute;
  if (unique || references) return [];
  const shared = indexColumns(model, logical);
  if (config.provider === "mysql") {
    if (shared === 0) return ["@db.Text"];
    return [`@db.VarChar(${charactersInIndex(shared, 191)})`];
  }
  return config.provider === "sqlserver" && shared === 0 && !index ? ["@db.NVarChar(Max)"] : [];
}

/** Text that holds JSON. */
function jsonText({ config }: SchemaModel): string[] {
  if (config.provider === "mysql") return ["@db.Text"];
  return config.provider === "sqlserver" ? ["@db.NVarChar(Max)"] : [];
}

interface TypeText {
  readonly type: string;
  readonly isList?: boolean;
  readonly attributes: readonly string[];
}

/** The type of what points at an id. */
function referenceType({ config, ids }: SchemaModel): TypeText {
  if (ids === "serial" && traitsOf(config.provider).hasNumericIds) return { type: "Int", attributes: [] };
  if (ids === "uuid" && config.provider === "postgresql") return { type: "String", attributes: ["@db.Uuid"] };
  if (ids === "database" && config.provider === "mongodb") return { type: "String", attributes: ["@db.ObjectId"] };
  return { type: "String", attributes: [] };
}

function typeOf(schema: SchemaModel, model: ModelNames, field: FieldNames): TypeText {
  const { type, bigint, references } = field.attribute;
  const { hasJson, hasLists } = traitsOf(schema.config.provider);
  if (references?.field === "id") return referenceType(schema);
  switch (type) {
    case "number":
      return { type: bigint ? "BigInt" : "Int", attributes: [] };
    case "boolean":
      return { type: "Boolean", attributes: [] };
    case "date":
      return { type: "DateTime", attributes: [] };
    case "json":
      return hasJson ? { type: "Json", attributes: [] } : { type: "String", attributes: jsonText(schema) };
    case "string[]":
    case "number[]":
      if (!hasLists) return { type: "String", attributes: jsonText(schema) };
      return { type: type === "string[]" ? "String" : "Int", isList: true, attributes: [] };
    default:
      return { type: "String", attributes: textAttributes(schema, model, field) };
  }
}

/** What the database fills in, as an argument; `undefined` when there is nothing that a schema can say. */
function defaultOf({ attribute }: FieldNames, { type, isList, attributes }: TypeText): string | undefined {
  const { defaultValue } = attribute;
  // Text of any length has no default on MySQL.
  if (attributes.includes("@db.Text") || attributes.some((name) => name.startsWith("@db.VarChar"))) return undefined;
  if (defaultValue === null || defaultValue === undefined || typeof defaultValue === "function") return undefined;
  if (attribute.type === "date") return undefined;
  if (typeof defaultValue === "object" || attribute.type === "json") {
    return isList ? JSON.stringify(defaultValue) : quoted(JSON.stringify(defaultValue));
  }
  if (typeof defaultValue === "number" && type !== "Float" && !Number.isInteger(defaultValue)) return undefined;
  return typeof defaultValue === "string" ? quoted(defaultValue) : String(defaultValue);
}

function timeAttributes({ logical, attribute }: FieldNames): string[] {
  if (attribute.type !== "date") return [];
  const isCreation = logical === "createdAt" && attribute.defaultValue !== undefined;
  const isUpdate = logical === "updatedAt" && attribute.onUpdate !== undefined;
  return [...(isCreation ? ["@default(now())"] : []), ...(isUpdate ? ["@updatedAt"] : [])];
}

/** The id of a model. */
export function idField({ config, ids }: SchemaModel): FieldText {
  const { provider } = config;
  const field = (type: string, ...attributes: string[]): FieldText => ({
    name: "id",
    physical: provider === "mongodb" ? "_id" : "id",
    type,
    modifier: "",
    attributes: ["@id", ...attributes],
  });
  if (provider === "mongodb") {
    const isMade = ids === "database";
    return field("String", ...(isMade ? ["@default(auto())"] : []), '@map("_id")', ...(isMade ? ["@db.ObjectId"] : []));
  }
  if (ids === "serial") return field("Int", `@default(${provider === "cockroachdb" ? "sequence" : "autoincrement"}())`);
  if (ids === "uuid" && provider === "postgresql") {
    return field("String", '@default(dbgenerated("pg_catalog.gen_random_uuid()"))', "@db.Uuid");
  }
  return ids === "database" ? field("String", "@default(cuid())") : field("String");
}

function fieldText(schema: SchemaModel, model: ModelNames, field: FieldNames): FieldText {
  const { logical, physical, attribute } = field;
  const type = typeOf(schema, model, field);
  const name = identifier(logical);
  const preset = defaultOf(field, type);
  return {
    name,
    physical,
    type: type.type,
    modifier: type.isList ? "[]" : attribute.required === false ? "?" : "",
    attributes: [
      ...(preset === undefined ? [] : [`@default(${preset})`]),
      ...timeAttributes(field),
      ...(name === physical ? [] : [`@map(${quoted(physical)})`]),
      ...type.attributes,
    ],
  };
}

/** Every field of a model that is a column, by its names in the options. */
export function fieldTexts(schema: SchemaModel, model: ModelNames): readonly { names: FieldNames; text: FieldText }[] {
  return [
    { names: fieldOf(model, "id"), text: idField(schema) },
    ...fieldsOf(model).map((names) => ({ names, text: fieldText(schema, model, names) })),
  ];
}
