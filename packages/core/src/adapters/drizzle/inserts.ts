import { sql } from "drizzle-orm";
import { isUniqueViolation } from "../../database/unique-violation";
import { BetterAuthError } from "../../error";
import type { Row } from "../../types";
import type { Connection } from "./connection";
import type { InsertQuery } from "./database";
import { hasSameUnique } from "./locked-rows";
import { readRow, writtenRow } from "./rows";
import type { ModelTable } from "./table";

/** Of a column with `$onUpdate` and no default, Drizzle would write that value into new rows, too. */
function insertedRow(model: ModelTable, row: Row): Record<string, unknown> {
  const values = writtenRow(model, row);
  for (const { key, column } of model.columns) {
    const hasDefault = column.default !== undefined || column.defaultFn !== undefined;
    if (column.onUpdateFn && !hasDefault && !column.notNull && values[key] === undefined) values[key] = null;
  }
  return values;
}

/** Where an INSERT gives no row back, it is read by its id. */
async function insertRowless(connection: Connection, model: ModelTable, values: Record<string, unknown>): Promise<Row> {
  const { key, column } = model.id;
  const insert =
    <R>(finish: (query: InsertQuery) => R) =>
    (db: Parameters<Parameters<Connection["run"]>[0]>[0]) =>
      finish(db.insert(model.table).values(values));
  let id = values[key];
  if (id === undefined) [id] = (await connection.run(insert((query) => query.$returningId()))).map((row) => row[key]);
  else await connection.run(insert((query) => query));
  if (id === undefined) {
    throw new BetterAuthError(
      "drizzleAdapter: MySQL does not say which id it gave to a new row. Let the id be made by generateId, by $defaultFn or by autoincrement.",
    );
  }
  const isIt = sql`${column} = ${sql.param(id, column)}`;
  const [stored] = await connection.run((db) => db.select(model.fields).from(model.table).where(isIt));
  return readRow(model, stored as Row);
}

/** Writes a new row and gives it back as the database has it. */
export async function insertRow(connection: Connection, model: ModelTable, row: Row): Promise<Row> {
  const values = insertedRow(model, row);
  if (connection.provider === "mysql") return insertRowless(connection, model, values);
  const { fields } = model;
  const [stored] = await connection.run((db) => db.insert(model.table).values(values).returning(fields));
  return readRow(model, stored as Row);
}

/**
 * Writes a new row unless one has the same value in a unique column; `null` then.
 *
 * @param physical the unique column
 * @throws {BetterAuthError} when the column is not unique, because nothing would decide then
 */
export async function insertIfAbsent(
  connection: Connection,
  model: ModelTable,
  row: Row,
  physical: string,
): Promise<Row | null> {
  const { column, isUnique } = model.column(physical);
  if (!isUnique) throw new BetterAuthError(`createIfAbsent: field ${physical} is not unique.`);
  const values = insertedRow(model, row);
  if (connection.provider === "mysql") {
    try {
      return await insertRowless(connection, model, values);
    } catch (error) {
      const isTaken = isUniqueViolation(error) && (await hasSameUnique(connection, model, physical, row[physical]));
      if (isTaken) return null;
      throw error; // of another unique column
    }
  }
  const { fields } = model;
  const [stored] = await connection.run((db) =>
    db.insert(model.table).values(values).onConflictDoNothing({ target: column }).returning(fields),
  );
  return stored ? readRow(model, stored) : null;
}
