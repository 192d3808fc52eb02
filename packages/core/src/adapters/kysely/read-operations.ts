import type { JoinOption, Row, SortBy, Where } from "../../types";
import { ask, type Plan, prepare, readAll, readOne, type SqlDatabase } from "./database";
import { limitsLists } from "./dialect";
import { andThen, type Executor, type MaybePromise } from "./driver";
import type { Join } from "./join";
import { makeSelect, type SelectShape } from "./select";
import type { Column, Table } from "./table";
import { readWhere } from "./where";
import { makeCount } from "./write";

/** What is asked for: clauses, fields, other tables. */
interface ReadArguments {
  readonly model: string;
  readonly where?: Where[] | undefined;
  readonly select?: string[] | undefined;
  readonly join?: JoinOption | undefined;
}

const NO_CLAUSES: Where[] = [];
const NO_JOINS: readonly Join[] = [];

function readJoins(db: SqlDatabase, table: Table, option: JoinOption | undefined): readonly Join[] {
  if (option === undefined) return NO_JOINS;
  const joins: Join[] = [];
  for (const model of Object.keys(option)) {
    const wanted = option[model];
    if (!wanted) continue;
    const join = db.joinOf(table, model);
    const limit = typeof wanted === "object" ? wanted.limit : undefined;
    joins.push(limit === undefined ? join : { ...join, limit });
  }
  return joins;
}

/** The selected columns, or all. With a join the id comes along. */
function readSelect(table: Table, select: string[] | undefined, hasJoins: boolean): readonly Column[] {
  if (select === undefined || select.length === 0) return table.columns;
  const columns = [...new Set(select.map((field) => table.column(field)))];
  if (hasJoins && !columns.includes(table.id)) columns.push(table.id);
  return columns;
}

function keyOf(shape: Pick<SelectShape, "table" | "columns" | "joins">, where: string, limitsLists: boolean): string {
  let key = `select ${shape.table.name}${where}`;
  if (shape.columns !== shape.table.columns) key += `;s${shape.columns.map((column) => column.index).join()}`;
  for (const join of shape.joins) key += limitsLists ? `;j${join.name}` : `;j${join.name} ${join.limit}`;
  return key;
}

/** Reads one row. */
export function findOne(db: SqlDatabase, executor: Executor, args: ReadArguments): MaybePromise<Row | null> {
  const table = db.tableOf(args.model);
  const where = args.where ?? NO_CLAUSES;
  const values: unknown[] = [];
  const whereKey = readWhere(table, where, values);
  const whereValues = values.length;
  const joins = readJoins(db, table, args.join);
  const columns = readSelect(table, args.select, joins.length > 0);
  const hasLimits = limitsLists(db.driver.dialect);
  if (hasLimits) for (const join of joins) if (!join.isToOne) values.push(join.limit);

  const plan = db.statements.get<Plan>(`one ${keyOf({ table, columns, joins }, whereKey, hasLimits)}`, () => {
    const shape: SelectShape = { table, columns, where, joins, whereValues, limit: 1, hasOffset: false };
    const { node, read } = makeSelect(shape, db.driver);
    return { statement: prepare(db, node, "rows"), read };
  });
  return andThen(
    ask(() => executor.get(plan.statement, values), executor === db.driver),
    (row) => readOne(plan.read, row),
  );
}

/** Reads rows. */
export function findMany(
  db: SqlDatabase,
  executor: Executor,
  args: ReadArguments & { limit?: number | undefined; sortBy?: SortBy | undefined; offset?: number | undefined },
): MaybePromise<Row[]> {
  const table = db.tableOf(args.model);
  const where = args.where ?? NO_CLAUSES;
  const values: unknown[] = [];
  const whereKey = readWhere(table, where, values);
  const whereValues = values.length;
  const joins = readJoins(db, table, args.join);
  const columns = readSelect(table, args.select, joins.length > 0);
  const hasOffset = args.offset !== undefined && args.offset > 0;
  // FETCH of SQL Server takes no 0.
  if (hasOffset && args.limit === 0 && db.driver.dialect === "mssql") return [];
  const sortBy = args.sortBy && { column: table.column(args.sortBy.field), direction: args.sortBy.direction };
  values.push(args.limit ?? db.defaultLimit);
  if (hasOffset) values.push(args.offset);
  const hasLimits = limitsLists(db.driver.dialect);
  if (hasLimits) for (const join of joins) if (!join.isToOne) values.push(join.limit);

  let key = keyOf({ table, columns, joins }, whereKey, hasLimits);
  if (sortBy) key += `;o${sortBy.column.index}${sortBy.direction === "desc" ? "d" : "a"}`;
  if (hasOffset) key += ";f";
  const plan = db.statements.get<Plan>(key, () => {
    const shape: SelectShape = { table, columns, where, joins, whereValues, limit: "value", hasOffset, sortBy };
    const { node, read } = makeSelect(shape, db.driver);
    return { statement: prepare(db, node, "rows"), read };
  });
  return andThen(
    ask(() => executor.all(plan.statement, values), executor === db.driver),
    (rows) => readAll(plan.read, rows),
  ) as MaybePromise<Row[]>;
}

/** Counts rows. */
export function count(
  db: SqlDatabase,
  executor: Executor,
  args: { model: string; where?: Where[] | undefined },
): MaybePromise<number> {
  const table = db.tableOf(args.model);
  const where = args.where ?? NO_CLAUSES;
  const values: unknown[] = [];
  const key = `count ${table.name}${readWhere(table, where, values)}`;
  const { statement, at } = db.statements.get(key, () => {
    const { node, key: at } = makeCount(table, where, db.driver);
    return { statement: prepare(db, node, "rows"), at };
  });
  return andThen(
    ask(() => executor.get(statement, values), executor === db.driver),
    (row) => Number(row?.[at]),
  );
}

/** Whether a call is the read of a session by its token, which every request does. */
export function isSessionRead({ model, where, join }: ReadArguments): boolean {
  const clause = where?.[0];
  return model === "session" && where?.length === 1 && clause?.field === "token" && join !== undefined;
}
