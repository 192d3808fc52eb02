import { BetterAuthError } from "../../error";
import type { CleanedWhere, Row } from "../../types";
import { exactWhere, nearWhere } from "./access";
import type { Argument, StoredRow } from "./client";
import type { Connection } from "./connection";
import type { PrismaModel } from "./model";
import { readRow } from "./values";

// Prisma has no call that writes to one of several rows. So one is picked by a read, and the write asks for its id and for
// the clauses once more: whoever else was faster has changed the answer, and another row is picked.

/** Each of them is lost to somebody who has won, but a transaction may be shown the past again and again. */
const ATTEMPTS = 100;

/** From the second attempt on, one of this many: callers who want any row do not all want the same one. */
const CANDIDATES = 16;

/** Conditions that all hold. */
export const both = (...conditions: readonly Argument[]): Argument => ({ AND: conditions });

/** Rows that match, and the condition that has given them, for the write to ask once more. */
export interface Meant {
  readonly rows: StoredRow[];
  readonly condition: Argument;
}

/** Reads rows that match, and only those that the clauses mean. */
export async function readMeant(
  connection: Connection,
  model: PrismaModel,
  where: readonly CleanedWhere[],
  take?: number,
): Promise<Meant> {
  const { condition, isRight } = await nearWhere(connection, model, where);
  const { select } = model;
  const page = take === undefined ? {} : { take };
  const read = (asked: Argument): Promise<StoredRow[]> =>
    connection.run(model, (calls) => calls.findMany({ where: asked, select, ...page }));
  const rows = await read(condition);
  if (isRight === undefined || rows.every((stored) => isRight(readRow(model, stored)))) return { rows, condition };
  const exact = await exactWhere(connection, model, where);
  return { rows: await read(exact), condition: exact };
}

/**
 * Picks rows until one is won, or there is none.
 *
 * @param win writes to the row that was picked, if the condition still holds; `null` when somebody else was faster
 * @throws {BetterAuthError} when others were faster again and again
 */
export async function winRow(
  connection: Connection,
  model: PrismaModel,
  where: readonly CleanedWhere[],
  win: (stored: StoredRow, condition: Argument) => Promise<Row | null>,
): Promise<Row | null> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const { rows, condition } = await readMeant(connection, model, where, attempt === 0 ? 1 : CANDIDATES);
    const stored = rows[Math.floor(Math.random() * rows.length)];
    if (stored === undefined) return null;
    const won = await win(stored, condition);
    if (won !== null) return won;
  }
  throw new BetterAuthError(
    `prismaAdapter: a row of model ${model.names.logical} was changed by others ${ATTEMPTS} times before it could be written.`,
  );
}
