import { fieldsOf } from "../../../database/generated-models";
import { fieldOf, type ModelNames } from "../../../database/names";
import { wantedIndexes } from "../../../database/table-indexes";
import type { BetterAuthOptions } from "../../../types";
import { type ColumnCode, fieldColumn, idColumn } from "./column";
import {
  type DrizzleSchemaConfig,
  databaseName,
  identifier,
  makeSchemaModel,
  member,
  propertyKey,
  type SchemaModel,
} from "./model";
import { printChain, printList } from "./print";
import { PROVIDERS } from "./providers";
import { relationsCode } from "./relations";

export type { DrizzleSchemaConfig } from "./model";
export type { DrizzleProvider } from "./providers";

/** A table as text, and what it uses. */
interface TableCode {
  readonly code: string;
  readonly columns: readonly ColumnCode[];
  readonly indexes: readonly string[];
}

/** The variable that holds the schema of PostgreSQL. */
function schemaVariable({ config }: SchemaModel): string | undefined {
  return config.provider === "pg" && config.schemaName ? `${identifier(config.schemaName)}Schema` : undefined;
}

/** Indexes besides those of unique columns, which say so themselves. */
function indexCode(model: ModelNames): string[] {
  const isUniqueColumn = (columns: readonly string[]): boolean =>
    columns.length === 1 && fieldOf(model, columns[0] as string).attribute.unique === true;
  return wantedIndexes(model)
    .filter(({ columns, unique }) => !(unique && isUniqueColumn(columns)))
    .map(({ name, columns, unique }) => {
      const on = columns.map((column) => member("table", column));
      const start = `${unique ? "uniqueIndex" : "index"}(${JSON.stringify(name)}).on`;
      // As it is indented in the list of a table.
      return printList(`    ${start}`, "()", on, ",").replace(/,$/, "").replaceAll(/^ {4}/gm, "");
    });
}

function tableCode(schema: SchemaModel, model: ModelNames): TableCode {
  const indexes = indexCode(model);
  const spaces = indexes.length > 0 ? 4 : 2;
  const fields = fieldsOf(model);
  const columns = [idColumn(schema), ...fields.map((field) => fieldColumn(schema, model, field))];
  const keys = ["id", ...fields.map(({ physical }) => propertyKey(physical))];
  const lines = columns.map(({ calls }, place) => printChain(keys[place] as string, calls, spaces)).join("\n");
  const own = schemaVariable(schema);
  const make = own ? `${own}.table` : PROVIDERS[schema.config.provider].table;
  const name = JSON.stringify(databaseName(model.physical, schema.config));
  const start = `export const ${identifier(model.physical)} = ${make}(`;
  const code =
    indexes.length === 0
      ? `${start}${name}, {\n${lines}\n});\n`
      : `${start}\n  ${name},\n  {\n${lines}\n  },\n${printList("  (table) => ", "[]", indexes, ",")}\n);\n`;
  return { code, columns, indexes };
}

function importsCode(schema: SchemaModel, tables: readonly TableCode[], hasRelations: boolean): string {
  const provider = PROVIDERS[schema.config.provider];
  const columns = tables.flatMap((table) => table.columns);
  const used = new Set([schemaVariable(schema) ? "pgSchema" : provider.table, ...columns.flatMap(({ uses }) => uses)]);
  const indexes = ["index", "uniqueIndex"].filter((kind) =>
    tables.some((table) => table.indexes.some((code) => code.startsWith(`${kind}(`))),
  );
  const names = [
    ...provider.importOrder.filter((name) => used.has(name)),
    ...indexes,
    ...(columns.some(({ usesAnyColumn }) => usesAnyColumn) ? [`type ${provider.anyColumn}`] : []),
  ];
  const orm = [...(hasRelations ? ["relations"] : []), ...(columns.some(({ usesSql }) => usesSql) ? ["sql"] : [])];
  const lines = orm.length > 0 ? [printList("import ", "{}", orm, ' from "drizzle-orm";')] : [];
  return `${[...lines, printList("import ", "{}", names, ` from ${JSON.stringify(provider.module)};`)].join("\n")}\n`;
}

/**
 * Writes the Drizzle schema of a configuration: its tables, indexes and relations, as the text of a module. The same
 * options give the same text.
 *
 * @example
 * const code = generateDrizzleSchema(auth.options, { provider: "pg" });
 * await writeFile("auth-schema.ts", code);
 */
export function generateDrizzleSchema(options: BetterAuthOptions, config: DrizzleSchemaConfig): string {
  const schema = makeSchemaModel(options, config);
  const tables = schema.models.map((model) => tableCode(schema, model));
  const relations = relationsCode(schema);
  const own = schemaVariable(schema);
  return [
    importsCode(schema, tables, relations.length > 0),
    ...(own ? [`export const ${own} = pgSchema(${JSON.stringify(config.schemaName)});\n`] : []),
    ...tables.map(({ code }) => code),
    ...relations,
  ].join("\n");
}
