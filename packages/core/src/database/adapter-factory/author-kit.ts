import type { AdapterFactoryHelpers } from "../../types";
import { cleanWhere } from "./clean-where";
import type { DebugLog } from "./debug-log";
import type { AdapterState } from "./state";
import { transformInput } from "./transform-input";
import { transformOutput } from "./transform-output";

/** Names and transforms for the author of an adapter. */
export function makeAuthorKit(state: AdapterState, log: DebugLog): AdapterFactoryHelpers {
  const { names, options, schema } = state;
  return {
    options,
    schema,
    debugLog: log.line,
    getModelName: (model) => names.model(model).physical,
    getFieldName: ({ model, field }) => names.field(model, field).physical,
    getDefaultModelName: (model) => names.model(model).logical,
    getDefaultFieldName: ({ model, field }) => names.field(model, field).logical,
    getFieldAttributes: ({ model, field }) => names.field(model, field).attribute,
    transformInput: (data, model, action, forceAllowId) => transformInput(state, data, model, action, forceAllowId),
    transformOutput: (row, model, select, join) => transformOutput(state, row, model, select, join),
    transformWhereClause: (args) => cleanWhere(state, args),
  };
}
