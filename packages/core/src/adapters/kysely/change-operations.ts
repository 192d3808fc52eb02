import { BetterAuthError } from "../../error";
import type { Row, Where } from "../../types";
import type { SqlDatabase } from "./database";
import { andThen, type Executor, isPromise, type MaybePromise } from "./driver";
import { type Input, readFields } from "./input";
import { consumeLocked, updateLocked } from "./locked-rows";
import { count, findOne } from "./read-operations";
import { runCounting, runReturning, runReturningAll } from "./run";
import type { Column, Table } from "./table";
import { readWhere } from "./where";
import {
  type Assignment,
  assignmentsKey,
  makeDelete,
  makeDeleteReturning,
  makeUpdate,
  makeUpdateReturning,
} from "./write";

interface ChangeArguments {
  readonly model: string;
  readonly where: readonly Where[];
}

/** An update in parts: what it assigns, the bound values, and the key of its shape. */
interface Change {
  readonly table: Table;
  readonly assignments: readonly Assignment[];
  readonly values: unknown[];
  readonly firstValue: number;
  readonly key: string;
}

function makeChange(table: Table, where: readonly Where[], set: Input, increments: Input): Change {
  // A field in both is counted, not set.
  const isSet = (column: Column) => !increments.columns.includes(column);
  const assignments = [
    ...set.columns.filter(isSet).map((column) => ({ column, isIncrement: false })),
    ...increments.columns.map((column) => ({ column, isIncrement: true })),
  ];
  const values = [...set.values.filter((_, index) => isSet(set.columns[index] as Column)), ...increments.values];
  const firstValue = values.length;
  const key = `${table.name} ${assignmentsKey(assignments)}${readWhere(table, where, values)}`;
  return { table, assignments, values, firstValue, key };
}

function readUpdate(table: Table, update: Row): MaybePromise<Input> {
  const withId = (input: Input): Input => {
    const { id } = update;
    if (id !== undefined && id !== null) {
      input.columns.push(table.id);
      input.values.push(table.id.encode(id));
    }
    return input;
  };
  const input = readFields(table, update, "update");
  return isPromise(input) ? input.then(withId) : withId(input);
}

const NOTHING: Input = { columns: [], values: [] };

/** Changes the rows that match and gives one of them back. */
export function update(
  db: SqlDatabase,
  executor: Executor,
  args: ChangeArguments & { update: Row },
): MaybePromise<Row | null> {
  // An update without a condition is a mistake; updateMany is for all rows.
  if (args.where.length === 0) return null;
  const table = db.tableOf(args.model);
  return andThen(readUpdate(table, args.update), (set) => {
    if (set.columns.length === 0) return findOne(db, executor, { model: args.model, where: [...args.where] });
    const { assignments, values, firstValue, key } = makeChange(table, args.where, set, NOTHING);
    if (executor.rowless !== undefined) {
      return updateLocked(db, executor, { table, where: args.where, isOne: false }, assignments, values);
    }
    const where = { where: args.where, firstValue, isOne: false };
    return runReturning(
      db,
      executor,
      `update ${key}`,
      () => makeUpdateReturning(table, assignments, where, db.driver),
      values,
    );
  }) as MaybePromise<Row | null>;
}

/** Changes the rows that match, all without clauses. Gives the count. */
export function updateMany(
  db: SqlDatabase,
  executor: Executor,
  args: ChangeArguments & { update: Row },
): MaybePromise<number> {
  const table = db.tableOf(args.model);
  return andThen(readUpdate(table, args.update), (set) => {
    if (set.columns.length === 0) return count(db, executor, { model: args.model, where: [...args.where] });
    const { assignments, values, firstValue, key } = makeChange(table, args.where, set, NOTHING);
    const where = { where: args.where, firstValue, isOne: false };
    return runCounting(db, executor, `many ${key}`, () => makeUpdate(table, assignments, where, db.driver), values);
  }) as MaybePromise<number>;
}

/** Deletes the rows that match, all without clauses. Gives the count. */
export function deleteMany(db: SqlDatabase, executor: Executor, args: ChangeArguments): MaybePromise<number> {
  const table = db.tableOf(args.model);
  const values: unknown[] = [];
  const key = `delete ${table.name}${readWhere(table, args.where, values)}`;
  const where = { where: args.where, firstValue: 0, isOne: false };
  return runCounting(db, executor, key, () => makeDelete(table, where, db.driver), values);
}

/** Deletes one row that matches and gives it back: of parallel callers one gets it. */
export function consumeOne(db: SqlDatabase, executor: Executor, args: ChangeArguments): MaybePromise<Row | null> {
  const table = db.tableOf(args.model);
  if (executor.rowless !== undefined) {
    return consumeLocked(db, executor, { table, where: args.where, isOne: true }).then(([row]) => row ?? null);
  }
  const values: unknown[] = [];
  const key = `consume ${table.name}${readWhere(table, args.where, values)}`;
  const where = { where: args.where, firstValue: 0, isOne: true };
  return runReturning(db, executor, key, () => makeDeleteReturning(table, where, db.driver), values);
}

/** Deletes every row that matches and gives them back: of parallel callers one gets them. */
export function consumeMany(db: SqlDatabase, executor: Executor, args: ChangeArguments): MaybePromise<readonly Row[]> {
  const table = db.tableOf(args.model);
  if (executor.rowless !== undefined) return consumeLocked(db, executor, { table, where: args.where, isOne: false });
  const values: unknown[] = [];
  const key = `consume-many ${table.name}${readWhere(table, args.where, values)}`;
  const where = { where: args.where, firstValue: 0, isOne: false };
  return runReturningAll(db, executor, key, () => makeDeleteReturning(table, where, db.driver), values);
}

function readIncrements(table: Table, increment: Record<string, number>): Input {
  const input: Input = { columns: [], values: [] };
  for (const [field, delta] of Object.entries(increment)) {
    const column = table.column(field);
    if (!Number.isFinite(delta)) {
      throw new BetterAuthError(`incrementOne: the change of field ${column.logical} must be a finite number.`);
    }
    input.columns.push(column);
    input.values.push(delta);
  }
  return input;
}

/** Adds to counters of one row that matches, and sets fields, in one step. The clauses are the guard. */
export function incrementOne(
  db: SqlDatabase,
  executor: Executor,
  args: ChangeArguments & { increment: Record<string, number>; set?: Row | undefined },
): MaybePromise<Row | null> {
  const table = db.tableOf(args.model);
  if (Object.keys(args.increment).length === 0 && Object.keys(args.set ?? {}).length === 0) {
    throw new BetterAuthError("incrementOne requires a non-empty `increment` or `set`; both were empty.");
  }
  const increments = readIncrements(table, args.increment);
  return andThen(readUpdate(table, args.set ?? {}), (set) => {
    const { assignments, values, firstValue, key } = makeChange(table, args.where, set, increments);
    if (executor.rowless !== undefined) {
      return updateLocked(db, executor, { table, where: args.where, isOne: true }, assignments, values);
    }
    const where = { where: args.where, firstValue, isOne: true };
    return runReturning(
      db,
      executor,
      `step ${key}`,
      () => makeUpdateReturning(table, assignments, where, db.driver),
      values,
    );
  }) as MaybePromise<Row | null>;
}
