import { Query } from "mingo";
import { type Document, Long } from "mongodb";
import { CommandError, checkFields, unknown } from "./command-error";
import { checkFilter, compileFilter } from "./filter";
import { checkPipeline, runPipeline } from "./pipeline";
import type { Work } from "./state";

/** What a command works with. */
export interface Call {
  readonly work: Work;
  readonly db: string;
  readonly command: Document;
  readonly cursors: Cursors;
}

/** Answers a command. */
export type Handler = (call: Call) => Document;

/** What is left of results that were too many for one answer. */
export interface Cursors {
  open(namespace: string, documents: readonly Document[], batchSize: number | undefined): Document;
  more(id: Long, batchSize: number | undefined): Document;
  kill(id: Long): boolean;
}

/** What the driver adds to every command. */
export const GENERAL: readonly string[] = [
  "$db",
  "lsid",
  "$clusterTime",
  "$readPreference",
  "txnNumber",
  "autocommit",
  "startTransaction",
  "readConcern",
  "writeConcern",
];

/** As many documents are in a first answer as a server gives. */
const FIRST_BATCH = 101;

export function makeCursors(): Cursors {
  const left = new Map<string, { namespace: string; documents: readonly Document[] }>();
  let lastId = 0;
  return {
    open(namespace, documents, batchSize = FIRST_BATCH) {
      const firstBatch = documents.slice(0, batchSize);
      const rest = documents.slice(batchSize);
      const id = Long.fromNumber(rest.length > 0 ? ++lastId : 0);
      if (rest.length > 0) left.set(id.toString(), { namespace, documents: rest });
      return { cursor: { firstBatch, id, ns: namespace } };
    },
    more(id, batchSize) {
      const cursor = left.get(id.toString());
      if (cursor === undefined) throw new CommandError(43, "CursorNotFound", `cursor id ${id} not found`);
      const { namespace, documents } = cursor;
      const size = batchSize ?? documents.length;
      const rest = documents.slice(size);
      if (rest.length > 0) left.set(id.toString(), { namespace, documents: rest });
      else left.delete(id.toString());
      const nextId = rest.length > 0 ? id : Long.ZERO;
      return { cursor: { nextBatch: documents.slice(0, size), id: nextId, ns: namespace } };
    },
    kill: (id) => left.delete(id.toString()),
  };
}

/** Every document of a collection. */
export function documentsOf(work: Work, namespace: string): Document[] {
  return [...work.collection(namespace).documents.values()];
}

const find: Handler = ({ work, db, command, cursors }) => {
  const known = ["find", "filter", "sort", "projection", "skip", "limit", "batchSize", "singleBatch"];
  checkFields("find", command, [...known, ...GENERAL]);
  const { find: name, filter = {}, sort, projection, skip = 0, limit = 0, batchSize, singleBatch } = command;
  checkFilter(filter);
  const namespace = `${db}.${name}`;
  const matching = documentsOf(work, namespace).filter(compileFilter(filter));
  let cursor = new Query({}).find<Document>(matching, projection);
  if (sort) cursor = cursor.sort(sort);
  cursor = cursor.skip(skip);
  if (limit !== 0) cursor = cursor.limit(Math.abs(limit));
  const found = cursor.all();
  return cursors.open(namespace, found, singleBatch === true ? found.length : batchSize);
};

const aggregate: Handler = ({ work, db, command, cursors }) => {
  checkFields("aggregate", command, ["aggregate", "pipeline", "cursor", ...GENERAL]);
  checkPipeline(command.pipeline);
  const namespace = `${db}.${command.aggregate}`;
  const found = runPipeline(documentsOf(work, namespace), command.pipeline, (name) =>
    documentsOf(work, `${db}.${name}`),
  );
  return cursors.open(namespace, found, command.cursor?.batchSize);
};

const count: Handler = ({ work, db, command }) => {
  checkFields("count", command, ["count", "query", ...GENERAL]);
  const { count: name, query = {} } = command;
  checkFilter(query);
  return { n: documentsOf(work, `${db}.${name}`).filter(compileFilter(query)).length };
};

const listIndexes: Handler = ({ work, db, command, cursors }) => {
  checkFields("listIndexes", command, ["listIndexes", "cursor", ...GENERAL]);
  const namespace = `${db}.${command.listIndexes}`;
  const { indexes } = work.collection(namespace);
  if (!work.isThere(namespace)) throw new CommandError(26, "NamespaceNotFound", `ns does not exist: ${namespace}`);
  const documents = indexes.map((index) => ({ v: 2, ...index }));
  return cursors.open(namespace, documents, command.cursor?.batchSize);
};

const listCollections: Handler = ({ work, db, command, cursors }) => {
  checkFields("listCollections", command, [
    "listCollections",
    "filter",
    "nameOnly",
    "authorizedCollections",
    "cursor",
    ...GENERAL,
  ]);
  if (Object.keys(command.filter ?? {}).length > 0) throw unknown("filter in listCollections");
  const names = work.namespaces().filter((namespace) => namespace.startsWith(`${db}.`));
  const found = names.map((namespace) => ({ name: namespace.slice(db.length + 1), type: "collection" }));
  return cursors.open(`${db}.$cmd.listCollections`, found, command.cursor?.batchSize);
};

/** The commands that read. */
export const readCommands: Readonly<Record<string, Handler>> = {
  find,
  aggregate,
  count,
  listIndexes,
  listCollections,
  getMore: ({ command, cursors }) => cursors.more(command.getMore, command.batchSize),
  killCursors: ({ command, cursors }) => ({
    cursorsKilled: (command.cursors as Long[]).filter((id) => cursors.kill(id)),
    cursorsNotFound: [],
    cursorsAlive: [],
    cursorsUnknown: [],
  }),
};
