import type { Row } from "../../types";
import type { StoredRow } from "./driver";
import type { Column } from "./table";

/** Where one value of a row is found, and what has to be done with it. */
interface ColumnRead {
  readonly name: string;
  readonly key: string | number;
  readonly decode: Column["decode"];
  readonly transform: Column["transformOutput"];
}

/** Rows of another table that come with a row. */
interface JoinRead {
  readonly name: string;
  /** "one": the key of the joined row's id, which is null when there is none. "many": the key of a JSON list of rows. */
  readonly kind: "one" | "many";
  readonly key: string | number;
  readonly read: RowRead;
  /** How many of a list are given out, where the statement could not say it. */
  readonly limit?: number;
}

/** How a stored row becomes an object. */
export interface RowRead {
  readonly columns: readonly ColumnRead[];
  readonly joins: readonly JoinRead[];
  /** Whether a transform of the application's has to be asked, which may take its time. */
  readonly hasTransform: boolean;
}

/** Makes the reading of columns that stand under the keys. */
export function makeRowRead(
  columns: readonly Column[],
  keys: readonly (string | number)[],
  joins: readonly JoinRead[] = [],
): RowRead {
  return {
    columns: columns.map(({ logical, decode, transformOutput }, index) => ({
      name: logical,
      key: keys[index] as string | number,
      decode,
      transform: transformOutput,
    })),
    joins,
    hasTransform:
      columns.some((column) => column.transformOutput !== null) || joins.some((join) => join.read.hasTransform),
  };
}

function joinedRows(list: unknown, limit = Infinity): readonly StoredRow[] {
  const rows: unknown = typeof list === "string" ? JSON.parse(list) : list;
  if (!Array.isArray(rows)) return [];
  return rows.length > limit ? rows.slice(0, limit) : rows;
}

/** Makes an object of a stored row. */
export function readRow(read: RowRead, stored: StoredRow): Row {
  const row: Row = {};
  for (const { name, key, decode } of read.columns) {
    const value = stored[key];
    row[name] = value === null || value === undefined ? null : decode === null ? value : decode(value);
  }
  for (const join of read.joins) {
    const value = stored[join.key];
    if (join.kind === "many")
      row[join.name] = joinedRows(value, join.limit).map((joined) => readRow(join.read, joined));
    else row[join.name] = value === null || value === undefined ? null : readRow(join.read, stored);
  }
  return row;
}

/** The same with the application's transforms: they get the stored value, before its type is converted. */
export async function readTransformedRow(read: RowRead, stored: StoredRow): Promise<Row> {
  const row: Row = {};
  for (const { name, key, decode, transform } of read.columns) {
    const value = transform === null ? stored[key] : await transform(stored[key]);
    row[name] = value === null || value === undefined ? null : decode === null ? value : decode(value);
  }
  for (const join of read.joins) {
    const value = stored[join.key];
    if (join.kind === "many") {
      const rows: Row[] = [];
      for (const joined of joinedRows(value, join.limit)) rows.push(await readTransformedRow(join.read, joined));
      row[join.name] = rows;
    } else row[join.name] = value === null || value === undefined ? null : await readTransformedRow(join.read, stored);
  }
  return row;
}
