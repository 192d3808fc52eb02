import type { Row, Where } from "../../types";
import { ask, type Plan, prepare, readOne, type SqlDatabase } from "./database";
import { decodeNumber } from "./decode";
import type { Executor, MaybePromise, StoredRow } from "./driver";
import type { RowRead } from "./row";
import { runCounting } from "./run";
import { makeSelect } from "./select";
import type { Column, Table } from "./table";
import { readWhere } from "./where";
import { type Assignment, assignmentsKey, makeDelete, makeUpdate } from "./write";

// Where a write gives no row back, the rows are read first, in the same transaction, and locked: until it ends nobody
// else changes them. What they are after the write is known from what was read and what was written.

/** Rows that nobody else changes until the transaction ends. */
interface LockedRows {
  readonly stored: readonly StoredRow[];
  readonly read: RowRead;
}

/** Clauses with their values. */
export interface Condition {
  readonly table: Table;
  readonly where: readonly Where[];
  /** Only one of the matching rows. */
  readonly isOne: boolean;
}

/**
 * SELECT … FOR UPDATE.
 *
 * @param isLoose only looks: compares text as the database's collation does, and not byte by byte, and lets others look
 */
async function lockRows(
  db: SqlDatabase,
  executor: Executor,
  { table, where, isOne }: Condition,
  isLoose = false,
): Promise<LockedRows> {
  const values: unknown[] = [];
  const key = `lock${isOne ? "-one" : ""}${isLoose ? "-loosely" : ""} ${table.name}${readWhere(table, where, values)}`;
  const plan = db.statements.get<Plan>(key, () => {
    const { node, read } = makeSelect(
      {
        table,
        columns: table.columns,
        where,
        joins: [],
        whereValues: values.length,
        limit: isOne ? 1 : "none",
        hasOffset: false,
        lock: isLoose ? "lock in share mode" : "for update",
        isLoose,
      },
      db.driver,
    );
    return { statement: prepare(db, node, "rows"), read };
  });
  const stored = (await ask(
    () => executor.all(plan.statement, values),
    executor === db.driver,
  )) as readonly StoredRow[];
  return { stored, read: plan.read };
}

const keyOf = (read: RowRead, column: Column): string | number => read.columns[column.index]?.key as string | number;

const idOf = ({ read }: LockedRows, table: Table, row: StoredRow): unknown => row[keyOf(read, table.id)];

/** Rows that one statement writes: it has 65,535 values at most, and those of a list twice. */
const MOST_ROWS = 2 ** 14;

/** The locked rows as clauses, for one statement after the other. */
function byIds(rows: LockedRows, table: Table): Where[][] {
  const ids = rows.stored.map((row) => idOf(rows, table, row)) as string[];
  if (ids.length === 1) return [[{ field: "id", value: ids[0] as string }]];
  const parts = Array.from({ length: Math.ceil(ids.length / MOST_ROWS) }, (_, part) => part * MOST_ROWS);
  return parts.map((from) => [{ field: "id", operator: "in", value: ids.slice(from, from + MOST_ROWS) }]);
}

/** A stored row as it is after the assignments. */
function assigned(
  read: RowRead,
  row: StoredRow,
  assignments: readonly Assignment[],
  values: readonly unknown[],
): StoredRow {
  const after: Record<string | number, unknown> = { ...row };
  for (const [place, { column, isIncrement }] of assignments.entries()) {
    const key = keyOf(read, column);
    const value = values[place];
    after[key] = isIncrement ? Number(decodeNumber(row[key] ?? 0)) + Number(value) : value;
  }
  return after;
}

function atomically<R>(executor: Executor, work: (executor: Executor) => Promise<R>): Promise<R> {
  return (executor.rowless as NonNullable<Executor["rowless"]>).atomically(work);
}

/** Changes the rows that match, and gives the first of them back as it is then. Values: one for each assignment. */
export function updateLocked(
  db: SqlDatabase,
  executor: Executor,
  condition: Condition,
  assignments: readonly Assignment[],
  values: readonly unknown[],
): Promise<Row | null> {
  const { table } = condition;
  return atomically(executor, async (inside) => {
    const rows = await lockRows(db, inside, condition);
    const [row] = rows.stored;
    if (row === undefined) return null;
    for (const where of byIds(rows, table)) {
      const all = values.slice(0, assignments.length);
      const firstValue = all.length;
      const key = `update-locked ${table.name} ${assignmentsKey(assignments)}${readWhere(table, where, all)}`;
      await runCounting(
        db,
        inside,
        key,
        () => makeUpdate(table, assignments, { where, firstValue, isOne: false }, db.driver),
        all,
      );
    }
    return readOne(rows.read, assigned(rows.read, row, assignments, values));
  });
}

/** Deletes the rows that match and gives them back. */
export function consumeLocked(db: SqlDatabase, executor: Executor, condition: Condition): Promise<readonly Row[]> {
  const { table } = condition;
  return atomically(executor, async (inside) => {
    const rows = await lockRows(db, inside, condition);
    if (rows.stored.length === 0) return [];
    for (const where of byIds(rows, table)) {
      const values: unknown[] = [];
      const key = `delete ${table.name}${readWhere(table, where, values)}`;
      await runCounting(
        db,
        inside,
        key,
        () => makeDelete(table, { where, firstValue: 0, isOne: false }, db.driver),
        values,
      );
    }
    const read = rows.stored.map((row) => readOne(rows.read, row) as MaybePromise<Row>);
    return Promise.all(read);
  });
}

/**
 * Whether a row has a value that the unique index of a column takes for the same. Sees what others have committed. The
 * INSERT that failed has left a shared lock there, as those of others have: to ask for more would be a deadlock.
 */
export async function hasSameUnique(
  db: SqlDatabase,
  executor: Executor,
  table: Table,
  column: Column,
  value: unknown,
): Promise<boolean> {
  const where: Where[] = [{ field: column.logical, value: value as string }];
  const { stored } = await lockRows(db, executor, { table, where, isOne: true }, true);
  return stored.length > 0;
}
