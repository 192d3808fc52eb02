import { isUniqueViolation } from "../../database/unique-violation";
import { BetterAuthError } from "../../error";
import type { Row } from "../../types";
import type { Argument } from "./client";
import type { Connection } from "./connection";
import type { PrismaModel } from "./model";
import { traitsOf } from "./providers";
import { readRow, writtenRow } from "./values";

/** Writes a new row and gives it back as the database has it. */
export async function insertRow(connection: Connection, model: PrismaModel, row: Row): Promise<Row> {
  const data = writtenRow(model, row);
  return readRow(model, await connection.run(model, (calls) => calls.create({ data, select: model.select })));
}

/** INSERT that leaves a row out which is there; `null` then, whichever unique value it is. */
async function insertUnlessThere(
  connection: Connection,
  model: PrismaModel,
  data: Argument,
  isIt: Argument,
): Promise<Row | null> {
  const { select } = model;
  if (connection.has(model, "createManyAndReturn")) {
    const [stored] = await connection.run(model, (calls) =>
      calls.createManyAndReturn({ data: [data], select, skipDuplicates: true }),
    );
    return stored ? readRow(model, stored) : null;
  }
  const { count } = await connection.run(model, (calls) => calls.createMany({ data: [data], skipDuplicates: true }));
  if (count === 0) return null;
  const stored = await connection.run(model, (calls) => calls.findFirst({ where: isIt, select }));
  return stored && readRow(model, stored);
}

/**
 * Writes a new row unless one has the same value in a unique column; `null` then.
 *
 * @param physical the unique column
 * @throws {BetterAuthError} when the column is not unique, because nothing would decide then
 */
export async function insertIfAbsent(
  connection: Connection,
  model: PrismaModel,
  row: Row,
  physical: string,
): Promise<Row | null> {
  const { key, isUnique } = model.field(physical);
  if (!isUnique) throw new BetterAuthError(`createIfAbsent: field ${physical} is not unique.`);
  const data = writtenRow(model, row);
  const isIt = { [key]: { equals: data[key] } };
  const isTaken = async (): Promise<boolean> =>
    data[key] !== undefined &&
    data[key] !== null &&
    (await connection.run(model, (calls) => calls.count({ where: isIt }))) > 0;

  if (traitsOf(connection.provider).hasOnConflict) {
    const created = await insertUnlessThere(connection, model, data, isIt);
    if (created !== null || (await isTaken())) return created;
    // It is another unique value that is taken, as the database says then.
    return insertRow(connection, model, row);
  }
  try {
    return await insertRow(connection, model, row);
  } catch (error) {
    if (isUniqueViolation(error) && (await isTaken())) return null;
    throw error; // of another unique column
  }
}
