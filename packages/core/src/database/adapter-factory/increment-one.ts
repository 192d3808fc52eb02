import { BetterAuthError } from "../../error";
import type { CleanedWhere, Row } from "../../types";
import { affectedCountError, storedEquals } from "./consume-one";
import type { WorkingAdapter } from "./state";

const ATTEMPTS = 5;

/** @throws {BetterAuthError} when there is nothing to do, or a change is no finite number */
export function checkIncrement(increment: Record<string, number>, set: Row | undefined): void {
  if (Object.keys(increment).length === 0 && Object.keys(set ?? {}).length === 0) {
    throw new BetterAuthError("incrementOne requires a non-empty `increment` or `set`; both were empty.");
  }
  for (const [field, delta] of Object.entries(increment)) {
    if (!Number.isFinite(delta)) {
      throw new BetterAuthError(`incrementOne: the change of field ${field} must be a finite number.`);
    }
  }
}

function countOf(value: unknown, adapterId: string): number {
  const count = value === null || value === undefined ? 0 : Number(value);
  if (Number.isFinite(count)) return count;
  throw new BetterAuthError(
    `Adapter "${adapterId}" must return finite numeric counter values or null for atomic increments.`,
  );
}

/**
 * Counts where the database has no statement for it: reads the row and writes the new values under the condition that
 * the old ones are still there, again and again until it holds.
 *
 * @param increment changes by physical name
 * @param set values by physical name, already transformed
 */
export async function incrementByGuardedUpdate(
  { custom, names, config }: WorkingAdapter,
  modelName: string,
  where: CleanedWhere[],
  increment: Record<string, number>,
  set: Row,
  hasSet: boolean,
): Promise<Row | null> {
  const model = names.model(modelName);
  const call = { model: model.physical, modelKey: model.logical };
  const id = config.mapKeysTransformInput?.id ?? "id";
  const isIdle = !hasSet && Object.values(increment).every((delta) => delta === 0);

  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const row = await custom.findOne({ ...call, where });
    if (row === null || row === undefined) return null;
    if (isIdle) return row;
    const counts = Object.entries(increment).map(([field, delta]) => [
      field,
      countOf(row[field], config.adapterId) + delta,
    ]);
    // A field in both is counted, not set.
    const update: Row = { ...set, ...Object.fromEntries(counts) };
    const unchanged = Object.keys(update).map((field) => storedEquals(field, row[field] ?? null));
    const count = await custom.updateMany({
      ...call,
      where: [...where, storedEquals(id, row[id]), ...unchanged],
      update,
    });
    if (count === 1) return { ...row, ...update };
    if (count !== 0) throw affectedCountError(config.adapterId);
  }
  throw new BetterAuthError(
    `Adapter "${config.adapterId}" could not complete an atomic increment due to contention: ${ATTEMPTS} attempts failed.`,
  );
}
