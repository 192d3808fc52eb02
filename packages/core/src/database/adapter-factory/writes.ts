import type { DBTransactionAdapter, Row } from "../../types";
import { cleanWhere } from "./clean-where";
import { consumeByGuardedDelete } from "./consume-one";
import type { DebugLog } from "./debug-log";
import { checkIncrement, incrementByGuardedUpdate } from "./increment-one";
import type { WorkingAdapter } from "./state";
import { transformInput } from "./transform-input";
import { transformOutput } from "./transform-output";

type Writes = Pick<
  DBTransactionAdapter,
  "create" | "update" | "updateMany" | "delete" | "deleteMany" | "consumeOne" | "incrementOne"
>;

/** The writing calls of an adapter. */
export function makeWrites(state: WorkingAdapter, log: DebugLog): Writes {
  const { custom, names, config, logger } = state;

  const callOf = (name: string) => {
    const model = names.model(name);
    return { model: model.physical, modelKey: model.logical };
  };
  const input = async (data: Row, model: string, action: "create" | "update", forceAllowId = false): Promise<Row> =>
    config.disableTransformInput ? data : transformInput(state, data, model, action, forceAllowId);
  const output = async (row: Row | null | undefined, model: string, select?: string[]): Promise<Row | null> =>
    config.disableTransformOutput ? (row ?? null) : transformOutput(state, row ?? null, model, select);
  const physical = (model: string, field: string): string => {
    const name = names.field(model, field).physical;
    return config.mapKeysTransformInput?.[name] ?? name;
  };

  return {
    async create({ model, data, select, forceAllowId }) {
      const call = log.call("create", 4);
      call.step("Unsafe Input", { ...callOf(model), data });
      if (data.id !== undefined && data.id !== null && !forceAllowId) {
        logger.warn(`An id was given for a new row of ${model}. It is dropped: pass forceAllowId: true to keep it.`);
      }
      const row = await input(data, model, "create", forceAllowId);
      call.step("Parsed Input", { ...callOf(model), data: row });
      const stored = await custom.create({ ...callOf(model), data: row });
      call.step("DB Result", stored);
      const result = await output(stored, model, select);
      call.step("Parsed Result", result);
      return result;
    },

    async update({ model, where: clauses, update }) {
      const where = cleanWhere(state, { model, where: clauses, action: "update" }) ?? [];
      if (where.length === 0) return null;
      const call = log.call("update", 4);
      call.step("Unsafe Input", { ...callOf(model), where: clauses, update });
      const change = await input(update, model, "update");
      call.step("Parsed Input", { ...callOf(model), where, update: change });
      const stored = await custom.update({ ...callOf(model), where, update: change });
      call.step("DB Result", stored);
      const result = await output(stored, model);
      call.step("Parsed Result", result);
      return result;
    },

    async updateMany({ model, where: clauses, update }) {
      const where = cleanWhere(state, { model, where: clauses, action: "updateMany" }) ?? [];
      const call = log.call("updateMany", 3);
      call.step("Unsafe Input", { ...callOf(model), where: clauses, update });
      const change = await input(update, model, "update");
      call.step("Parsed Input", { ...callOf(model), where, update: change });
      const count = await custom.updateMany({ ...callOf(model), where, update: change });
      call.step("DB Result", count);
      return count;
    },

    async delete({ model, where: clauses }) {
      const where = cleanWhere(state, { model, where: clauses, action: "delete" }) ?? [];
      const call = log.call("delete", 2);
      call.step("input", { ...callOf(model), where });
      await custom.delete({ ...callOf(model), where });
      call.step("DB Result", undefined);
    },

    async deleteMany({ model, where: clauses }) {
      const where = cleanWhere(state, { model, where: clauses, action: "deleteMany" }) ?? [];
      const call = log.call("deleteMany", 2);
      call.step("input", { ...callOf(model), where });
      const count = await custom.deleteMany({ ...callOf(model), where });
      call.step("DB Result", count);
      return count;
    },

    async consumeOne({ model, where: clauses }) {
      const where = cleanWhere(state, { model, where: clauses, action: "consumeOne" }) ?? [];
      const call = log.call("consumeOne", 3);
      call.step("input", { ...callOf(model), where });
      const stored = custom.consumeOne
        ? await custom.consumeOne({ ...callOf(model), where })
        : await consumeByGuardedDelete(state, model, where);
      call.step("DB Result", stored);
      const result = await output(stored, model);
      call.step("Parsed Result", result);
      return result;
    },

    async incrementOne({ model, where: clauses, increment, set }) {
      checkIncrement(increment, set);
      const where = cleanWhere(state, { model, where: clauses, action: "incrementOne" }) ?? [];
      const deltas = Object.fromEntries(
        Object.entries(increment).map(([field, delta]) => [physical(model, field), delta]),
      );
      const assigned = await input(set ?? {}, model, "update");
      const call = log.call("incrementOne", 3);
      call.step("input", { ...callOf(model), where, increment: deltas, set: assigned });
      const stored = custom.incrementOne
        ? await custom.incrementOne({ ...callOf(model), where, increment: deltas, set: assigned })
        : await incrementByGuardedUpdate(state, model, where, deltas, assigned, Object.keys(set ?? {}).length > 0);
      call.step("DB Result", stored);
      const result = await output(stored, model);
      call.step("Parsed Result", result);
      return result;
    },
  } as Writes;
}
