import { sql } from "drizzle-orm";
import type { CleanedWhere, Row } from "../../types";
import type { Connection } from "./connection";
import { readRow } from "./rows";
import { fieldsOf, type ModelTable } from "./table";
import { whereOf } from "./where";

// MySQL gives no row back from a write. So the rows are read first, in the same transaction, and locked: until it ends
// nobody else changes them.

/** Rows of a model. */
export interface Condition {
  readonly model: ModelTable;
  readonly where: readonly CleanedWhere[];
  /** Only one of those that match. */
  readonly isOne: boolean;
}

async function lockRows(inside: Connection, { model, where, isOne }: Condition): Promise<Row[]> {
  const condition = whereOf(model, where, inside.provider);
  const stored = await inside.run((db) => {
    const all = db.select(model.fields).from(model.table).where(condition);
    return (isOne ? all.limit(1) : all).for("update");
  });
  return stored.map((row) => readRow(model, row));
}

/** Rows that one statement writes: it has 65,535 values at most. */
const MOST_ROWS = 2 ** 15;

/** The rows of one statement after the other. */
function partsOf(rows: readonly Row[]): (readonly Row[])[] {
  const count = Math.ceil(rows.length / MOST_ROWS);
  return Array.from({ length: count }, (_, part) => rows.slice(part * MOST_ROWS, (part + 1) * MOST_ROWS));
}

/** Locked rows as a condition: they are who they were, whatever the clauses say of them after the change. */
function areRows(model: ModelTable, rows: readonly Row[]) {
  const { column, physical } = model.id;
  const ids = rows.map((row) => sql`${sql.param(row[physical], column)}`);
  return sql`${column} in (${sql.join(ids, sql`, `)})`;
}

/** Changes the rows that match, and gives the first of them back as it is then. */
export function updateLocked(
  connection: Connection,
  condition: Condition,
  values: Record<string, unknown>,
): Promise<Row | null> {
  const { model } = condition;
  return connection.atomically(async (inside) => {
    const rows = await lockRows(inside, condition);
    const [first] = rows;
    if (first === undefined) return null;
    for (const part of partsOf(rows)) {
      await inside.run((db) => db.update(model.table).set(values).where(areRows(model, part)));
    }
    const id = Object.hasOwn(values, model.id.key) ? values[model.id.key] : first[model.id.physical];
    const changed = areRows(model, [{ [model.id.physical]: id }]);
    const [after] = await inside.run((db) => db.select(model.fields).from(model.table).where(changed));
    return after ? readRow(model, after) : null;
  });
}

/** Deletes the rows that match and gives them back. */
export function consumeLocked(connection: Connection, condition: Condition): Promise<Row[]> {
  const { model } = condition;
  return connection.atomically(async (inside) => {
    const rows = await lockRows(inside, condition);
    for (const part of partsOf(rows)) await inside.run((db) => db.delete(model.table).where(areRows(model, part)));
    return rows;
  });
}

/** Whether a row has a value that the unique index of a column takes for the same. Sees what others have committed. */
export async function hasSameUnique(
  connection: Connection,
  model: ModelTable,
  physical: string,
  value: unknown,
): Promise<boolean> {
  const { column } = model.column(physical);
  const found = await connection.run((db) =>
    db
      .select(fieldsOf([model.id]))
      .from(model.table)
      .where(sql`${column} = ${sql.param(value, column)}`)
      .limit(1)
      .for("update"),
  );
  return found.length > 0;
}
