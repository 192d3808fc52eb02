import { type WriteAction, withApplyDefault } from "../../database/adapter-factory/transform-input";
import { type IdStrategy, isUuid } from "../../database/id";
import type { Logger, Row } from "../../types";
import type { Column, Table } from "./table";

/** What is written: columns, and a bound value for each. */
export interface Input {
  readonly columns: Column[];
  readonly values: unknown[];
}

function push(input: Input, column: Column, value: unknown): void {
  if (value === undefined) return;
  input.columns.push(column);
  input.values.push(value === null ? column.encodedNull : column.encode(value));
}

/** The application's transforms may take their time. */
async function readTransformedFields(table: Table, data: Row, action: WriteAction): Promise<Input> {
  const input: Input = { columns: [], values: [] };
  for (const column of table.columns) {
    if (column === table.id) continue;
    const value = withApplyDefault(data[column.logical], column.attribute, action);
    push(
      input,
      column,
      value === undefined || column.transformInput === null ? value : await column.transformInput(value),
    );
  }
  return input;
}

/**
 * The columns that a write sets: fields that the table has, defaults where nothing was given (on create), values of
 * `onUpdate` (on update). Anything else in the data is left out.
 */
export function readFields(table: Table, data: Row, action: WriteAction): Input | Promise<Input> {
  if (table.hasInputTransform) return readTransformedFields(table, data, action);
  const input: Input = { columns: [], values: [] };
  for (const column of table.columns) {
    if (column !== table.id) push(input, column, withApplyDefault(data[column.logical], column.attribute, action));
  }
  return input;
}

/** Adds the id of a new row, last: a given one when that is allowed, else what the strategy makes. */
export function addId(
  input: Input,
  table: Table,
  given: unknown,
  settings: { ids: IdStrategy; forceAllowId: boolean; logger: Logger },
): void {
  const { ids, forceAllowId, logger } = settings;
  let id = given ?? undefined;
  if (id !== undefined && !forceAllowId) {
    logger.warn(`An id was given for a new row of ${table.name}. It is dropped: pass forceAllowId: true to keep it.`);
    id = undefined;
  } else if (id !== undefined && ids.isUuid && !isUuid(id)) {
    logger.warn(`The id given for a new row of ${table.name} is no UUID. It is dropped, because generateId is "uuid".`);
    id = undefined;
  }
  push(input, table.id, id ?? ids.generate(table.name));
}
