import { fieldOf, type SchemaNames } from "../../database/names";
import { wantedIndexes } from "../../database/table-indexes";
import { UniqueViolationError } from "../../database/unique-violation";
import { BetterAuthError } from "../../error";
import type { Row } from "../../types";

/** Rows by table. The arrays are the caller's own. */
export type MemoryDB = Record<string, Row[]>;

/** A reference of another table to a row that may be deleted. */
interface Reference {
  readonly table: string;
  readonly column: string;
  readonly target: string;
  readonly onDelete: string;
}

/** The tables with the rules of the schema: unique values, and what happens to rows that point at a deleted one. */
export interface Tables {
  rows(table: string): Row[];
  insert(table: string, row: Row): Row;
  /** Puts a row in the place of another. */
  replace(table: string, old: Row, row: Row): Row;
  remove(table: string, rows: readonly Row[]): void;
  /** Remembers every row; the result puts them back. */
  snapshot(): () => void;
}

const isNothing = (value: unknown): boolean => value === null || value === undefined;

/** Dates are equal by time. */
const keyOf = (value: unknown): unknown => (value instanceof Date ? value.getTime() : value);

/** A value as it is kept: what the caller could change later is copied, and what is no number or date is refused. */
function stored(column: string, value: unknown): unknown {
  if (typeof value === "bigint") {
    if (Number.isSafeInteger(Number(value))) return Number(value);
    throw new BetterAuthError(`Column ${column} takes a number of at most 2^53 - 1, got a larger bigint.`);
  }
  if (value instanceof Date && Number.isNaN(value.getTime())) {
    throw new BetterAuthError(`Column ${column} takes a date, got an invalid date.`);
  }
  return typeof value === "object" && value !== null ? structuredClone(value) : value;
}

/** Rows themselves are never changed, only replaced. */
function copy(row: Row): Row {
  return Object.fromEntries(Object.entries(row).map(([column, value]) => [column, stored(column, value)]));
}

/** Lays the rules of a schema over plain arrays. */
export function makeTables(db: MemoryDB, names: SchemaNames): Tables {
  const models = [...new Set(names.models.values())];
  const uniques = new Map(
    models.map((model) => {
      const indexes = wantedIndexes(model).filter((index) => index.unique);
      return [model.physical, [["id"], ...indexes.map((index) => index.columns)]];
    }),
  );
  const emptyRows = new Map(
    models.map((model): [string, Row] => {
      const columns = Object.keys(model.table.fields).map((field) => fieldOf(model, field).physical);
      return [model.physical, Object.fromEntries(columns.map((column) => [column, null]))];
    }),
  );
  const references = models.flatMap((model) =>
    Object.keys(model.table.fields).flatMap((field): (Reference & { of: string })[] => {
      const { attribute, physical } = fieldOf(model, field);
      const target = attribute.references && names.models.get(attribute.references.model);
      if (!attribute.references || !target) return [];
      return [
        {
          of: target.physical,
          table: model.physical,
          column: physical,
          target: fieldOf(target, attribute.references.field).physical,
          onDelete: attribute.references.onDelete ?? "cascade",
        },
      ];
    }),
  );

  const rows = (table: string): Row[] => {
    db[table] ??= [];
    return db[table];
  };

  function check(table: string, row: Row, old: Row | null): void {
    for (const columns of uniques.get(table) ?? []) {
      if (columns.some((column) => isNothing(row[column]))) continue;
      const isTaken = rows(table).some(
        (other) => other !== old && columns.every((column) => keyOf(other[column]) === keyOf(row[column])),
      );
      if (isTaken) throw new UniqueViolationError(table, columns);
    }
  }

  function removeReferences(table: string, gone: Row): void {
    for (const { of, table: from, column, target, onDelete } of references) {
      if (of !== table || isNothing(gone[target])) continue;
      const pointing = rows(from).filter((row) => row[column] === gone[target]);
      if (onDelete === "cascade") remove(from, pointing);
      else if (onDelete === "set null") for (const row of pointing) replace(from, row, { ...row, [column]: null });
    }
  }

  function replace(table: string, old: Row, row: Row): Row {
    check(table, row, old);
    const list = rows(table);
    list[list.indexOf(old)] = row;
    return row;
  }

  function remove(table: string, gone: readonly Row[]): void {
    const list = rows(table);
    for (const row of gone) {
      const place = list.indexOf(row);
      if (place >= 0) list.splice(place, 1);
    }
    for (const row of gone) removeReferences(table, row);
  }

  return {
    rows,
    replace: (table, old, row) => replace(table, old, copy(row)),
    remove,
    insert(table, row) {
      check(table, row, null);
      const added = copy({ ...emptyRows.get(table), ...row });
      rows(table).push(added);
      return added;
    },
    snapshot() {
      const before = new Map(Object.entries(db).map(([table, list]) => [table, [...list]]));
      return () => {
        for (const [table, list] of Object.entries(db)) {
          // The arrays stay the caller's own.
          list.splice(0, list.length, ...(before.get(table) ?? []));
        }
      };
    },
  };
}
