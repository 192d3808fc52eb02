import { resolveAdapterConfig } from "../../database/adapter-factory/config";
import { makeDebugLog } from "../../database/adapter-factory/debug-log";
import type { BetterAuthOptions, DBAdapter, DBAdapterDebugLogOption, DBTransactionAdapter } from "../../types";
import { consumeMany, consumeOne, deleteMany, incrementOne, update, updateMany } from "./change-operations";
import { makeSqlDatabase, type SqlDatabase } from "./database";
import type { Driver, Executor, MaybePromise } from "./driver";
import { create, createIfAbsent, createIfPresent } from "./insert-operations";
import { logged } from "./logged";
import { count, findMany, findOne, isSessionRead } from "./read-operations";
import { keepConnection } from "./sql-connection";
import { TYPE_SUPPORT } from "./type-support";

/** How the built-in SQL adapter is set up. */
export interface SqlAdapterConfig {
  /** Table names end in "s". @default false */
  readonly usePlural?: boolean | undefined;
  /** @default false */
  readonly debugLogs?: DBAdapterDebugLogOption | undefined;
  /** `false` runs operations one by one. @default true, where the database has transactions */
  readonly transaction?: boolean | undefined;
}

type Bound<F> = F extends (db: SqlDatabase, executor: Executor, args: infer A) => infer R
  ? (args: A) => Promise<Awaited<R>>
  : never;

/** The calls of the adapter; the public interface says the same with the caller's row types. */
interface Operations {
  create: Bound<typeof create>;
  createIfAbsent: Bound<typeof createIfAbsent>;
  createIfPresent: Bound<typeof createIfPresent>;
  findOne: Bound<typeof findOne>;
  findMany: Bound<typeof findMany>;
  count: Bound<typeof count>;
  update: Bound<typeof update>;
  updateMany: Bound<typeof updateMany>;
  delete: (args: Parameters<typeof deleteMany>[2]) => Promise<void>;
  deleteMany: Bound<typeof deleteMany>;
  consumeOne: Bound<typeof consumeOne>;
  consumeMany: Bound<typeof consumeMany>;
  incrementOne: Bound<typeof incrementOne>;
}

/** The models that the read of a session sees. */
const SEEN: ReadonlySet<string> = new Set(["user", "session"]);

/**
 * The calls on a connection. Each is an async function without an await of its own: what a driver of this process
 * answers is there at once, and no further promise is made.
 *
 * @param past for the read of a session, which does not wait for an open transaction
 */
function operationsOn(db: SqlDatabase, executor: Executor, past: Executor): Operations {
  const write =
    <A extends { model: string }, R>(call: (db: SqlDatabase, executor: Executor, args: A) => MaybePromise<R>) =>
    async (args: A): Promise<R> => {
      // Before a transaction changes what the read of a session sees, it closes the way past it.
      if (executor.closePast !== undefined && SEEN.has(db.tableOf(args.model).name)) executor.closePast();
      return call(db, executor, args);
    };
  return {
    create: write(create),
    createIfAbsent: write(createIfAbsent),
    createIfPresent: write(createIfPresent),
    findOne: async (args) => findOne(db, isSessionRead(args) ? past : executor, args),
    findMany: async (args) => findMany(db, executor, args),
    count: async (args) => count(db, executor, args),
    update: write(update),
    updateMany: write(updateMany),
    delete: write(async (...args: Parameters<typeof deleteMany>) => {
      await deleteMany(...args);
    }),
    deleteMany: write(deleteMany),
    consumeOne: write(consumeOne),
    consumeMany: write(consumeMany),
    incrementOne: write(incrementOne),
  };
}

/** The public interface lets callers name the types of rows; what comes back is the rows of the model all the same. */
const asPublic = (operations: Operations): DBTransactionAdapter => operations as unknown as DBTransactionAdapter;

function describe(
  driver: Driver,
  { usePlural, debugLogs = false }: SqlAdapterConfig,
  transaction: false | DBAdapter["transaction"],
): { id: string; options: DBAdapter["options"] } {
  const support = TYPE_SUPPORT[driver.dialect];
  const adapterConfig = resolveAdapterConfig({
    adapterId: "kysely",
    adapterName: "Kysely Adapter",
    usePlural,
    debugLogs,
    supportsBooleans: support.booleans,
    supportsDates: support.dates,
    supportsJSON: support.json,
    supportsUUIDs: driver.dialect === "postgres",
    transaction,
  });
  return {
    id: "kysely",
    options: { adapterConfig, type: driver.dialect, debugLogs, transaction: transaction !== false },
  };
}

/**
 * The built-in adapter for SQL databases. Statements are compiled and prepared once a shape; joins are always part of
 * the statement.
 */
export function makeSqlAdapter(driver: Driver, options: BetterAuthOptions, config: SqlAdapterConfig = {}): DBAdapter {
  const usePlural = config.usePlural ?? false;
  const db = makeSqlDatabase(driver, options, usePlural);
  const transact = config.transaction === false ? null : driver.transaction;
  const description = describe(driver, config, transact !== null && ((callback) => adapter.transaction(callback)));
  const log = makeDebugLog("Kysely Adapter", config.debugLogs);

  const on = (executor: Executor, past: Executor): DBTransactionAdapter => {
    const operations = { ...asPublic(operationsOn(db, executor, past)), ...description };
    return log.isOn ? logged(operations, log) : operations;
  };
  const adapter: DBAdapter = {
    ...on(driver, driver.past ?? driver),
    nativeJoins: true,
    transaction: (callback) =>
      transact === null ? callback(adapter) : transact((executor) => callback(on(executor, executor))),
  };
  keepConnection(adapter, { driver, usePlural });
  return adapter;
}
