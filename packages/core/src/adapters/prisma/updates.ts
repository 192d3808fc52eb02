import type { CleanedWhere, Row } from "../../types";
import { type Access, exactWhere } from "./access";
import type { Argument, StoredRow } from "./client";
import type { Connection } from "./connection";
import type { PrismaField, PrismaModel } from "./model";
import { both, readMeant, winRow } from "./pick";
import { encode, readRow, writtenRow } from "./values";
import { uniqueValueOf } from "./where";

/** UPDATE that gives rows back: one statement, with its condition. The first row, as it is then. */
async function updateReturning(
  connection: Connection,
  model: PrismaModel,
  where: Argument,
  data: Argument,
): Promise<Row | null> {
  const { select } = model;
  const [stored] = await connection.run(model, (calls) => calls.updateManyAndReturn({ where, data, select }));
  return stored ? readRow(model, stored) : null;
}

/** UPDATE of rows that were read, where it gives no rows back: the first is read once more before it is let go. */
async function updateRead(
  connection: Connection,
  model: PrismaModel,
  rows: readonly StoredRow[],
  condition: Argument,
  data: Argument,
): Promise<Row | null> {
  const { key } = model.id;
  const [first] = rows;
  if (first === undefined) return null;
  const where = both({ [key]: { in: rows.map((stored) => stored[key]) } }, condition);
  return connection.atomically(async (inside) => {
    const { count } = await inside.run(model, (calls) => calls.updateMany({ where, data }));
    if (count === 0) return null;
    const isIt = { [key]: { equals: data[key] ?? first[key] } };
    const stored = await inside.run(model, (calls) => calls.findFirst({ where: isIt, select: model.select }));
    return stored && readRow(model, stored);
  });
}

/** Changes every row that matches, and gives the first of them back as it is then. */
export async function updateRows(
  connection: Connection,
  model: PrismaModel,
  where: readonly CleanedWhere[],
  data: Argument,
): Promise<Row | null> {
  if (connection.canReturn(model)) {
    return updateReturning(connection, model, await exactWhere(connection, model, where), data);
  }
  const { rows, condition } = await readMeant(connection, model, where);
  return updateRead(connection, model, rows, condition, data);
}

/** What a counter becomes, and what has to be true of it for that: NULL is counted from zero, and cannot be added to. */
function addition(
  field: PrismaField,
  delta: number,
  stored: StoredRow | undefined,
): { data: unknown; guard: Argument } {
  const value = encode(field, delta);
  if (!field.isNullable) return { data: { increment: value }, guard: {} };
  const isNull = (stored?.[field.key] ?? null) === null;
  return isNull
    ? { data: value, guard: { [field.key]: { equals: null } } }
    : { data: { increment: value }, guard: { [field.key]: { not: null } } };
}

/** Adds to counters, and sets fields, of one row that matches. */
export async function incrementRow(
  { connection, modelOf }: Access,
  args: { modelKey: string; where: readonly CleanedWhere[]; increment: Record<string, number>; set?: Row | undefined },
): Promise<Row | null> {
  const { where, increment, set = {} } = args;
  const model = modelOf(args.modelKey);
  const assigned = writtenRow(model, set);
  const counters = Object.entries(increment).map(([physical, delta]) => ({ field: model.field(physical), delta }));
  const changes = (stored: StoredRow | undefined) => {
    const additions = counters.map(({ field, delta }) => ({ key: field.key, ...addition(field, delta, stored) }));
    return {
      // A field in both is counted, not set.
      data: { ...assigned, ...Object.fromEntries(additions.map(({ key, data }) => [key, data])) },
      guards: additions.map(({ guard }) => guard),
    };
  };

  const canReturn = connection.canReturn(model);
  const unique = canReturn ? uniqueValueOf(model, where, connection.provider) : undefined;
  if (unique !== undefined && counters.every(({ field }) => !field.isNullable)) {
    const condition = await exactWhere(connection, model, where);
    return updateReturning(connection, model, condition, changes(undefined).data);
  }
  const { key } = model.id;
  return winRow(connection, model, where, (stored, condition) => {
    const { data, guards } = changes(stored);
    const still = both(condition, ...guards);
    return canReturn
      ? updateReturning(connection, model, both({ [key]: { equals: stored[key] } }, still), data)
      : updateRead(connection, model, [stored], still, data);
  });
}
