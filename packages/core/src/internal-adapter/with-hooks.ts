import type { HookedModel } from "../context/database-hooks";
import { ambientScope } from "../context/root-scope";
import { createRow, deleteRows, newRow, updateRow, updateRows, writeBetweenHooks } from "../store/write";
import type { BetterAuthOptions, DatabaseHooksEntry, DBAdapter, Row, Where } from "../types";
import { makeStandaloneInstance } from "./standalone";

/** A write of the caller's own, made between the hooks. */
export interface CustomWrite<T> {
  /** Gets what the hooks made of the payload; what it gives is the result. */
  fn: (data: Row) => Promise<T | null> | T | null;
  /** Make the write of the adapter, too, before it. @default false */
  executeMainFn?: boolean | undefined;
}

/** Writes that run the database hooks, for stores of plugins. */
export interface WritesWithHooks {
  /** `null` when a hook stopped it. */
  createWithHooks<T extends object = Row>(data: Row, model: HookedModel, custom?: CustomWrite<T>): Promise<T | null>;
  /** Changes one row. `null` when a hook stopped it or nothing matched. */
  updateWithHooks<T extends object = Row>(
    changes: Row,
    where: Where[],
    model: HookedModel,
    custom?: CustomWrite<T>,
  ): Promise<T | null>;
  /** Changes every row that matches. Gives the count; 0 when a hook stopped it. */
  updateManyWithHooks(changes: Row, where: Where[], model: HookedModel): Promise<number>;
  /** Deletes every row that matches; one `false` of a hook keeps all. */
  deleteWithHooks(where: Where[], model: HookedModel): Promise<void>;
  /** The same, and gives the count. */
  deleteManyWithHooks(where: Where[], model: HookedModel): Promise<number>;
  /**
   * Takes a row that was read before: `consume` says who gets it, `null` for whoever comes second. `null` as well when a
   * hook stopped it; then nothing is consumed.
   */
  consumeOneWithHooks<T extends object = Row>(
    model: HookedModel,
    row: Row,
    consume: () => Promise<T | null>,
  ): Promise<T | null>;
}

/**
 * Makes writes that run the database hooks, over an adapter. They join the transaction that is open around the caller.
 *
 * @param settings.hooks in the order they are asked
 * @example const { createWithHooks } = getWithHooks(adapter, { options, hooks: [{ source: "seats", hooks }] });
 */
export function getWithHooks(
  adapter: DBAdapter,
  settings: { options: BetterAuthOptions; hooks: readonly DatabaseHooksEntry[] },
): WritesWithHooks {
  const instance = makeStandaloneInstance(adapter, settings.options, settings.hooks);
  const scope = () => ambientScope(instance);

  async function runCustom<T>(
    { fn, executeMainFn }: CustomWrite<T>,
    data: Row,
    main: () => Promise<unknown>,
  ): Promise<T | null> {
    if (executeMainFn === true) await main();
    return fn(data);
  }

  return {
    createWithHooks<T extends object>(data: Row, model: HookedModel, custom?: CustomWrite<T>) {
      const around = scope();
      if (custom === undefined) return createRow<T>(around, model, data);
      return writeBetweenHooks<T>(around, instance.databaseHooks[model].create, data, (payload) =>
        runCustom(custom, payload, () => around.adapter.create(newRow(model, payload))),
      );
    },
    updateWithHooks<T extends object>(changes: Row, where: Where[], model: HookedModel, custom?: CustomWrite<T>) {
      const around = scope();
      if (custom === undefined) return updateRow<T>(around, model, where, changes);
      return writeBetweenHooks<T>(around, instance.databaseHooks[model].update, changes, (payload) =>
        runCustom(custom, payload, () => around.adapter.update({ model, where, update: payload })),
      );
    },
    updateManyWithHooks: (changes, where, model) => updateRows(scope(), model, where, changes),
    deleteWithHooks: async (where, model) => void (await deleteRows(scope(), model, where)),
    deleteManyWithHooks: (where, model) => deleteRows(scope(), model, where),
    consumeOneWithHooks: (model, row, consume) =>
      writeBetweenHooks(scope(), instance.databaseHooks[model].delete, row, consume),
  };
}
