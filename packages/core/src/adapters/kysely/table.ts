import { fieldOf, type ModelNames, type SchemaNames } from "../../database/names";
import { BetterAuthError } from "../../error";
import type { DatabaseType, FieldAttribute } from "../../types";
import { type Codec, type CodecContext, makeCodec } from "./codec";

/** One column with everything that statements need of it, made once. */
export interface Column extends Codec {
  /** Its place in the table, which stands for it in the keys of statement shapes. */
  readonly index: number;
  readonly logical: string;
  readonly physical: string;
  readonly attribute: FieldAttribute;
  readonly isId: boolean;
  /** Its values are text in the database. */
  readonly isText: boolean;
  readonly transformInput: ((value: unknown) => unknown) | null;
  readonly transformOutput: ((value: unknown) => unknown) | null;
}

/** One table of the database. */
export interface Table {
  /** Logical. */
  readonly name: string;
  readonly dialect: DatabaseType;
  readonly physical: string;
  /** The fields in the order of the schema, then the id. */
  readonly columns: readonly Column[];
  readonly id: Column;
  /** @throws {BetterAuthError} for a field that the table has not */
  column(field: string): Column;
  /** Whether a value in the column stands in one row at most. */
  isUnique(column: Column): boolean;
  readonly hasInputTransform: boolean;
}

type Transform = ((value: unknown) => unknown) | null;

const isTextId = ({ ids, dialect }: CodecContext): boolean => !ids.isNumeric && !(ids.isUuid && dialect === "postgres");

function makeColumn(model: ModelNames, field: string, index: number, context: CodecContext): Column {
  const { logical, physical, attribute } = fieldOf(model, field);
  const isId = logical === "id" || attribute.references?.field === "id";
  const codec = makeCodec(attribute, { model: model.logical, field: logical }, isId, context);
  return {
    ...codec,
    index,
    logical,
    physical,
    attribute,
    isId,
    isText: isId ? isTextId(context) : attribute.type === "string" || Array.isArray(attribute.type),
    // The schema's types say which values a transform takes; here they are any.
    transformInput: (attribute.transform?.input ?? null) as Transform,
    transformOutput: (attribute.transform?.output ?? null) as Transform,
  };
}

function compileTable(model: ModelNames, context: CodecContext): Table {
  const fields = [...Object.keys(model.table.fields).filter((field) => field !== "id"), "id"];
  const columns = fields.map((field, index) => makeColumn(model, field, index, context));
  const byName = new Map<string, Column>();
  for (const [spelling, { logical }] of model.fields) {
    byName.set(spelling, columns.find((column) => column.logical === logical) as Column);
  }
  const id = columns[columns.length - 1] as Column;
  const uniqueByIndex = new Set(
    (model.table.indexes ?? [])
      .filter((index) => index.unique && index.fields.length === 1)
      .map((index) => index.fields[0]),
  );
  return {
    name: model.logical,
    dialect: context.dialect,
    physical: model.physical,
    columns,
    id,
    column(field) {
      const column = byName.get(field);
      if (column === undefined) throw new BetterAuthError(`Field ${field} not found in model ${model.logical}`);
      return column;
    },
    isUnique: (column) => column === id || column.attribute.unique === true || uniqueByIndex.has(column.logical),
    hasInputTransform: columns.some((column) => column.transformInput !== null),
  };
}

/** Makes every table, once, and finds it by any spelling. */
export function compileTables(names: SchemaNames, context: CodecContext): (model: string) => Table {
  const byModel = new Map<ModelNames, Table>();
  const bySpelling = new Map<string, Table>();
  for (const [spelling, model] of names.models) {
    const table = byModel.get(model) ?? compileTable(model, context);
    byModel.set(model, table);
    bySpelling.set(spelling, table);
  }
  // An unknown name throws what the schema's own look-up throws.
  return (model) => bySpelling.get(model) ?? compileTable(names.model(model), context);
}
