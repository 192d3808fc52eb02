import { BetterAuthError } from "../error";
import type { FieldAttribute, ResolvedSchema, ResolvedTable } from "../types";

/** One field under its two names. */
export interface FieldNames {
  readonly logical: string;
  readonly physical: string;
  readonly attribute: FieldAttribute;
}

/** One model under its two names, with its fields by any spelling. */
export interface ModelNames {
  readonly logical: string;
  readonly physical: string;
  readonly table: ResolvedTable;
  readonly fields: ReadonlyMap<string, FieldNames>;
}

/** Every model by any spelling: logical, physical, and the plural of both. */
export interface SchemaNames {
  readonly models: ReadonlyMap<string, ModelNames>;
  /** @throws {BetterAuthError} for a name that is no model */
  model(name: string): ModelNames;
  /** @throws {BetterAuthError} for a name that is no model, or no field of it */
  field(model: string, field: string): FieldNames;
}

const ID: FieldAttribute = { type: "string", required: true };

function fieldNames(table: ResolvedTable): Map<string, FieldNames> {
  const fields = new Map<string, FieldNames>([["id", { logical: "id", physical: "id", attribute: ID }]]);
  const all = Object.entries(table.fields).map(([logical, attribute]) => ({
    logical,
    physical: attribute.fieldName ?? logical,
    attribute,
  }));
  // A logical name wins over another field's column name.
  for (const field of all) fields.set(field.logical, field);
  for (const field of all) if (!fields.has(field.physical)) fields.set(field.physical, field);
  return fields;
}

/** The field of a model, by any spelling. @throws {BetterAuthError} when there is none */
export function fieldOf(model: ModelNames, field: string): FieldNames {
  const found = model.fields.get(field);
  if (found === undefined) throw new BetterAuthError(`Field ${field} not found in model ${model.logical}`);
  return found;
}

/**
 * Looks names up in maps that are made once.
 *
 * @param usePlural tables are called after the model with an "s"
 */
export function compileNames(schema: ResolvedSchema, usePlural = false): SchemaNames {
  const models = new Map<string, ModelNames>();
  const all = Object.entries(schema).map(([logical, table]): ModelNames => {
    const physical = usePlural ? `${table.modelName}s` : table.modelName;
    return { logical, physical, table, fields: fieldNames(table) };
  });
  const spellings: ((model: ModelNames) => string)[] = [
    (model) => model.logical,
    (model) => model.table.modelName,
    (model) => model.physical,
    (model) => `${model.logical}s`,
    (model) => `${model.table.modelName}s`,
  ];
  // The surer spelling wins: no table's name may hide another model's own.
  for (const spell of spellings) {
    for (const model of all) if (!models.has(spell(model))) models.set(spell(model), model);
  }

  function model(name: string): ModelNames {
    const found = models.get(name);
    if (found === undefined) throw new BetterAuthError(`Model "${name}" not found in schema`);
    return found;
  }
  return { models, model, field: (name, field) => fieldOf(model(name), field) };
}
