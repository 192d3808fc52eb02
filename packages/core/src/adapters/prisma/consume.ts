import type { CleanedWhere, Row } from "../../types";
import { type Access, exactWhere } from "./access";
import type { Argument, StoredRow } from "./client";
import type { Connection } from "./connection";
import { isNotFound } from "./errors";
import type { PrismaModel } from "./model";
import { both, readMeant, winRow } from "./pick";
import { readRow } from "./values";
import { uniqueValueOf } from "./where";

/** DELETE that gives the row back: one statement, with its condition. `null` when nothing matches. */
async function deleteReturning(connection: Connection, model: PrismaModel, where: Argument): Promise<Row | null> {
  try {
    return readRow(model, await connection.run(model, (calls) => calls.delete({ where, select: model.select })));
  } catch (error) {
    if (isNotFound(error)) return null;
    throw error;
  }
}

/** Types whose values are equal when they come from the database and go back to it. */
const SAME: ReadonlySet<string> = new Set(["String", "Int", "BigInt", "Boolean"]);

/** The row as it was read. Dates are left out: a column may hold more digits than a date. */
function isUnchanged(model: PrismaModel, stored: StoredRow): Argument {
  const fields = model.fields.filter(({ type, isList }) => SAME.has(type) && !isList);
  return both(...fields.map(({ key }) => ({ [key]: stored[key] ?? null })));
}

/**
 * DELETE where it gives no row back, under the condition that the row is as it was read. Prisma's own `delete` reads and
 * deletes there without asking whether it was the one who deleted.
 */
async function deleteRead(
  connection: Connection,
  model: PrismaModel,
  condition: Argument,
  stored: StoredRow,
): Promise<Row | null> {
  const where = both(condition, isUnchanged(model, stored));
  const { count } = await connection.run(model, (calls) => calls.deleteMany({ where }));
  return count === 1 ? readRow(model, stored) : null;
}

/** Deletes a row that was read, if it still matches. */
function deletePicked(connection: Connection, model: PrismaModel, condition: Argument, stored: StoredRow) {
  const { key } = model.id;
  return connection.canReturn(model)
    ? deleteReturning(connection, model, { [key]: stored[key], AND: [condition] })
    : deleteRead(connection, model, condition, stored);
}

/** Deletes one row that matches and gives it back; of parallel callers one gets it. */
export async function consumeRow(
  { connection, modelOf }: Access,
  { modelKey, where }: { modelKey: string; where: readonly CleanedWhere[] },
): Promise<Row | null> {
  const model = modelOf(modelKey);
  if (connection.canReturn(model)) {
    const unique = uniqueValueOf(model, where, connection.provider);
    if (unique !== undefined) {
      const condition = await exactWhere(connection, model, where);
      return deleteReturning(connection, model, { ...unique, AND: [condition] });
    }
  }
  return winRow(connection, model, where, (stored, condition) => deletePicked(connection, model, condition, stored));
}

/** Deletes every row that matches and gives them back; of parallel callers one gets them. */
export async function consumeRows(
  connection: Connection,
  model: PrismaModel,
  where: readonly CleanedWhere[],
): Promise<Row[]> {
  const { key } = model.id;
  const { rows, condition } = await readMeant(connection, model, where);
  const deleteAll = async (inside: Connection): Promise<Row[]> => {
    const won: Row[] = [];
    // One after the other, in one order: whoever has the first row has them all.
    for (const stored of rows.toSorted((a, b) => (String(a[key]) < String(b[key]) ? -1 : 1))) {
      const row = await deletePicked(inside, model, condition, stored);
      if (row !== null) won.push(row);
    }
    return won;
  };
  return rows.length < 2 ? deleteAll(connection) : connection.atomically(deleteAll);
}
