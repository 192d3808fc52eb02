import { isUniqueViolation } from "../../database/unique-violation";
import { BetterAuthError } from "../../error";
import type { Row, Where } from "../../types";
import { matchesOneRow } from "../clause";
import { ask, prepare, readOne, type SqlDatabase } from "./database";
import { andThen, type Executor, isPromise, type MaybePromise, type Rowless, type Statement } from "./driver";
import { addId, type Input, readFields } from "./input";
import { hasSameUnique } from "./locked-rows";
import { makeRowRead } from "./row";
import { runReturning } from "./run";
import type { Column, Table } from "./table";
import { readWhere } from "./where";
import { type InsertCondition, makeInsert, makePlainInsert } from "./write";

const indexes = (columns: readonly Column[]): string => columns.map((column) => column.index).join();

/** What a new row is made from. */
export interface CreateArguments {
  readonly model: string;
  readonly data: Row;
  readonly select?: string[] | undefined;
  readonly forceAllowId?: boolean | undefined;
}

/** A condition with what a statement needs of it. */
interface Settled {
  readonly condition: InsertCondition;
  /** In the key of the statement's shape. */
  readonly key: string;
  /** Of its clauses. */
  readonly values: readonly unknown[];
}

const ALWAYS: Settled = { condition: null, key: "", values: [] };

/** Where an INSERT gives no row back, the row is what was written, with the id that the database made. */
async function insertRowless(
  db: SqlDatabase,
  executor: Executor,
  table: Table,
  { columns, values }: Input,
  { condition, key, values: asked }: Settled,
): Promise<Row | null> {
  const absent = condition !== null && "absent" in condition ? condition.absent : null;
  const shape = `insert-plain ${table.name} ${indexes(columns)}${absent === null ? key : ""}`;
  const statement = db.statements.get<Statement>(shape, () =>
    prepare(db, makePlainInsert(table, columns, condition, db.driver), "count"),
  );
  const stored: Record<number, unknown> = {};
  for (const [place, column] of columns.entries()) stored[column.index] = values[place];
  try {
    // Many who insert the same unique value wait for each other, and the database gives some of them up.
    const { count, id } = await ask(
      () => (executor.rowless as Rowless).insert(statement, [...values, ...asked]),
      executor === db.driver,
    );
    if (count === 0) return null;
    // MySQL says which id it made for AUTO_INCREMENT alone; 0 otherwise.
    if (stored[table.id.index] === undefined && id === 0) {
      throw new BetterAuthError(
        `create: expected an id for ${table.name} that MySQL counts (AUTO_INCREMENT); it made one by another default, and does not say which. Set advanced.database.generateId: "uuid", "serial" or a function.`,
      );
    }
    stored[table.id.index] ??= id;
  } catch (error) {
    if (absent === null || !isUniqueViolation(error)) throw error;
    if (await hasSameUnique(db, executor, table, absent, stored[absent.index])) return null;
    throw error; // of another unique column
  }
  const places = table.columns.map(({ index }) => index);
  return readOne(makeRowRead(table.columns, places), stored);
}

function insert(
  db: SqlDatabase,
  executor: Executor,
  args: CreateArguments,
  settled: Settled,
): MaybePromise<Row | null> {
  const table = db.tableOf(args.model);
  const write = (input: Input): MaybePromise<Row | null> => {
    addId(input, table, args.data.id, { ids: db.ids, forceAllowId: args.forceAllowId === true, logger: db.logger });
    if (executor.rowless !== undefined) return insertRowless(db, executor, table, input, settled);
    return runReturning(
      db,
      executor,
      `insert ${table.name} ${indexes(input.columns)}${settled.key}`,
      () => makeInsert(table, input.columns, settled.condition, db.driver),
      settled.values.length === 0 ? input.values : [...input.values, ...settled.values],
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
  return andThen(insert(db, executor, args, ALWAYS), (row) => trim(db.tableOf(args.model), row as Row, args.select));
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
  return insert(db, executor, args, { condition: { absent: column }, key: `;u${column.index}`, values: [] });
}

/**
 * Writes a new row if another one matches; `null` otherwise.
 *
 * @throws {BetterAuthError} when the clauses may match several rows: each would make a new one
 */
export function createIfPresent(
  db: SqlDatabase,
  executor: Executor,
  args: CreateArguments & { present: { model: string; where: readonly Where[] } },
): MaybePromise<Row | null> {
  const { model, where } = args.present;
  const table = db.tableOf(model);
  if (!matchesOneRow(where, (field) => table.isUnique(table.column(field)))) {
    throw new BetterAuthError(
      `createIfPresent: expected a clause that names one row of ${table.name} by a unique field.`,
    );
  }
  const values: unknown[] = [];
  const key = `;p${table.name}${readWhere(table, where, values)}`;
  return insert(db, executor, args, { condition: { present: { table, where } }, key, values });
}
