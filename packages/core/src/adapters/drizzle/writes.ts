import { and, type SQL, sql } from "drizzle-orm";
import type { CleanedWhere, CustomAdapter, Row } from "../../types";
import { matchesOneRow } from "../clause";
import { affectedRows } from "./affected";
import type { Connection } from "./connection";
import type { Database } from "./database";
import { insertRow } from "./inserts";
import { consumeLocked, updateLocked } from "./locked-rows";
import { type Access, countRows } from "./reads";
import { readRow, writtenRow } from "./rows";
import type { ModelTable } from "./table";
import { whereOf } from "./where";

/**
 * The condition of a write to one row of several: the row is picked by a subquery and the clauses are asked again, so
 * that what another connection changed meanwhile is seen.
 */
function oneOf(db: Database, connection: Connection, model: ModelTable, where: readonly CleanedWhere[]) {
  const condition = whereOf(model, where, connection.provider);
  if (matchesOneRow(where, (field) => model.column(field).isUnique)) return condition;
  const { column } = model.id;
  const pick = db.select({ id: column }).from(model.table).where(condition).limit(1);
  // Waits for a row that another transaction is taking, and takes the next one if it is gone. SQLite has one writer.
  const picked = connection.provider === "pg" ? pick.for("update") : pick;
  // "=" and not "in": PostgreSQL may run what stands behind "in" once for each row, and then picks several.
  return and(sql`${column} = ${picked}`, condition);
}

async function first(rows: Promise<Row[]>, model: ModelTable): Promise<Row | null> {
  const [stored] = await rows;
  return stored ? readRow(model, stored) : null;
}

/** Deletes every row that matches and gives them back. */
export async function consumeRows(
  connection: Connection,
  model: ModelTable,
  where: readonly CleanedWhere[],
): Promise<Row[]> {
  if (connection.provider === "mysql") return consumeLocked(connection, { model, where, isOne: false });
  const condition = whereOf(model, where, connection.provider);
  const { fields } = model;
  const stored = await connection.run((db) => db.delete(model.table).where(condition).returning(fields));
  return stored.map((row) => readRow(model, row));
}

/** The assignments of counters, by the keys of Drizzle's table. */
function increments(model: ModelTable, increment: Record<string, number>): Record<string, SQL> {
  return Object.fromEntries(
    Object.entries(increment).map(([physical, delta]) => {
      const { key, column } = model.column(physical);
      return [key, sql`coalesce(${column}, 0) + ${sql.param(delta, column)}`];
    }),
  );
}

type Writes = Required<
  Pick<CustomAdapter, "create" | "update" | "updateMany" | "delete" | "deleteMany" | "consumeOne" | "incrementOne">
>;

/** The writing calls on a connection. */
export function makeWrites(access: Access): Writes {
  const { connection, tableOf } = access;
  const isRowless = connection.provider === "mysql";

  const deleteRows = async ({ modelKey, where }: { modelKey: string; where: CleanedWhere[] }): Promise<number> => {
    const model = tableOf(modelKey);
    const condition = whereOf(model, where, connection.provider);
    return affectedRows(await connection.run((db) => db.delete(model.table).where(condition)));
  };

  return {
    create: ({ modelKey, data }) => insertRow(connection, tableOf(modelKey), data),

    async update({ modelKey, where, update }) {
      const model = tableOf(modelKey);
      const values = writtenRow(model, update);
      const { fields } = model;
      const condition = whereOf(model, where, connection.provider);
      if (Object.keys(values).length === 0) {
        return first(
          connection.run((db) => db.select(fields).from(model.table).where(condition).limit(1)),
          model,
        );
      }
      if (isRowless) return updateLocked(connection, { model, where, isOne: false }, values);
      return first(
        connection.run((db) => db.update(model.table).set(values).where(condition).returning(fields)),
        model,
      );
    },

    async updateMany({ modelKey, where, update }) {
      const model = tableOf(modelKey);
      const values = writtenRow(model, update);
      if (Object.keys(values).length === 0) return countRows(access, { modelKey, where });
      const condition = whereOf(model, where, connection.provider);
      return affectedRows(await connection.run((db) => db.update(model.table).set(values).where(condition)));
    },

    async delete(args) {
      await deleteRows(args);
    },
    deleteMany: deleteRows,

    async consumeOne({ modelKey, where }) {
      const model = tableOf(modelKey);
      if (isRowless) return (await consumeLocked(connection, { model, where, isOne: true }))[0] ?? null;
      const { fields } = model;
      return first(
        connection.run((db) =>
          db
            .delete(model.table)
            .where(oneOf(db, connection, model, where))
            .returning(fields),
        ),
        model,
      );
    },

    async incrementOne({ modelKey, where, increment, set }) {
      const model = tableOf(modelKey);
      // A field in both is counted, not set.
      const values = { ...writtenRow(model, set ?? {}), ...increments(model, increment) };
      if (isRowless) return updateLocked(connection, { model, where, isOne: true }, values);
      const { fields } = model;
      return first(
        connection.run((db) =>
          db
            .update(model.table)
            .set(values)
            .where(oneOf(db, connection, model, where))
            .returning(fields),
        ),
        model,
      );
    },
  };
}
