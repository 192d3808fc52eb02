import type { HookedModel } from "../context/database-hooks";
import type { Scope } from "../context/scope";
import type { Row, Where } from "../types";
import { writeBetweenHooks } from "./write";

/** The outcome of a change that only the first of several may make. */
export type Swap<T> =
  | { readonly status: "changed"; readonly row: T }
  /** The row is not, or no longer, as the clauses say. */
  | { readonly status: "missed" }
  /** A hook stopped it. */
  | { readonly status: "stopped" };

/**
 * Changes one row that still is as the clauses say, in one atomic step between its hooks: of parallel callers, whose
 * clauses no longer hold after the change, one does.
 */
export async function swapRow<T extends object>(
  scope: Scope,
  model: HookedModel,
  where: Where[],
  changes: Row,
): Promise<Swap<T>> {
  let isStopped = true;
  const row = await writeBetweenHooks<T>(scope, scope.instance.databaseHooks[model].update, changes, (set) => {
    isStopped = false;
    // What `update` gives back does not tell who changed the row; with every adapter only this one is atomic.
    return scope.adapter.incrementOne<T>({ model, where, increment: {}, set });
  });
  if (row !== null) return { status: "changed", row };
  return { status: isStopped ? "stopped" : "missed" };
}
