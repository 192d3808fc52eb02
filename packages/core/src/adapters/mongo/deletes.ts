import type { CleanedWhere, Row } from "../../types";
import type { Connection } from "./connection";
import { readDocument } from "./documents";
import type { Document } from "./driver";
import type { Collections, ModelCollection } from "./fields";
import type { Access } from "./reads";
import { allOf, filterOf } from "./where";

/** So many documents are looked after in one go. */
const BATCH = 1000;

/** What is needed to find a document again, and what points at it. */
function keysOf(model: ModelCollection): Document {
  return Object.fromEntries([["_id", 1], ...model.references.map(({ target }) => [target.key, 1])]);
}

const idsOf = (documents: readonly Document[]): Document => ({ _id: { $in: documents.map(({ _id }) => _id) } });

/** Sees to what points at documents that are gone, as foreign keys do: deletes it, or takes the reference away. */
async function letGo(
  inside: Connection,
  collections: Collections,
  model: ModelCollection,
  gone: readonly Document[],
): Promise<void> {
  for (const { model: name, field, target, onDelete } of model.references) {
    const values = gone.map((document) => document[target.key]).filter((value) => value !== undefined);
    if (values.length === 0) continue;
    const from = collections.of(name);
    const filter = { [field.key]: { $in: values } };
    if (onDelete === "cascade") await deleteAll(inside, collections, from, filter);
    else {
      const change = { $unset: { [field.key]: "" } };
      await inside.run(from, (collection, settings) => collection.updateMany(filter, change, settings));
    }
  }
}

/** Deletes every document that matches with what points at it, and says how many there were. */
async function deleteAll(
  inside: Connection,
  collections: Collections,
  model: ModelCollection,
  filter: Document,
): Promise<number> {
  const deleteThose = (those: Document) =>
    inside.run(model, async (collection, settings) => (await collection.deleteMany(those, settings)).deletedCount);
  if (model.references.length === 0) return deleteThose(filter);

  for (let count = 0; ; ) {
    const settings = { projection: keysOf(model), limit: BATCH };
    const found = await inside.run(model, (collection, own) =>
      collection.find(filter, { ...own, ...settings }).toArray(),
    );
    if (found.length === 0) return count;
    // Asked again: somebody may have changed one of them meanwhile, and it stays then.
    const deleted = await deleteThose(allOf([idsOf(found), filter]));
    const left =
      deleted === found.length
        ? []
        : await inside.run(model, (collection, own) =>
            collection.find(idsOf(found), { ...own, projection: { _id: 1 } }).toArray(),
          );
    const leftIds = new Set(left.map(({ _id }) => String(_id)));
    await letGo(
      inside,
      collections,
      model,
      found.filter(({ _id }) => !leftIds.has(String(_id))),
    );
    count += deleted;
    if (found.length < BATCH) return count;
  }
}

/** Deletes the rows that match, and says how many there were. */
export async function deleteRows(access: Access, modelKey: string, where: readonly CleanedWhere[]): Promise<number> {
  const { connection, collections } = access;
  const model = collections.of(modelKey);
  const filter = filterOf(model, where, await access.ids());
  if (model.references.length === 0) return deleteAll(connection, collections, model, filter);
  return connection.atomically((inside) => deleteAll(inside, collections, model, filter));
}

async function take(inside: Connection, model: ModelCollection, filter: Document): Promise<Document | null> {
  return inside.run(model, (collection, settings) => collection.findOneAndDelete(filter, settings));
}

/** Takes one row: of parallel callers one gets it. */
export async function consumeRow(
  access: Access,
  modelKey: string,
  where: readonly CleanedWhere[],
): Promise<Row | null> {
  const { connection, collections } = access;
  const model = collections.of(modelKey);
  const filter = filterOf(model, where, await access.ids());
  const consume = async (inside: Connection): Promise<Document | null> => {
    const taken = await take(inside, model, filter);
    if (taken !== null) await letGo(inside, collections, model, [taken]);
    return taken;
  };
  const taken = await (model.references.length === 0 ? consume(connection) : connection.atomically(consume));
  return taken === null ? null : readDocument(model.fields, taken);
}

/** In a transaction nobody else changes what was read there. */
async function takeAll(inside: Connection, model: ModelCollection, filter: Document): Promise<readonly Document[]> {
  const found = await inside.run(model, (collection, settings) => collection.find(filter, settings).toArray());
  if (found.length === 0) return [];
  await inside.run(model, (collection, settings) => collection.deleteMany(idsOf(found), settings));
  return found;
}

async function takeEach(inside: Connection, model: ModelCollection, filter: Document): Promise<readonly Document[]> {
  const found = await inside.run(model, (collection, settings) =>
    collection.find(filter, { ...settings, projection: { _id: 1 } }).toArray(),
  );
  const taken: Document[] = [];
  for (const { _id } of found) {
    const document = await take(inside, model, allOf([{ _id: { $eq: _id } }, filter]));
    if (document !== null) taken.push(document);
  }
  return taken;
}

/**
 * Takes every row that matches: of parallel callers one gets them. They are taken in a transaction. A server without any
 * deletes one document at a time, so that there the callers of one process wait for each other, and rows may be shared
 * out between those of several processes; each row has one taker all the same.
 */
export async function consumeRows(access: Access, modelKey: string, where: readonly CleanedWhere[]): Promise<Row[]> {
  const { connection, collections } = access;
  const model = collections.of(modelKey);
  const filter = filterOf(model, where, await access.ids());
  const first = () =>
    connection.run(model, (collection, settings) =>
      collection.findOne(filter, { ...settings, projection: { _id: 1 } }),
    );
  // Nothing to take is the usual case, and needs no transaction.
  if (!connection.isTransaction && (await first()) === null) return [];
  const taken = await connection.atomically(async (inside) => {
    const documents = await (inside.isTransaction ? takeAll : takeEach)(inside, model, filter);
    await letGo(inside, collections, model, documents);
    return documents;
  });
  return taken.map((document) => readDocument(model.fields, document));
}
