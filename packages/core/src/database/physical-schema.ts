import type { BetterAuthOptions, FieldAttribute, TableIndex } from "../types";
import { compileNames, fieldOf } from "./names";
import { getAuthTables } from "./resolve-schema";

/** A table as the database has it. */
export interface PhysicalTable {
  /** By column name; references name tables and columns of the database, too. */
  fields: Record<string, FieldAttribute>;
  /** Over column names. */
  indexes: readonly TableIndex[];
  /** Tables are created in this order; `Infinity`: when all others are. */
  order: number;
}

/**
 * The tables of the database by table name, with their columns by column name: for generators of schemas. What two
 * models write into one table is put together.
 */
export function getSchema(options: BetterAuthOptions): Record<string, PhysicalTable> {
  const names = compileNames(getAuthTables(options));
  const schema: Record<string, PhysicalTable> = {};
  for (const model of new Set(names.models.values())) {
    const fields: Record<string, FieldAttribute> = { ...schema[model.physical]?.fields };
    for (const key of Object.keys(model.table.fields)) {
      const { physical, attribute } = fieldOf(model, key);
      const { references } = attribute;
      const target = references && names.models.get(references.model);
      fields[physical] =
        references && target
          ? {
              ...attribute,
              references: {
                ...references,
                model: target.physical,
                field: target.fields.get(references.field)?.physical ?? references.field,
              },
            }
          : attribute;
    }
    const indexes = (model.table.indexes ?? []).map((index) => ({
      ...index,
      fields: index.fields.map((field) => fieldOf(model, field).physical),
    }));
    schema[model.physical] = {
      fields,
      indexes: [...(schema[model.physical]?.indexes ?? []), ...indexes],
      order: model.table.order ?? Infinity,
    };
  }
  return schema;
}
