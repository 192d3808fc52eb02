import { BetterAuthError } from "../../error";
import type { CleanedWhere, Row, WhereValue } from "../../types";
import { fieldOf } from "../names";
import type { WorkingAdapter } from "./state";

/** The error for a database that cannot tell whether its guarded write hit one row. */
export function affectedCountError(adapterId: string): BetterAuthError {
  return new BetterAuthError(
    `Adapter "${adapterId}" must return an affected row count of 0 or 1 from an atomic fallback.`,
  );
}

/** A clause that asks for a stored value, in stored form. */
export function storedEquals(field: string, value: unknown): CleanedWhere {
  return { field, value: value as WhereValue, operator: "eq", connector: "AND", mode: "sensitive" };
}

const isComparable = (value: unknown): boolean => typeof value !== "object" || value === null || value instanceof Date;

/**
 * Takes one row where the database has no statement for it: reads a row, then deletes it under the condition that
 * nothing of it has changed. Of parallel callers one deletes it.
 */
export async function consumeByGuardedDelete(
  { custom, names, config }: WorkingAdapter,
  modelName: string,
  where: CleanedWhere[],
): Promise<Row | null> {
  const model = names.model(modelName);
  const call = { model: model.physical, modelKey: model.logical };
  const row = await custom.findOne({ ...call, where });
  if (row === null || row === undefined) return null;
  const columns = [...Object.keys(model.table.fields), "id"].map((field) => {
    const { physical } = fieldOf(model, field);
    return config.mapKeysTransformInput?.[physical] ?? physical;
  });
  const unchanged = columns
    .filter((column) => column in row && isComparable(row[column]))
    .map((column) => storedEquals(column, row[column]));
  const count = await custom.deleteMany({ ...call, where: [...where, ...unchanged] });
  if (count === 1) return row;
  if (count === 0) return null;
  throw affectedCountError(config.adapterId);
}
