import { BetterAuthError } from "../error";
import { type FieldNames, fieldOf, type ModelNames, type SchemaNames } from "./names";

/** How rows of another model hang together with those of a base model. */
export interface Relation {
  readonly model: ModelNames;
  /** The field of the base model. */
  readonly from: FieldNames;
  /** The field of the other model that has the same value. */
  readonly to: FieldNames;
  /** Whether at most one row of the other model belongs to a base row. */
  readonly isToOne: boolean;
}

function pointsAt(names: SchemaNames, field: FieldNames, target: ModelNames): boolean {
  const { references } = field.attribute;
  return references !== undefined && names.models.get(references.model) === target;
}

function referenceTo(names: SchemaNames, model: ModelNames, target: ModelNames): FieldNames | undefined {
  return Object.keys(model.table.fields)
    .map((field) => fieldOf(model, field))
    .find((field) => pointsAt(names, field, target));
}

/**
 * Finds the reference between two models, in either direction.
 *
 * @throws {BetterAuthError} when neither points at the other
 */
export function relationBetween(names: SchemaNames, base: ModelNames, joined: ModelNames): Relation {
  const fromJoined = referenceTo(names, joined, base);
  if (fromJoined !== undefined) {
    const from = fieldOf(base, fromJoined.attribute.references?.field ?? "id");
    return { model: joined, from, to: fromJoined, isToOne: fromJoined.attribute.unique === true };
  }
  const fromBase = referenceTo(names, base, joined);
  if (fromBase === undefined) {
    throw new BetterAuthError(
      `No foreign key found for model ${joined.logical} and base model ${base.logical} while performing join operation.`,
    );
  }
  return {
    model: joined,
    from: fromBase,
    to: fieldOf(joined, fromBase.attribute.references?.field ?? "id"),
    isToOne: true,
  };
}
