import { type Document, ObjectId } from "mongodb";
import { CommandError, checkFields } from "./command-error";
import { checkFilter, compileFilter } from "./filter";
import { documentsOf, GENERAL, type Handler } from "./read-commands";
import { type Index, textOf, type Work } from "./state";
import { updated } from "./update";

/** The document that an upsert makes: what the filter says is equal, and the update. */
function upserted(filter: Document, update: Document): Document {
  const equal: Document = {};
  for (const [name, value] of Object.entries(filter)) {
    if (name.startsWith("$"))
      throw new CommandError(9, "FailedToParse", "this stand-in upserts by plain equality only");
    const isOperator = typeof value === "object" && value !== null && Object.hasOwn(value, "$eq");
    equal[name] = isOperator ? value.$eq : value;
  }
  const document = updated(equal, update, true);
  // The id comes first, as a server stores it.
  return { _id: document._id ?? new ObjectId(), ...document };
}

const matching = (work: Work, namespace: string, filter: Document): Document[] => {
  checkFilter(filter);
  return documentsOf(work, namespace).filter(compileFilter(filter));
};

const insert: Handler = ({ work, db, command }) => {
  checkFields("insert", command, ["insert", "documents", "ordered", ...GENERAL]);
  const namespace = `${db}.${command.insert}`;
  for (const document of command.documents as Document[]) {
    const isThere = work.collection(namespace).documents.has(textOf(document._id));
    if (isThere) throw duplicateId(namespace, document);
    if (document._id === undefined)
      throw new CommandError(9, "FailedToParse", "this stand-in wants the driver to make ids");
    work.put(namespace, document);
  }
  return { n: command.documents.length };
};

function duplicateId(namespace: string, { _id }: Document): CommandError {
  const message = `E11000 duplicate key error collection: ${namespace} index: _id_ dup key: { _id: ${JSON.stringify(_id)} }`;
  return new CommandError(11000, "DuplicateKey", message, { keyPattern: { _id: 1 }, keyValue: { _id } });
}

const update: Handler = ({ work, db, command }) => {
  checkFields("update", command, ["update", "updates", "ordered", ...GENERAL]);
  const namespace = `${db}.${command.update}`;
  let [n, nModified] = [0, 0];
  for (const { q, u, multi = false, ...more } of command.updates as Document[]) {
    checkFields("updates", more, []);
    const found = matching(work, namespace, q);
    for (const document of multi ? found : found.slice(0, 1)) {
      const after = updated(document, u);
      n++;
      if (textOf(after) === textOf(document)) continue;
      nModified++;
      work.put(namespace, after);
    }
  }
  return { n, nModified };
};

const remove: Handler = ({ work, db, command }) => {
  checkFields("delete", command, ["delete", "deletes", "ordered", ...GENERAL]);
  const namespace = `${db}.${command.delete}`;
  let n = 0;
  for (const { q, limit, ...more } of command.deletes as Document[]) {
    checkFields("deletes", more, []);
    const found = matching(work, namespace, q);
    for (const document of limit === 1 ? found.slice(0, 1) : found) {
      work.remove(namespace, document);
      n++;
    }
  }
  return { n };
};

const findAndModify: Handler = ({ work, db, command }) => {
  const known = ["findAndModify", "query", "remove", "update", "new", "upsert", "sort", "fields"];
  checkFields("findAndModify", command, [...known, ...GENERAL]);
  const {
    findAndModify: name,
    query = {},
    remove: isRemoval,
    update: change,
    new: isAfter,
    upsert,
    sort,
    fields,
  } = command;
  if (sort !== undefined || fields !== undefined) checkFields("findAndModify", { sort, fields }, []);
  const namespace = `${db}.${name}`;
  const [document] = matching(work, namespace, query);
  if (isRemoval) {
    if (document) work.remove(namespace, document);
    return { value: document ?? null, lastErrorObject: { n: document ? 1 : 0 } };
  }
  if (document === undefined && upsert !== true) {
    return { value: null, lastErrorObject: { n: 0, updatedExisting: false } };
  }
  const after = document === undefined ? upserted(query, change) : updated(document, change);
  if (document === undefined || textOf(after) !== textOf(document)) work.put(namespace, after);
  const lastErrorObject =
    document === undefined ? { n: 1, updatedExisting: false, upserted: after._id } : { n: 1, updatedExisting: true };
  return { value: isAfter ? after : (document ?? null), lastErrorObject };
};

function checkIndex(existing: readonly Index[], index: Index): boolean {
  const sameKey = existing.find((other) => JSON.stringify(other.key) === JSON.stringify(index.key));
  const sameName = existing.find((other) => other.name === index.name);
  if (sameName && sameName !== sameKey) {
    throw new CommandError(86, "IndexKeySpecsConflict", `An existing index has the same name: ${index.name}`);
  }
  if (sameKey === undefined) return true;
  const { name: _theirs, ...there } = sameKey;
  const { name: _ours, ...wanted } = index;
  if (sameKey.name === index.name && JSON.stringify(there) === JSON.stringify(wanted)) return false;
  throw new CommandError(
    85,
    "IndexOptionsConflict",
    `Index already exists with a different name or options: ${sameKey.name}`,
  );
}

const createIndexes: Handler = ({ work, db, command }) => {
  checkFields("createIndexes", command, ["createIndexes", "indexes", ...GENERAL]);
  const namespace = `${db}.${command.createIndexes}`;
  const before = work.collection(namespace).indexes;
  let after = before;
  for (const index of command.indexes as Index[]) {
    const { key: _key, name: _name, ...settings } = index;
    checkFields("an index", settings, ["unique", "sparse", "partialFilterExpression"]);
    if (checkIndex(after, index)) after = [...after, index];
  }
  work.setIndexes(namespace, after);
  return { numIndexesBefore: before.length, numIndexesAfter: after.length };
};

const create: Handler = ({ work, db, command }) => {
  checkFields("create", command, ["create", ...GENERAL]);
  const namespace = `${db}.${command.create}`;
  if (work.isThere(namespace)) throw new CommandError(48, "NamespaceExists", `Collection ${namespace} already exists.`);
  work.setIndexes(namespace, work.collection(namespace).indexes);
  return {};
};

const drop: Handler = ({ work, db, command }) => {
  checkFields("drop", command, ["drop", ...GENERAL]);
  work.drop(`${db}.${command.drop}`);
  return {};
};

const dropDatabase: Handler = ({ work, db, command }) => {
  checkFields("dropDatabase", command, ["dropDatabase", ...GENERAL]);
  for (const namespace of work.namespaces()) if (namespace.startsWith(`${db}.`)) work.drop(namespace);
  return {};
};

/** The commands that write. */
export const writeCommands: Readonly<Record<string, Handler>> = {
  insert,
  update,
  delete: remove,
  findAndModify,
  create,
  createIndexes,
  drop,
  dropDatabase,
};
