import type { CleanedWhere, CustomAdapter, JoinConfig, Row } from "../../types";
import type { Connection } from "./connection";
import { readDocument } from "./documents";
import type { Document } from "./driver";
import type { Collections, ModelCollection, ModelField } from "./fields";
import { addJoined, type Join, lookupsOf, readJoins } from "./joins";
import type { IdForm } from "./values";
import { filterOf } from "./where";

/** What the reads and the writes of a connection share. */
export interface Access {
  readonly connection: Connection;
  readonly collections: Collections;
  /** The physical name of a field in any spelling. */
  physicalName(model: string, field: string): string;
  /** How ids are stored; asks the server at the first call. */
  ids(): Promise<IdForm>;
  /** Done before anything is written: unique values are decided by indexes. */
  ensureIndexes(): Promise<void>;
}

interface ReadArguments {
  readonly modelKey: string;
  readonly where?: readonly CleanedWhere[] | undefined;
  readonly select?: readonly string[] | undefined;
  readonly join?: JoinConfig | undefined;
}

/** Which documents, in which order. */
interface Range {
  readonly sort?: Document;
  readonly skip?: number;
  readonly limit?: number;
}

/** The fields that are asked for, or all; with joins also those that the joined documents are found by. */
function fieldsOf(access: Access, model: ModelCollection, args: ReadArguments, joins: readonly Join[]) {
  const { select, modelKey } = args;
  if (select === undefined || select.length === 0) return model.fields;
  const wanted = select.map((field) => model.field(access.physicalName(modelKey, field)));
  return [...new Set([...wanted, ...joins.map(({ from }) => from)])];
}

/** MongoDB gives `_id` unless it is told not to. */
function projectionOf(fields: readonly ModelField[]): Document {
  return { _id: 0, ...Object.fromEntries(fields.map(({ key }) => [key, 1])) };
}

const stagesOf = ({ sort, skip, limit }: Range): Document[] => [
  ...(sort ? [{ $sort: sort }] : []),
  ...(skip ? [{ $skip: skip }] : []),
  ...(limit ? [{ $limit: limit }] : []),
];

async function readRows(access: Access, args: ReadArguments, range: Range): Promise<Row[]> {
  const model = access.collections.of(args.modelKey);
  const joins = readJoins(model, args.join, access.collections);
  const fields = fieldsOf(access, model, args, joins);
  const filter = filterOf(model, args.where, await access.ids());
  const projection = fields === model.fields ? undefined : projectionOf(fields);
  const stored = await access.connection.run(model, async (collection, settings) => {
    if (joins.length === 0) {
      return collection.find(filter, { ...settings, ...range, ...(projection ? { projection } : {}) }).toArray();
    }
    const project = projection ? [{ $project: projection }] : [];
    const pipeline = [{ $match: filter }, ...stagesOf(range), ...project, ...lookupsOf(joins)];
    return collection.aggregate(pipeline, settings).toArray();
  });
  return stored.map((document) => {
    const row = readDocument(fields, document);
    addJoined(row, document, joins);
    return row;
  });
}

/** Past this a limit is none: the server takes 64 bits, but not as a fraction. */
const MOST = 2 ** 31 - 1;

/** The reading calls on a connection. */
export function makeReads(access: Access): Required<Pick<CustomAdapter, "findOne" | "findMany" | "count">> {
  return {
    findOne: async (args) => (await readRows(access, args, { limit: 1 }))[0] ?? null,

    async findMany({ sortBy, limit, offset, ...args }) {
      // To MongoDB a limit of 0 is none.
      if (limit <= 0) return [];
      const sort = sortBy && {
        [access.collections.of(args.modelKey).field(access.physicalName(args.modelKey, sortBy.field)).key]:
          sortBy.direction === "desc" ? -1 : 1,
      };
      return readRows(access, args, {
        ...(sort ? { sort } : {}),
        ...(offset ? { skip: offset } : {}),
        ...(limit <= MOST ? { limit } : {}),
      });
    },

    async count({ modelKey, where }) {
      const model = access.collections.of(modelKey);
      const filter = filterOf(model, where, await access.ids());
      return access.connection.run(model, (collection, settings) => collection.countDocuments(filter, settings));
    },
  };
}
