import { type PreparedAdapter, prepareAdapter } from "../../database/adapter-factory/create-adapter";
import { BetterAuthError } from "../../error";
import { createLogger } from "../../logger/logger";
import type {
  AdapterFactory,
  AdapterFactoryConfig,
  BetterAuthOptions,
  CustomAdapter,
  DBAdapter,
  DBAdapterDebugLogOption,
  Row,
} from "../../types";
import { withJoins, withOneStepCalls } from "../one-step-calls";
import { type Connection, connect } from "./connection";
import { consumeRows } from "./deletes";
import type { Client, Database } from "./driver";
import { type Collections, makeCollections } from "./fields";
import { makeIndexes } from "./indexes";
import { makeObjectIdGenerator } from "./object-id";
import { type Access, makeReads } from "./reads";
import { makeServer, type Server } from "./server";
import { insertIfAbsent, makeWrites } from "./writes";

/** A database of the driver `mongodb`, 6 or 7, structurally: what `client.db()` gives. */
export interface MongoDBDatabase {
  readonly databaseName: string;
  collection(name: string, options?: never): unknown;
  command(command: never, options?: never): Promise<unknown>;
}

/** A client of the driver `mongodb`, 6 or 7, structurally. */
export interface MongoDBClient {
  startSession(options?: never): unknown;
}

/** How the MongoDB adapter is set up. */
export interface MongoDBAdapterConfig {
  /** The client that the database is of. With it, writes that belong together are one transaction. */
  client?: MongoDBClient | undefined;
  /** @default false */
  debugLogs?: DBAdapterDebugLogOption | undefined;
  /** Collections are called after their model with an "s". @default false */
  usePlural?: boolean | undefined;
  /**
   * Several writes that belong together are one transaction. `true` refuses a server that has none, `false` never asks
   * for one.
   * @default true with a `client`, where the server is part of a replica set; else they run one by one
   */
  transaction?: boolean | undefined;
}

/** What is made once, however many transactions there are. */
interface Shared {
  readonly config: MongoDBAdapterConfig;
  readonly prepared: PreparedAdapter;
  readonly nextId: () => string;
  readonly collections: Collections;
  readonly ensureIndexes: () => Promise<void>;
  readonly ids: Access["ids"];
}

const adapterConfig = ({ usePlural, debugLogs }: MongoDBAdapterConfig, nextId: () => string): AdapterFactoryConfig => ({
  adapterId: "mongodb",
  adapterName: "MongoDB Adapter",
  usePlural: usePlural ?? false,
  debugLogs: debugLogs ?? false,
  supportsNumericIds: false,
  // `values.ts` gives every value its form in documents.
  supportsJSON: true,
  supportsArrays: true,
  customIdGenerator: nextId,
});

/** With `generateId: false` the database makes ids: as the driver does it, on this side. */
function withId(row: Row, { nextId }: Shared): Row {
  return row.id === undefined ? { ...row, id: nextId() } : row;
}

function makeCustom(access: Access, shared: Shared): CustomAdapter {
  const writes = makeWrites(access);
  const { usePlural, debugLogs, transaction } = shared.config;
  return {
    ...makeReads(access),
    ...writes,
    create: (args) => writes.create({ ...args, data: withId(args.data, shared) }),
    options: { usePlural, debugLogs, transaction },
  };
}

/** The application makes ids in a form of its own: they stay the text that they are. */
function hasOwnIds({ advanced }: BetterAuthOptions): boolean {
  const generateId = advanced?.database?.generateId;
  return typeof generateId === "function" || generateId === "uuid";
}

/** What every adapter of one call of `mongodbAdapter` shares. */
function share(db: Database, server: Server, config: MongoDBAdapterConfig, options: BetterAuthOptions): Shared {
  const nextId = makeObjectIdGenerator();
  // Joins are a part of the command.
  const prepared = prepareAdapter(withJoins(options), adapterConfig(config, nextId));
  const collections = makeCollections(prepared.helpers.schema, config.usePlural === true);
  const areIdsText = hasOwnIds(options);
  return {
    config,
    prepared,
    nextId,
    collections,
    ensureIndexes: makeIndexes(db, collections, createLogger(options.logger)),
    async ids() {
      const { ObjectId } = await server.facts();
      return areIdsText ? null : ObjectId;
    },
  };
}

function makeAdapter(
  connection: Connection,
  shared: Shared,
  transaction: AdapterFactoryConfig["transaction"],
): DBAdapter {
  const { prepared, collections, ensureIndexes, ids } = shared;
  const { helpers } = prepared;
  const access: Access = {
    connection,
    collections,
    ensureIndexes,
    ids,
    physicalName: (model, field) => helpers.getFieldName({ model, field }),
  };
  return withOneStepCalls(prepared.make(makeCustom(access, shared), transaction), helpers, {
    insertIfAbsent: (model, row, uniqueField) => insertIfAbsent(access, model, withId(row, shared), uniqueField),
    consumeRows: (model, where) => consumeRows(access, model, where),
  });
}

function checkDatabase(db: unknown): void {
  const { collection, command } = (db ?? {}) as Partial<Database>;
  if (typeof collection === "function" && typeof command === "function") return;
  const isClient = typeof (db as { db?: unknown } | undefined)?.db === "function";
  throw new BetterAuthError(
    `mongodbAdapter: expected a database, as in mongodbAdapter(client.db(), { client }), got ${isClient ? "a client" : typeof db}.`,
  );
}

/**
 * Keeps the rows as documents of MongoDB, through the driver `mongodb`. Ids are ObjectIds, and text for the caller. The
 * indexes that the schema asks for are made before the first write.
 *
 * @param db what `client.db()` gives
 * @throws {BetterAuthError} when it is no database, or when a model or a field has a name that MongoDB cannot have; with
 *   `transaction: true`, at the first transaction on a server that has none
 * @example
 * const client = new MongoClient("mongodb://127.0.0.1:27017/my-app");
 * betterAuth({ database: mongodbAdapter(client.db(), { client }) });
 */
export function mongodbAdapter(db: MongoDBDatabase, config: MongoDBAdapterConfig = {}): AdapterFactory {
  checkDatabase(db);
  const database = db as unknown as Database;
  const client = (config.client as Client | undefined) ?? database.client;
  return (options) => {
    const server = makeServer(database, config.transaction !== false);
    const connection = connect(database, client, server);
    const shared = share(database, server, config, options);
    const inTransaction: NonNullable<Exclude<AdapterFactoryConfig["transaction"], false>> = async (callback) => {
      const { hasTransactions } = await server.facts();
      if (hasTransactions) {
        // Not inside: a transaction makes no indexes.
        await shared.ensureIndexes();
        return connection.transaction((inside) => callback(makeAdapter(inside, shared, false)));
      }
      if (config.transaction !== true) return callback(adapter);
      throw new BetterAuthError(
        "mongodbAdapter: transaction: true: expected a server that is part of a replica set, got one that stands alone and " +
          "has no transactions. Start it with --replSet, or leave `transaction` out.",
      );
    };
    const isOn = config.transaction ?? config.client !== undefined;
    const adapter = makeAdapter(connection, shared, isOn ? inTransaction : false);
    return adapter;
  };
}
