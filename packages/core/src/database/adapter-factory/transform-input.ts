import type { FieldAttribute, Row } from "../../types";
import { isUuid } from "../id";
import { fieldOf, type ModelNames } from "../names";
import { numericValue } from "./numeric";
import type { AdapterState } from "./state";

/** Which write the values are for. */
export type WriteAction = "create" | "update";

/** The default of a field that was not given; of a required one also where it was given null, which it cannot hold. */
export function withApplyDefault(
  value: unknown,
  { defaultValue, onUpdate, required }: Pick<FieldAttribute, "defaultValue" | "onUpdate" | "required">,
  action: WriteAction,
): unknown {
  if (action === "update") return value === undefined ? onUpdate?.() : value;
  const isMissing = value === undefined || (value === null && required === true && defaultValue !== undefined);
  if (!isMissing) return value;
  return typeof defaultValue === "function" ? defaultValue() : defaultValue;
}

function toDate(value: unknown): unknown {
  if (typeof value !== "string") return value;
  const date = new Date(value);
  return Number.isNaN(date.getTime()) ? value : date;
}

function convert(value: unknown, attribute: FieldAttribute, { config, ids }: AdapterState): unknown {
  const { type } = attribute;
  if (type === "json") return config.supportsJSON ? value : JSON.stringify(value);
  if (value === null) return null;
  if (attribute.references?.field === "id") return ids.isNumeric ? numericValue(value) : value;
  if (type === "date") {
    const date = toDate(value);
    return date instanceof Date && !config.supportsDates ? date.toISOString() : date;
  }
  if (type === "boolean") return typeof value === "boolean" && !config.supportsBooleans ? (value ? 1 : 0) : value;
  if ((type === "string[]" || type === "number[]") && !config.supportsArrays) return JSON.stringify(value);
  return value;
}

function idOf(state: AdapterState, model: ModelNames, given: unknown, forceAllowId: boolean): unknown {
  const { ids, logger } = state;
  if (given === undefined || given === null || !forceAllowId) return ids.generate(model.logical);
  if (ids.isUuid && !isUuid(given)) {
    logger.warn(
      `The id given for a new row of ${model.logical} is no UUID. It is dropped, because generateId is "uuid".`,
    );
    return state.config.supportsUUIDs ? undefined : ids.generate(model.logical);
  }
  return ids.isNumeric ? numericValue(given) : given;
}

/**
 * A row as the database takes it: known fields only, with defaults (create) or values of `onUpdate` (update), the
 * fields' own transforms, converted types, and physical names. The id comes last.
 */
export async function transformInput(
  state: AdapterState,
  data: Row,
  modelName: string,
  action: WriteAction,
  forceAllowId = false,
): Promise<Row> {
  const model = state.names.model(modelName);
  const { config, options, schema } = state;
  const row: Row = {};

  function put(logical: string, value: unknown): void {
    const { physical, attribute } = fieldOf(model, logical);
    const field = config.mapKeysTransformInput?.[physical] ?? physical;
    const { customTransformInput: custom } = config;
    row[field] = custom
      ? custom({ data: value, field, fieldAttributes: attribute, action, model: model.logical, schema, options })
      : value;
  }

  for (const logical of Object.keys(model.table.fields)) {
    if (logical === "id") continue;
    const { attribute } = fieldOf(model, logical);
    let value = withApplyDefault(data[logical], attribute, action);
    if (value === undefined) continue;
    // The schema says which values a transform takes; here they are any.
    const transform = attribute.transform?.input as ((value: unknown) => unknown) | undefined;
    if (transform) value = await transform(value);
    if (value !== undefined) put(logical, convert(value, attribute, state));
  }
  if (action === "create") {
    const id = idOf(state, model, data.id, forceAllowId);
    if (id !== undefined) put("id", id);
  } else if (data.id !== undefined) {
    put("id", state.ids.isNumeric ? numericValue(data.id) : data.id);
  }
  return row;
}
