import { BetterAuthError } from "../../error";
import type { CleanedWhere, CustomAdapter, Row } from "../../types";
import { matchesOneRow } from "../clause";
import { consumeRow, deleteRows } from "./deletes";
import { changesOf, readDocument, writtenDocument } from "./documents";
import type { Document } from "./driver";
import { isTaken } from "./errors";
import type { ModelCollection, ModelField } from "./fields";
import type { Access } from "./reads";
import { allOf, filterOf } from "./where";

/**
 * Writes a new row unless one has the same value in a unique field; `null` then. One command, which writes only where it
 * finds nothing; of those that find nothing at the same time the unique index lets one through.
 *
 * @param physical the unique field
 * @throws {BetterAuthError} when the field is not unique, because nothing would decide then
 */
export async function insertIfAbsent(
  access: Access,
  modelKey: string,
  row: Row,
  physical: string,
): Promise<Row | null> {
  const { connection } = access;
  const model = access.collections.of(modelKey);
  const { key, isUnique } = model.field(physical);
  if (!isUnique) throw new BetterAuthError(`createIfAbsent: field ${physical} is not unique.`);
  const ids = await access.ids();
  await access.ensureIndexes();
  const { [key]: value, ...others } = writtenDocument(model, row, ids);
  // Nothing is equal to nothing.
  if (value === undefined) return insertRow(access, modelKey, row);
  try {
    const { value: stored, lastErrorObject } = await connection.run(model, (collection, settings) =>
      collection.findOneAndUpdate(
        { [key]: { $eq: value } },
        { $setOnInsert: others },
        { ...settings, upsert: true, returnDocument: "after", includeResultMetadata: true },
      ),
    );
    return lastErrorObject?.updatedExisting || stored === null ? null : readDocument(model.fields, stored);
  } catch (error) {
    if (!isTaken(error, physical)) throw error;
    return connection.giveWay(error);
  }
}

async function insertRow(access: Access, modelKey: string, row: Row): Promise<Row> {
  const { connection } = access;
  const model = access.collections.of(modelKey);
  const ids = await access.ids();
  await access.ensureIndexes();
  const document = writtenDocument(model, row, ids);
  await connection.run(model, (collection, settings) => collection.insertOne(document, settings));
  return readDocument(model.fields, document);
}

/** The counters that another tool may have left as null, which `$inc` refuses. */
const nullable = (model: ModelCollection, increment: Record<string, number>): ModelField[] =>
  Object.keys(increment)
    .map((physical) => model.field(physical))
    .filter(({ attribute }) => attribute.required === false);

const isNull = ({ key }: ModelField): Document => ({ [key]: { $type: "null" } });

/** Counts in one document that matches and holds no counter that is null. */
async function count(access: Access, model: ModelCollection, filter: Document, update: Document): Promise<Row | null> {
  const stored = await access.connection.run(model, (collection, settings) =>
    collection.findOneAndUpdate(filter, update, { ...settings, returnDocument: "after" }),
  );
  return stored === null ? null : readDocument(model.fields, stored);
}

type Writes = Required<
  Pick<CustomAdapter, "create" | "update" | "updateMany" | "delete" | "deleteMany" | "consumeOne" | "incrementOne">
>;

/** The writing calls on a connection. */
export function makeWrites(access: Access): Writes {
  const { connection, collections } = access;
  /** Every change begins here. */
  const open = async (modelKey: string, where: readonly CleanedWhere[] = []) => {
    const ids = await access.ids();
    await access.ensureIndexes();
    const model = collections.of(modelKey);
    return { model, ids, filter: filterOf(model, where, ids) };
  };

  return {
    create: ({ modelKey, data }) => insertRow(access, modelKey, data),

    async update({ modelKey, where, update }) {
      const { model, ids, filter } = await open(modelKey, where);
      const changes = changesOf(model, update, ids);
      const stored = await connection.run(model, (collection, settings) =>
        Object.keys(changes).length === 0
          ? collection.findOne(filter, settings)
          : collection.findOneAndUpdate(filter, changes, { ...settings, returnDocument: "after" }),
      );
      if (stored === null) return null;
      if (Object.keys(changes).length > 0 && !matchesOneRow(where, (field) => model.field(field).isUnique)) {
        const others = allOf([filter, { _id: { $ne: stored._id } }]);
        await connection.run(model, (collection, settings) => collection.updateMany(others, changes, settings));
      }
      return readDocument(model.fields, stored);
    },

    async updateMany({ modelKey, where, update }) {
      const { model, ids, filter } = await open(modelKey, where);
      const changes = changesOf(model, update, ids);
      return connection.run(model, async (collection, settings) =>
        Object.keys(changes).length === 0
          ? collection.countDocuments(filter, settings)
          : (await collection.updateMany(filter, changes, settings)).matchedCount,
      );
    },

    async delete({ modelKey, where }) {
      await deleteRows(access, modelKey, where);
    },
    deleteMany: ({ modelKey, where }) => deleteRows(access, modelKey, where),
    consumeOne: ({ modelKey, where }) => consumeRow(access, modelKey, where),

    async incrementOne({ modelKey, where, increment, set }) {
      const { model, ids, filter } = await open(modelKey, where);
      // A field in both is counted, not set.
      const assigned = Object.entries(set ?? {}).filter(([physical]) => !Object.hasOwn(increment, physical));
      const deltas = Object.entries(increment).map(([physical, delta]) => [model.field(physical).key, delta]);
      const update = {
        ...changesOf(model, Object.fromEntries(assigned), ids),
        ...(deltas.length > 0 ? { $inc: Object.fromEntries(deltas) } : {}),
      };
      const counters = nullable(model, increment);
      const countable = allOf([filter, ...counters.map((counter) => ({ $nor: [isNull(counter)] }))]);
      const counted = await count(access, model, countable, update);
      if (counted !== null || counters.length === 0) return counted;
      // Null counts from zero, as nothing does.
      let isMended = false;
      for (const counter of counters) {
        const { matchedCount } = await connection.run(model, (collection, settings) =>
          collection.updateOne(allOf([filter, isNull(counter)]), { $unset: { [counter.key]: "" } }, settings),
        );
        isMended ||= matchedCount > 0;
      }
      return isMended ? count(access, model, countable, update) : null;
    },
  };
}
