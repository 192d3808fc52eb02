import type { DBTransactionAdapter, JoinConfig, JoinOption, Row, WhereValue } from "../../types";
import { relationBetween } from "../relation";
import type { AdapterState } from "./state";

const DEFAULT_LIMIT = 100;

/** Resolves the joins that are asked for, by physical model name. `undefined` when there are none. */
export function resolveJoin(state: AdapterState, model: string, join: JoinOption | undefined): JoinConfig | undefined {
  const { names } = state;
  const base = names.model(model);
  const config: JoinConfig = {};
  for (const [name, wanted] of Object.entries(join ?? {})) {
    if (!wanted) continue;
    const { model: other, from, to, isToOne } = relationBetween(names, base, names.model(name));
    const asked = typeof wanted === "object" ? wanted.limit : undefined;
    config[other.physical] = {
      modelKey: other.logical,
      on: { from: from.physical, to: to.physical },
      limit: isToOne ? 1 : (asked ?? DEFAULT_LIMIT),
      relation: isToOne ? "one-to-one" : "one-to-many",
    };
  }
  return Object.keys(config).length > 0 ? config : undefined;
}

/** Reads the joined rows of one row with a query for each model. */
async function readJoined(
  state: AdapterState,
  adapter: Pick<DBTransactionAdapter, "findOne" | "findMany">,
  row: Row,
  model: string,
  join: JoinConfig,
): Promise<Row> {
  const joined: Row = { ...row };
  for (const { modelKey, on, limit, relation } of Object.values(join)) {
    const value = row[state.names.field(model, on.from).logical] as WhereValue | undefined;
    const where = [{ field: on.to, value: value ?? null }];
    const isMissing = value === null || value === undefined;
    if (relation === "one-to-one")
      joined[modelKey] = isMissing ? null : await adapter.findOne({ model: modelKey, where });
    else joined[modelKey] = isMissing ? [] : await adapter.findMany({ model: modelKey, where, limit });
  }
  return joined;
}

/** Adds the joined rows to rows that were read without them. */
export async function addJoined(
  state: AdapterState,
  adapter: Pick<DBTransactionAdapter, "findOne" | "findMany">,
  rows: readonly Row[],
  model: string,
  join: JoinConfig,
): Promise<Row[]> {
  return Promise.all(rows.map((row) => readJoined(state, adapter, row, model, join)));
}
