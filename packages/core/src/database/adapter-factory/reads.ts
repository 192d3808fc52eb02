import type { DBTransactionAdapter, JoinConfig, Row } from "../../types";
import { cleanWhere } from "./clean-where";
import type { DebugLog } from "./debug-log";
import { addJoined, resolveJoin } from "./join";
import type { WorkingAdapter } from "./state";
import { transformOutput } from "./transform-output";

type Reads = Pick<DBTransactionAdapter, "findOne" | "findMany" | "count">;

const DEFAULT_LIMIT = 100;

/** With a join the id is read along. */
function withId(select: string[] | undefined, join: JoinConfig | undefined): string[] | undefined {
  return select && join && !select.includes("id") ? [...select, "id"] : select;
}

/** The fields to read, so that the joined rows can be found. */
function selectFor(state: WorkingAdapter, model: string, select: string[] | undefined, join: JoinConfig | undefined) {
  if (!select || !join) return select;
  const keys = Object.values(join).map(({ on }) => state.names.field(model, on.from).logical);
  return [...new Set([...select, ...keys])];
}

/** The reading calls of an adapter. */
export function makeReads(state: WorkingAdapter, log: DebugLog): Reads {
  const { custom, names, config, options } = state;
  const isNative = options.advanced?.database?.joins === true;

  async function finish(
    stored: readonly Row[],
    model: string,
    select: string[] | undefined,
    join: JoinConfig | undefined,
  ): Promise<Row[]> {
    if (config.disableTransformOutput) return [...stored];
    // Which of the joins came with the rows is only known from the rows.
    const came = Object.entries(join ?? {}).filter(([physical]) => isNative && stored.every((row) => physical in row));
    const missing = Object.entries(join ?? {}).filter(([physical]) => !came.some(([name]) => name === physical));
    const read = selectFor(state, model, select, join);
    const rows = await Promise.all(
      stored.map((row) => transformOutput(state, row, model, read, Object.fromEntries(came)) as Promise<Row>),
    );
    const complete =
      missing.length > 0 ? await addJoined(state, reads, rows, model, Object.fromEntries(missing)) : rows;
    return select && join ? complete.map((row) => pick(row, select, join)) : complete;
  }

  function pick(row: Row, select: readonly string[], join: JoinConfig): Row {
    const wanted = [...select, ...Object.values(join).map(({ modelKey }) => modelKey)];
    return Object.fromEntries(wanted.map((key) => [key, row[key]]));
  }

  const reads = {
    async findOne({ model: name, where: clauses, select: asked, join: option }) {
      const model = names.model(name);
      const where = cleanWhere(state, { model: name, where: clauses, action: "findOne" }) ?? [];
      const join = resolveJoin(state, name, option);
      const select = withId(asked, join)?.map((field) => names.field(name, field).logical);
      const call = log.call("findOne", 3);
      call.step("input", { model: model.physical, where, select, join });
      const stored = await custom.findOne({
        model: model.physical,
        modelKey: model.logical,
        where,
        select: selectFor(state, name, select, join),
        ...(isNative ? { join } : {}),
      });
      call.step("DB Result", stored);
      const row =
        stored === null || stored === undefined ? null : ((await finish([stored], name, select, join))[0] ?? null);
      call.step("Parsed Result", row);
      return row;
    },

    async findMany({ model: name, where: clauses, limit, select: asked, sortBy, offset, join: option }) {
      const model = names.model(name);
      const where = cleanWhere(state, { model: name, where: clauses, action: "findMany" });
      const join = resolveJoin(state, name, option);
      const select = withId(asked, join)?.map((field) => names.field(name, field).logical);
      const call = log.call("findMany", 3);
      const request = {
        model: model.physical,
        modelKey: model.logical,
        where,
        limit: limit ?? options.advanced?.database?.defaultFindManyLimit ?? DEFAULT_LIMIT,
        select: selectFor(state, name, select, join),
        sortBy: sortBy && { ...sortBy, field: names.field(name, sortBy.field).logical },
        offset,
      };
      call.step("input", request);
      const stored = await custom.findMany({ ...request, ...(isNative ? { join } : {}) });
      call.step("DB Result", stored);
      const rows = await finish(stored, name, select, join);
      call.step("Parsed Result", rows);
      return rows;
    },

    async count({ model: name, where: clauses }) {
      const model = names.model(name);
      const where = cleanWhere(state, { model: name, where: clauses, action: "count" });
      const call = log.call("count", 2);
      call.step("input", { model: model.physical, where });
      const result = await custom.count({ model: model.physical, modelKey: model.logical, where });
      call.step("Parsed Result", result);
      return result;
    },
  } as Reads;
  return reads;
}
