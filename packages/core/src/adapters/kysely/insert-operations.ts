import { isUniqueViolation } from "../../database/unique-violation";
import { BetterAuthError } from "../../error";
import type { Row } from "../../types";
import { ask, prepare, readOne, type SqlDatabase } from "./database";
import { andThen, type Executor, isPromise, type MaybePromise, type Rowless, type Statement } from "./driver";
import { addId, type Input, readFields } from "./input";
import { hasSameUnique } from "./locked-rows";
import { makeRowRead } from "./row";
import { runReturning } from "./run";
import type { Column, Table } from "./table";
import { makeInsert, makePlainInsert } from "./write";

const indexes = (columns: readonly Column[]): string => columns.map((column) => column.index).join();

/** What a new row is made from. */
export interface CreateArguments {
  readonly model: string;
  readonly data: Row;
  readonly select?: string[] | undefined;
  readonly forceAllowId?: boolean | undefined;
}

/** Where an INSERT gives no row back, the row is what was written, with the id that the database made. */
async function insertRowless(
  db: SqlDatabase,
  executor: Executor,
  table: Table,
  { columns, values }: Input,
  uniqueColumn: Column | null,
): Promise<Row | null> {
  const statement = db.statements.get<Statement>(`insert-plain ${table.name} ${indexes(columns)}`, () =>
    prepare(db, makePlainInsert(table, columns, db.driver), "count"),
  );
  const stored: Record<number, unknown> = {};
  for (const [place, column] of columns.entries()) stored[column.index] = values[place];
  try {
    const made = await ask(() => (executor.rowless as Rowless).insert(statement, values));
    stored[table.id.index] ??= made;
  } catch (error) {
    if (uniqueColumn === null || !isUniqueViolation(error)) throw error;
    const taken = await hasSameUnique(db, executor, table, uniqueColumn, stored[uniqueColumn.index]);
    if (taken) return null;
    throw error; // of another unique column
  }
  const places = table.columns.map(({ index }) => index);
  return readOne(makeRowRead(table.columns, places), stored);
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
    if (executor.rowless !== undefined) return insertRowless(db, executor, table, input, uniqueColumn);
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
