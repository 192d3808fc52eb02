import type { FieldAttribute, JoinConfig, Row } from "../../types";
import { fieldOf, type ModelNames } from "../names";
import type { AdapterState } from "./state";

function parseText(value: unknown): unknown {
  if (typeof value !== "string") return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

function convert(value: unknown, field: string, attribute: FieldAttribute, { config }: AdapterState): unknown {
  if (value === null || value === undefined) return value;
  const { type } = attribute;
  if (field === "id" || attribute.references?.field === "id") return String(value);
  if (type === "date") return typeof value === "string" && !config.supportsDates ? new Date(value) : value;
  if (type === "boolean") return config.supportsBooleans ? value : value === 1 ? true : value === 0 ? false : value;
  if (type === "json") return config.supportsJSON ? value : parseText(value);
  if (type === "string[]" || type === "number[]") return config.supportsArrays ? value : parseText(value);
  return value;
}

async function readFields(
  state: AdapterState,
  stored: Row,
  model: ModelNames,
  select: readonly string[],
): Promise<Row> {
  const { config, options, schema } = state;
  const wanted = select.length > 0 ? new Set(select.map((field) => fieldOf(model, field).logical)) : undefined;
  const row: Row = {};
  for (const logical of [...Object.keys(model.table.fields).filter((field) => field !== "id"), "id"]) {
    if (wanted && !wanted.has(logical)) continue;
    const { physical, attribute } = fieldOf(model, logical);
    // The keys of the map are physical, its values logical: { _id: "id" }.
    const renamed = Object.entries(config.mapKeysTransformOutput ?? {}).find(([, to]) => to === logical)?.[0];
    let value = stored[renamed ?? physical];
    const transform = attribute.transform?.output as ((value: unknown) => unknown) | undefined;
    if (transform) value = await transform(value);
    value = convert(value, logical, attribute, state);
    if (config.customTransformOutput) {
      value = config.customTransformOutput({
        data: value,
        field: logical,
        fieldAttributes: attribute,
        select: [...select],
        model: model.logical,
        schema,
        options,
      });
    }
    row[logical] = value;
  }
  return row;
}

/**
 * A row as the caller gets it: every field of the model and the id, or the selected ones, and joined rows under their
 * logical names. `null` stays `null`.
 */
export async function transformOutput(
  state: AdapterState,
  stored: Row | null,
  modelName: string,
  select: readonly string[] = [],
  join?: JoinConfig,
): Promise<Row | null> {
  if (stored === null) return null;
  const row = await readFields(state, stored, state.names.model(modelName), select);
  for (const [physical, { modelKey, relation }] of Object.entries(join ?? {})) {
    const joined = stored[physical];
    const model = state.names.model(modelKey);
    if (relation === "one-to-one") {
      // Some databases give a list of one.
      const one = Array.isArray(joined) ? joined[0] : joined;
      row[modelKey] = one ? await readFields(state, one as Row, model, []) : null;
    } else {
      const list = Array.isArray(joined) ? (joined as Row[]) : joined ? [joined as Row] : [];
      row[modelKey] = await Promise.all(list.map((one) => readFields(state, one, model, [])));
    }
  }
  return row;
}
