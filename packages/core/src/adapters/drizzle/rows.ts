import type { Row } from "../../types";
import type { StoredRow } from "./database";
import type { ModelTable } from "./table";
import { decode, encode } from "./values";

/** A stored row, keyed by physical name, with its values as the caller gets them. */
export function readRow(model: ModelTable, stored: StoredRow): Row {
  const row: Row = {};
  for (const [physical, value] of Object.entries(stored)) row[physical] = decode(model.column(physical), value);
  return row;
}

/** A row by physical names as Drizzle takes it. */
export function writtenRow(model: ModelTable, row: Row): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const [physical, value] of Object.entries(row)) {
    const column = model.column(physical);
    values[column.key] = encode(column, value);
  }
  return values;
}
