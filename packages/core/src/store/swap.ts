import type { HookedModel } from "../context/database-hooks";
import type { Scope } from "../context/scope";
import type { Row, Where } from "../types";
import { type SettleRow, writeBetweenHooks } from "./write";

/** The outcome of a change that only the first of several may make. */
export type Swap<T> =
  | { readonly status: "changed"; readonly row: T }
  /** The row is not, or no longer, as the clauses say. */
  | { readonly status: "missed" }
  /** A hook stopped it. */
  | { readonly status: "stopped" };

/** Runs a conditional write between the hooks of an update, and tells its outcomes apart. */
async function swapBy<T extends object>(
  scope: Scope,
  model: HookedModel,
  changes: Row,
  write: (data: Row) => Promise<T | null>,
): Promise<Swap<T>> {
  let isStopped = true;
  const row = await writeBetweenHooks<T>(scope, scope.instance.databaseHooks[model].update, changes, (data) => {
    isStopped = false;
    return write(data);
  });
  if (row !== null) return { status: "changed", row };
  return { status: isStopped ? "stopped" : "missed" };
}

/**
 * Changes one row that still is as the clauses say, in one atomic step between its hooks: of parallel callers, whose
 * clauses no longer hold after the change, one does.
 */
export function swapRow<T extends object>(
  scope: Scope,
  model: HookedModel,
  where: Where[],
  changes: Row,
  settle: SettleRow = (row) => row,
): Promise<Swap<T>> {
  // What `update` gives back does not tell who changed the row; with every adapter only this one is atomic.
  return swapBy(scope, model, changes, (data) =>
    scope.adapter.incrementOne<T>({ model, where, increment: {}, set: settle(data) }),
  );
}

/**
 * The same for whoever does not look at the row. It is only read where a hook does: some databases give back no rows that
 * they change, and there it is a statement more.
 */
export async function swapUnseenRow(
  scope: Scope,
  model: HookedModel,
  where: Where[],
  changes: Row,
): Promise<Swap<Row>["status"]> {
  const { adapter, instance } = scope;
  const isSeen = instance.databaseHooks[model].update.after.length > 0;
  const { status } = isSeen
    ? await swapRow<Row>(scope, model, where, changes)
    : await swapBy<Row>(scope, model, changes, async (update) =>
        (await adapter.updateMany({ model, where, update })) > 0 ? update : null,
      );
  return status;
}
