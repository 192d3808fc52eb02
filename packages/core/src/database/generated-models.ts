import { inDependencyOrder } from "./migration-plan";
import { type FieldNames, fieldOf, type ModelNames, type SchemaNames } from "./names";

/** The models that a generated schema has. */
export interface GeneratedModels {
  readonly names: SchemaNames;
  /** Those that get a table; first those that others point at. */
  readonly models: readonly ModelNames[];
}

/** A reference of one model to another. */
export interface Reference {
  readonly from: ModelNames;
  readonly field: FieldNames;
  readonly to: ModelNames;
  /** The field that it points at. */
  readonly target: FieldNames;
  /** There are several between the two models, in whatever direction, which then need names. */
  readonly isOneOfSeveral: boolean;
}

/** The models that get a table; first those that others point at. */
export function modelsOf(names: SchemaNames): readonly ModelNames[] {
  const models = [...new Set(names.models.values())].filter(({ table }) => !table.disableMigrations);
  return inDependencyOrder(names, models);
}

/** The fields of a model but for its id. */
export function fieldsOf(model: ModelNames): readonly FieldNames[] {
  return Object.keys(model.table.fields)
    .map((key) => fieldOf(model, key))
    .filter(({ physical }) => physical !== "id");
}

/**
 * What a field points at; `undefined` where there is no table for it. That may live elsewhere, as the one of sessions in
 * a secondary storage.
 *
 * @throws {BetterAuthError} when the other model has no such field
 */
export function targetOf(
  { names, models }: GeneratedModels,
  { attribute: { references } }: FieldNames,
): Pick<Reference, "to" | "target"> | undefined {
  const to = references && names.models.get(references.model);
  return references && to && models.includes(to) ? { to, target: fieldOf(to, references.field) } : undefined;
}

/** Every reference between models that have a table. */
export function referencesOf(schema: GeneratedModels): readonly Reference[] {
  const all = schema.models.flatMap((from) =>
    fieldsOf(from).flatMap((field) => {
      const found = targetOf(schema, field);
      return found === undefined ? [] : [{ from, field, ...found }];
    }),
  );
  const isBetween = (a: Omit<Reference, "isOneOfSeveral">, b: typeof a): boolean =>
    (a.from === b.from && a.to === b.to) || (a.from === b.to && a.to === b.from);
  return all.map((one) => ({
    ...one,
    isOneOfSeveral: one.from === one.to || all.filter((other) => isBetween(one, other)).length > 1,
  }));
}
