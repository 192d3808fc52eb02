import type { HookedModel } from "../context/database-hooks";
import type { Scope } from "../context/scope";
import { inTransaction } from "../context/transaction";
import type { Row, Where } from "../types";
import { newRow, writeBetweenHooks } from "./write";

/**
 * The row that a new one rests on, as it was read before: the account whose password was right, the user whose address
 * nobody had proved. Whoever changes it takes away afterwards what rests on it.
 */
export interface Basis {
  readonly model: string;
  readonly row: Row & { readonly updatedAt: Date };
  /** The fields that must be as they were read, those that find the row among them. */
  readonly unchanged: readonly string[];
}

/** A database may keep a time to the microsecond, and we read it to the millisecond. */
function sameTime(field: string, time: Date): Where[] {
  return [
    { field, operator: "gte", value: time },
    { field, operator: "lt", value: new Date(time.getTime() + 1) },
  ];
}

function whereUnchanged({ row, unchanged }: Basis): Where[] {
  return unchanged.flatMap((field) => {
    const value = row[field];
    return value instanceof Date ? sameTime(field, value) : [{ field, value: value as Where["value"] }];
  });
}

/** Whether the row still is as it was read. Inside a transaction it stays so until the end: others wait. Changes nothing. */
export async function holdBasis({ adapter }: Scope, basis: Basis): Promise<boolean> {
  const { model, row } = basis;
  // The time as it is, because a change of it would say that the row was changed.
  const count = await adapter.updateMany({ model, where: whereUnchanged(basis), update: { updatedAt: row.updatedAt } });
  return count > 0;
}

/** Without a call of the adapter for it, by what every adapter has. */
async function createOn<T extends object & { id: string }>(
  scope: Scope,
  model: HookedModel,
  data: Row,
  basis: Basis,
): Promise<T | null> {
  return inTransaction(scope, async (inner) => {
    const { adapter } = inner;
    // Without transactions the callback gets the adapter itself, and what others do comes before the look or after it.
    if (adapter !== scope.instance.adapter)
      return (await holdBasis(inner, basis)) ? adapter.create<T>(newRow(model, data)) : null;
    const created = await adapter.create<T>(newRow(model, data));
    if ((await adapter.findOne({ model: basis.model, where: whereUnchanged(basis) })) !== null) return created;
    await adapter.delete({ model, where: [{ field: "id", value: created.id }] });
    return null;
  });
}

/** The outcome of a write that rests on another row. */
export type WriteOnBasis<T> =
  | { readonly status: "created"; readonly row: T }
  /** The other row is not, or no longer, as it was read. */
  | { readonly status: "baseless" }
  | { readonly status: "stopped" };

/**
 * Writes a new row between its hooks, if the row that it rests on is still as it was read. Whoever changes that one was
 * there before, and nothing is written; or comes later, and then sees the new row.
 */
export async function createRowOn<T extends object & { id: string }>(
  scope: Scope,
  model: HookedModel,
  row: Row,
  basis: Basis,
): Promise<WriteOnBasis<T>> {
  const { adapter, instance } = scope;
  let isStopped = true;
  const created = await writeBetweenHooks<T>(scope, instance.databaseHooks[model].create, row, (data) => {
    isStopped = false;
    return adapter.createIfPresent
      ? adapter.createIfPresent<T>({
          ...newRow(model, data),
          present: { model: basis.model, where: whereUnchanged(basis) },
        })
      : createOn<T>(scope, model, data, basis);
  });
  if (created !== null) return { status: "created", row: created };
  return { status: isStopped ? "stopped" : "baseless" };
}
