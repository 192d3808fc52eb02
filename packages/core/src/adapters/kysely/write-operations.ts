import { BetterAuthError } from "../../error";
import type { Row, Where } from "../../types";
import { ask, type Plan, prepare, readOne, type SqlDatabase } from "./database";
import { andThen, type Executor, isPromise, type MaybePromise, type Statement } from "./driver";
import { addId, type Input, readFields } from "./input";
import { count, findOne } from "./read-operations";
import type { Column, Table } from "./table";
import { readWhere } from "./where";
import {
  type Assignment,
  makeDelete,
  makeDeleteReturning,
  makeInsert,
  makeUpdate,
  makeUpdateReturning,
  type Returning,
} from "./write";

const indexes = (columns: readonly Column[]): string => columns.map((column) => column.index).join();

/** Runs a statement that gives back the row it wrote. */
function runReturning(
  db: SqlDatabase,
  executor: Executor,
  key: string,
  make: () => Returning<Parameters<typeof prepare>[1]>,
  values: readonly unknown[],
): MaybePromise<Row | null> {
  const plan = db.statements.get<Plan>(key, () => {
    const { node, read } = make();
    return { statement: prepare(db, node, "rows"), read };
  });
  return andThen(
    ask(() => executor.get(plan.statement, values)),
    (row) => readOne(plan.read, row),
  ) as MaybePromise<Row | null>;
}

/** Runs a statement that gives back how many rows it wrote. */
function runCounting(
  db: SqlDatabase,
  executor: Executor,
  key: string,
  make: () => Parameters<typeof prepare>[1],
  values: readonly unknown[],
): MaybePromise<number> {
  const statement = db.statements.get<Statement>(key, () => prepare(db, make(), "count"));
  return ask(() => executor.run(statement, values));
}

/** What a new row is made from. */
export interface CreateArguments {
  readonly model: string;
  readonly data: Row;
  readonly select?: string[] | undefined;
  readonly forceAllowId?: boolean | undefined;
}

function insert(
  db: SqlDatabase,
  executor: Executor,
  args: CreateArguments,
  uniqueColumn: Column | null,
): MaybePromise<Row | null> {
  const table = db.tableOf(args.model);
  const write = (input: Input): MaybePromise<Row | null> => {
    addId(input, table, args.data.id, { ids: db.ids, forceAllowId: args.forceAllowId === true, logger: db.logger });
    const key = `insert ${table.name} ${indexes(input.columns)}${uniqueColumn === null ? "" : `;u${uniqueColumn.index}`}`;
    return runReturning(
      db,
      executor,
      key,
      () => makeInsert(table, input.columns, uniqueColumn, db.driver),
      input.values,
    );
  };
  const input = readFields(table, args.data, "create");
  return isPromise(input) ? input.then(write) : write(input);
}

function trim(table: Table, row: Row, select: string[] | undefined): Row {
  if (select === undefined || select.length === 0) return row;
  return Object.fromEntries(select.map((field) => table.column(field).logical).map((name) => [name, row[name]]));
}

/** Writes a new row and gives it back as the database has it. */
export function create(db: SqlDatabase, executor: Executor, args: CreateArguments): MaybePromise<Row> {
  return andThen(insert(db, executor, args, null), (row) => trim(db.tableOf(args.model), row as Row, args.select));
}

/**
 * Writes a new row unless one has the same value in a unique field; `null` then.
 *
 * @throws {BetterAuthError} when the field is not unique, because nothing would decide then
 */
export function createIfAbsent(
  db: SqlDatabase,
  executor: Executor,
  args: CreateArguments & { uniqueField: string },
): MaybePromise<Row | null> {
  const table = db.tableOf(args.model);
  const column = table.column(args.uniqueField);
  if (!table.isUnique(column)) {
    throw new BetterAuthError(`createIfAbsent: field ${column.logical} of model ${table.name} is not unique.`);
  }
  return insert(db, executor, args, column);
}

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
  const sets = assignments.map(({ column, isIncrement }) => `${column.index}${isIncrement ? "+" : ""}`).join();
  return { table, assignments, values, firstValue, key: `${table.name} ${sets}${readWhere(table, where, values)}` };
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
  const values: unknown[] = [];
  const key = `consume ${table.name}${readWhere(table, args.where, values)}`;
  const where = { where: args.where, firstValue: 0, isOne: true };
  return runReturning(db, executor, key, () => makeDeleteReturning(table, where, db.driver), values);
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
