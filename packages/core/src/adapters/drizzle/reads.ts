import { type SQL, sql } from "drizzle-orm";
import type { CleanedWhere, CustomAdapter, JoinConfig, Row } from "../../types";
import type { Connection } from "./connection";
import type { Database, Fields, SelectQuery, StoredRow } from "./database";
import { addLists, type Join, joinedTable, readJoins } from "./joins";
import { readRow } from "./rows";
import { fieldsOf, type ModelTable } from "./table";
import { whereOf } from "./where";

/** What the reads and the writes of a connection share. */
export interface Access {
  readonly connection: Connection;
  tableOf(logical: string): ModelTable;
  /** The physical name of a field in any spelling. */
  physicalName(model: string, field: string): string;
}

interface ReadArguments {
  readonly modelKey: string;
  readonly where?: readonly CleanedWhere[] | undefined;
  readonly select?: readonly string[] | undefined;
  readonly join?: JoinConfig | undefined;
}

/** The columns that are asked for, or all; with joins also those that the joined rows are found by. */
function columnsOf(access: Access, { modelKey, select }: ReadArguments, joins: readonly Join[]) {
  const model = access.tableOf(modelKey);
  if (select === undefined || select.length === 0) return model.columns;
  const wanted = select.map((field) => model.column(access.physicalName(modelKey, field)));
  return [...new Set([...wanted, ...joins.map(({ from }) => from)])];
}

/** Under this key stand the base row's columns when other tables are read along. */
const BASE = "base";

function readJoined(model: ModelTable, stored: StoredRow, toOne: readonly Join[]): Row {
  if (toOne.length === 0) return readRow(model, stored);
  const row = readRow(model, stored[BASE] as StoredRow);
  for (const [number, join] of toOne.entries()) {
    const joined = stored[`j${number}`] as StoredRow | null;
    // Without a row there, every column of it is null.
    const isThere = joined !== null && joined[join.model.id.physical] !== null;
    row[join.physical] = isThere ? readRow(join.model, joined) : null;
  }
  return row;
}

async function readRows(
  access: Access,
  args: ReadArguments,
  finish: (query: SelectQuery) => SelectQuery,
): Promise<Row[]> {
  const { connection } = access;
  const model = access.tableOf(args.modelKey);
  const joins = readJoins(model, args.join, access.tableOf);
  const toOne = joins.filter(({ isToOne }) => isToOne);
  const tables = toOne.map(joinedTable);
  const columns = columnsOf(access, args, joins);
  const base = columns === model.columns ? model.fields : fieldsOf(columns);
  const groups = tables.map(({ fields }, number) => [`j${number}`, fields]);
  const fields: Fields = tables.length === 0 ? base : { [BASE]: base, ...Object.fromEntries(groups) };
  const condition = whereOf(model, args.where, connection.provider);

  const query = (db: Database): SelectQuery => {
    let select = db.select(fields).from(model.table);
    for (const { table, on } of tables) select = select.leftJoin(table, on);
    return finish(select.where(condition));
  };
  const stored = await connection.run(query);
  const rows = stored.map((row) => readJoined(model, row, toOne));
  await addLists(
    connection,
    joins.filter(({ isToOne }) => !isToOne),
    rows,
  );
  return rows;
}

/** Counts the rows that match. */
export async function countRows(
  { connection, tableOf }: Access,
  { modelKey, where }: Pick<ReadArguments, "modelKey" | "where">,
): Promise<number> {
  const model = tableOf(modelKey);
  const condition = whereOf(model, where, connection.provider);
  const count = sql`count(*)`.mapWith(Number);
  const [row] = await connection.run((db) => db.select({ count }).from(model.table).where(condition));
  return Number(row?.count);
}

/** The reading calls on a connection. */
export function makeReads(access: Access): Pick<CustomAdapter, "findOne" | "findMany" | "count"> {
  const orderOf = (model: string, sortBy: { field: string; direction: string }): SQL => {
    const { column } = access.tableOf(model).column(access.physicalName(model, sortBy.field));
    return sortBy.direction === "desc" ? sql`${column} desc` : sql`${column} asc`;
  };
  return {
    findOne: async (args) => (await readRows(access, args, (query) => query.limit(1)))[0] ?? null,
    findMany: (args) =>
      readRows(access, args, (query) => {
        const { sortBy, limit, offset, modelKey } = args;
        const sorted = sortBy ? query.orderBy(orderOf(modelKey, sortBy)) : query;
        const limited = sorted.limit(limit);
        return offset ? limited.offset(offset) : limited;
      }),
    count: (args) => countRows(access, args),
  };
}
