import { runInAmbient } from "../context/ambient";
import type { AfterWriteHook, BeforeWriteHook, HookedModel, WriteHooks } from "../context/database-hooks";
import type { Scope } from "../context/scope";
import { afterCommit } from "../context/transaction";
import { isUniqueViolation } from "../database/unique-violation";
import type { Row, Where } from "../types";

/** Asks the before-hooks. `null` when one of them stops the write. */
async function askBefore(scope: Scope, hooks: readonly BeforeWriteHook[], row: Row): Promise<Row | null> {
  let payload = row;
  for (const hook of hooks) {
    const answer = await runInAmbient(scope, () => hook(payload, scope.ctx));
    if (answer === false) return null;
    if (typeof answer === "object" && answer !== null && "data" in answer)
      payload = { ...payload, ...(answer.data as Row) };
  }
  return payload;
}

async function tellAfter(scope: Scope, hooks: readonly AfterWriteHook[], row: Row): Promise<void> {
  for (const hook of hooks) {
    await afterCommit(scope, async () => {
      await runInAmbient({ ...scope, adapter: scope.instance.adapter, transaction: null }, () => hook(row, scope.ctx));
    });
  }
}

/**
 * Writes between the hooks of a model, whatever the store is: `write` gets what the hooks made of the payload.
 * `null` when a hook stopped it or `write` found nothing to change.
 */
export async function writeBetweenHooks<T extends object>(
  scope: Scope,
  hooks: WriteHooks,
  payload: Row,
  write: (data: Row) => Promise<T | null>,
): Promise<T | null> {
  const { before, after } = hooks;
  const data = before.length === 0 ? payload : await askBefore(scope, before, payload);
  if (data === null) return null;
  const written = await write(data);
  if (written !== null && after.length > 0) await tellAfter(scope, after, written as Row);
  return written;
}

/** Brings what the hooks made of a row into the form that it is stored in. */
export type SettleRow = (row: Row) => Row;

const asItIs: SettleRow = (row) => row;

/** What the adapter is given for a new row. An id that a hook or a plugin chose is kept. */
export function newRow(model: HookedModel, data: Row): { model: HookedModel; data: Row; forceAllowId?: true } {
  return data.id === undefined || data.id === null ? { model, data } : { model, data, forceAllowId: true };
}

/** Writes a new row between its hooks. `null` when a hook stopped it. */
export function createRow<T extends object>(
  scope: Scope,
  model: HookedModel,
  row: Row,
  settle: SettleRow = asItIs,
): Promise<T | null> {
  const hooks = scope.instance.databaseHooks[model].create;
  return writeBetweenHooks<T>(scope, hooks, row, (data) => scope.adapter.create<T>(newRow(model, settle(data))));
}

/** The outcome of a write that only the first of several may make. */
export type FirstWrite<T> =
  | { readonly status: "created"; readonly row: T }
  | { readonly status: "taken" }
  | { readonly status: "stopped" };

/**
 * Writes a new row unless one with the same value in a unique field is there. What decides is the unique index, never
 * a read: of parallel callers one creates it.
 */
export async function createRowIfAbsent<T extends object>(
  scope: Scope,
  model: HookedModel,
  row: Row,
  uniqueField: string,
  settle: SettleRow = asItIs,
): Promise<FirstWrite<T>> {
  const { before, after } = scope.instance.databaseHooks[model].create;
  const isTaken = async (value: unknown) =>
    (await scope.adapter.findOne({ model, where: [{ field: uniqueField, value: value as string }] })) !== null;

  // A hook may reach out to other systems, so it must not see rows that are there already.
  if (before.length > 0 && (await isTaken(row[uniqueField]))) return { status: "taken" };
  const made = before.length === 0 ? row : await askBefore(scope, before, row);
  if (made === null) return { status: "stopped" };
  const data = settle(made);

  let created: T | null;
  if (scope.adapter.createIfAbsent) {
    created = await scope.adapter.createIfAbsent<T>({ ...newRow(model, data), uniqueField });
  } else {
    if (before.length === 0 && (await isTaken(data[uniqueField]))) return { status: "taken" };
    try {
      created = await scope.adapter.create<T>(newRow(model, data));
    } catch (error) {
      // Somebody was faster between the read and the write; the unique index has decided.
      if (isUniqueViolation(error)) return { status: "taken" };
      throw error;
    }
  }
  if (created === null) return { status: "taken" };
  if (after.length > 0) await tellAfter(scope, after, created as Row);
  return { status: "created", row: created };
}

/** Changes one row between its hooks. `null` when a hook stopped it or nothing matched. */
export function updateRow<T extends object>(
  scope: Scope,
  model: HookedModel,
  where: Where[],
  changes: Row,
  settle: SettleRow = asItIs,
): Promise<T | null> {
  const hooks = scope.instance.databaseHooks[model].update;
  return writeBetweenHooks<T>(scope, hooks, changes, (data) =>
    scope.adapter.update<T>({ model, where, update: settle(data) }),
  );
}

/** Changes every row that matches, between the hooks. Gives the count; 0 when a hook stopped it. */
export async function updateRows(scope: Scope, model: HookedModel, where: Where[], changes: Row): Promise<number> {
  const { before, after } = scope.instance.databaseHooks[model].update;
  const update = before.length === 0 ? changes : await askBefore(scope, before, changes);
  if (update === null) return 0;
  const count = await scope.adapter.updateMany({ model, where, update });
  // The contract's after-hook of a bulk update gets the count, not rows.
  if (after.length > 0) await tellAfter(scope, after, count as unknown as Row);
  return count;
}

/** Asks the before-hooks of a deletion about each row. Only they need the rows beforehand; one `false` stops all. */
async function isStopped(scope: Scope, model: HookedModel, where: Where[]): Promise<boolean> {
  const { before } = scope.instance.databaseHooks[model].delete;
  if (before.length === 0) return false;
  const rows = await scope.adapter.findMany<Row>({ model, where, limit: Number.MAX_SAFE_INTEGER });
  for (const row of rows) if ((await askBefore(scope, before, row)) === null) return true;
  return false;
}

/**
 * Deletes every row that matches, between the hooks. Of parallel callers the one that deletes a row tells its
 * after-hooks. Gives the count, or says that a hook stopped it.
 *
 * @param first what has to go before the rows: begun once no hook stops them, for where nothing can be undone
 */
export async function removeRows(
  scope: Scope,
  model: HookedModel,
  where: Where[],
  first?: () => Promise<void>,
): Promise<number | "stopped"> {
  if (await isStopped(scope, model, where)) return "stopped";
  await first?.();
  const { after } = scope.instance.databaseHooks[model].delete;
  if (after.length === 0) return scope.adapter.deleteMany({ model, where });
  const { rows, count } = await deleteAndSee(scope, model, where);
  for (const row of rows) await tellAfter(scope, after, row);
  return count;
}

/** Deletes every row that matches, and gives those that this caller deleted, as far as the adapter can tell. */
async function deleteAndSee(
  { adapter }: Scope,
  model: HookedModel,
  where: Where[],
): Promise<{ rows: readonly Row[]; count: number }> {
  if (adapter.consumeMany) {
    const rows = await adapter.consumeMany<Row>({ model, where });
    return { rows, count: rows.length };
  }
  const rows = await adapter.findMany<Row>({ model, where, limit: Number.MAX_SAFE_INTEGER });
  // Whatever others delete meanwhile, all that matches goes.
  const count = await adapter.deleteMany({ model, where });
  return { rows: count === 0 ? [] : rows, count };
}

/** Deletes every row that matches, between the hooks. Gives the count; 0 when a hook stopped it. */
export async function deleteRows(scope: Scope, model: HookedModel, where: Where[]): Promise<number> {
  const removed = await removeRows(scope, model, where);
  return removed === "stopped" ? 0 : removed;
}

/**
 * Removes rows between the delete-hooks of their model. `remove` does it, and gives back what it removed; nothing when a
 * hook stopped it.
 */
export async function removeBetweenHooks<T extends object>(
  scope: Scope,
  model: HookedModel,
  where: Where[],
  remove: () => Promise<T[]>,
): Promise<T[]> {
  if (await isStopped(scope, model, where)) return [];
  const { after } = scope.instance.databaseHooks[model].delete;
  const rows = await remove();
  if (after.length > 0) for (const row of rows) await tellAfter(scope, after, row as Row);
  return rows;
}

/** Deletes every row that matches and gives them back: of parallel callers one gets them. */
export function consumeRows<T extends object & { id: string; createdAt: Date }>(
  scope: Scope,
  model: HookedModel,
  where: Where[],
): Promise<T[]> {
  return removeBetweenHooks<T>(scope, model, where, () => takeRows<T>(scope, model, where));
}

/** In one step where the adapter has one. Else who takes the newest row has won, and clears away the older ones. */
async function takeRows<T extends object & { id: string; createdAt: Date }>(
  scope: Scope,
  model: HookedModel,
  where: Where[],
): Promise<T[]> {
  const { adapter } = scope;
  if (adapter.consumeMany) return adapter.consumeMany<T>({ model, where });
  const sortBy = { field: "createdAt", direction: "desc" } as const;
  const rows = await adapter.findMany<T>({ model, where, sortBy, limit: Number.MAX_SAFE_INTEGER });
  const [newest, ...older] = rows;
  if (newest === undefined) return [];
  const taken = await adapter.consumeOne<T>({ model, where: [{ field: "id", value: newest.id }, ...where] });
  if (taken === null) return [];
  if (older.length > 0) await adapter.deleteMany({ model, where });
  return [taken, ...older];
}
