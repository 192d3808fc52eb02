import type { CleanedWhere, CustomAdapter } from "../../types";
import { type Access, exactWhere } from "./access";
import { consumeRow } from "./consume";
import { insertRow } from "./inserts";
import { countRows } from "./reads";
import { incrementRow, updateRows } from "./updates";
import { readRow, writtenRow } from "./values";

type Writes = Required<
  Pick<CustomAdapter, "create" | "update" | "updateMany" | "delete" | "deleteMany" | "consumeOne" | "incrementOne">
>;

/** The writing calls on a connection. */
export function makeWrites(access: Access): Writes {
  const { connection, modelOf } = access;

  const deleteRows = async ({ modelKey, where: clauses }: { modelKey: string; where: CleanedWhere[] }) => {
    const model = modelOf(modelKey);
    const where = await exactWhere(connection, model, clauses);
    return (await connection.run(model, (calls) => calls.deleteMany({ where }))).count;
  };

  return {
    create: ({ modelKey, data }) => insertRow(connection, modelOf(modelKey), data),

    async update({ modelKey, where: clauses, update }) {
      const model = modelOf(modelKey);
      const { select } = model;
      const data = writtenRow(model, update);
      if (Object.keys(data).length > 0) return updateRows(connection, model, clauses, data);
      const where = await exactWhere(connection, model, clauses);
      const stored = await connection.run(model, (calls) => calls.findFirst({ where, select }));
      return stored && readRow(model, stored);
    },

    async updateMany({ modelKey, where: clauses, update }) {
      const model = modelOf(modelKey);
      const data = writtenRow(model, update);
      if (Object.keys(data).length === 0) return countRows(access, { modelKey, where: clauses });
      const where = await exactWhere(connection, model, clauses);
      return (await connection.run(model, (calls) => calls.updateMany({ where, data }))).count;
    },

    async delete(args) {
      await deleteRows(args);
    },
    deleteMany: deleteRows,
    consumeOne: (args) => consumeRow(access, args),
    incrementOne: (args) => incrementRow(access, args),
  };
}
