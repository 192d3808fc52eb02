import type { CleanedWhere, CustomAdapter, JoinConfig, Row, SortBy } from "../../types";
import { type Access, exactWhere, nearWhere } from "./access";
import type { Argument, StoredRow } from "./client";
import { type Join, readJoined, readJoins, selectJoined } from "./joins";
import type { PrismaField, PrismaModel } from "./model";
import { readRow } from "./values";

interface ReadArguments {
  readonly modelKey: string;
  readonly where?: readonly CleanedWhere[] | undefined;
  readonly select?: readonly string[] | undefined;
  readonly join?: JoinConfig | undefined;
}

/** Which part of the rows that match. */
interface Page {
  readonly take?: number | undefined;
  readonly skip?: number | undefined;
  readonly orderBy?: Argument | undefined;
}

/** The fields that are asked for, or all, with those that the rows are looked at for. */
function selectionOf(
  access: Access,
  model: PrismaModel,
  { modelKey, select }: ReadArguments,
  besides: readonly PrismaField[],
  joins: readonly Join[],
): Argument {
  const wanted = (select ?? []).map((field) => model.field(access.physicalName(modelKey, field)));
  const fields = wanted.length === 0 ? [] : [...wanted, ...besides];
  const own = fields.length === 0 ? model.select : Object.fromEntries(fields.map(({ key }) => [key, true]));
  return joins.length === 0 ? own : { ...own, ...selectJoined(joins) };
}

async function readRows(access: Access, args: ReadArguments, page: Page): Promise<Row[]> {
  const { connection } = access;
  const model = access.modelOf(args.modelKey);
  const joins = readJoins(model, args.join, access.modelOf);
  const exact = () => exactWhere(connection, model, args.where);
  // What stands before the page is not looked at.
  const isBehind = page.skip !== undefined;
  const { condition, isRight, fields } = isBehind
    ? { condition: await exact(), isRight: undefined, fields: [] }
    : await nearWhere(connection, model, args.where);
  const select = selectionOf(access, model, args, fields, joins);
  const read = (where: Argument): Promise<StoredRow[]> =>
    connection.run(model, (calls) => calls.findMany({ where, select, ...page }));

  const toRow = (stored: StoredRow): Row => ({ ...readRow(model, stored), ...readJoined(joins, stored) });
  const rows = (await read(condition)).map(toRow);
  if (isRight === undefined || rows.every(isRight)) return rows;
  // Others stand in the page: it is read again without them.
  return (await read(await exact())).map(toRow);
}

/** Counts the rows that match. */
export async function countRows(
  { connection, modelOf }: Access,
  { modelKey, where: clauses }: Pick<ReadArguments, "modelKey" | "where">,
): Promise<number> {
  const model = modelOf(modelKey);
  const where = await exactWhere(connection, model, clauses);
  return connection.run(model, (calls) => calls.count({ where }));
}

/** The reading calls on a connection. */
export function makeReads(access: Access): Pick<CustomAdapter, "findOne" | "findMany" | "count"> {
  const orderOf = (modelKey: string, { field, direction }: SortBy): Argument => {
    const { key } = access.modelOf(modelKey).field(access.physicalName(modelKey, field));
    return { [key]: direction === "desc" ? "desc" : "asc" };
  };
  return {
    findOne: async (args) => (await readRows(access, args, { take: 1 }))[0] ?? null,
    findMany: async (args) => {
      const { limit, offset, sortBy, modelKey } = args;
      return readRows(access, args, {
        take: limit,
        ...(offset ? { skip: offset } : {}),
        ...(sortBy ? { orderBy: orderOf(modelKey, sortBy) } : {}),
      });
    },
    count: (args) => countRows(access, args),
  };
}
