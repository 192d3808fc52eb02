import { makeDebugLog } from "../../database/adapter-factory/debug-log";
import { BetterAuthError } from "../../error";
import type {
  AdapterFactoryConfig,
  BetterAuthOptions,
  DBAdapter,
  DBAdapterDebugLogOption,
  DBTransactionAdapter,
} from "../../types";
import { consumeMany, consumeOne, deleteMany, incrementOne, update, updateMany } from "./change-operations";
import { makeSqlDatabase, type SqlDatabase } from "./database";
import type { Driver, Executor } from "./driver";
import { create, createIfAbsent } from "./insert-operations";
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

/**
 * The calls on a connection. Each is an async function without an await of its own: what a driver of this process
 * answers is there at once, and no further promise is made.
 *
 * @param past for the read of a session, which does not wait for an open transaction
 */
function operationsOn(db: SqlDatabase, executor: Executor, past: Executor): Operations {
  return {
    create: async (args) => create(db, executor, args),
    createIfAbsent: async (args) => createIfAbsent(db, executor, args),
    findOne: async (args) => findOne(db, isSessionRead(args) ? past : executor, args),
    findMany: async (args) => findMany(db, executor, args),
    count: async (args) => count(db, executor, args),
    update: async (args) => update(db, executor, args),
    updateMany: async (args) => updateMany(db, executor, args),
    delete: async (args) => {
      await deleteMany(db, executor, args);
    },
    deleteMany: async (args) => deleteMany(db, executor, args),
    consumeOne: async (args) => consumeOne(db, executor, args),
    consumeMany: async (args) => consumeMany(db, executor, args),
    incrementOne: async (args) => incrementOne(db, executor, args),
  };
}

/** The public interface lets callers name the types of rows; what comes back is the rows of the model all the same. */
const asPublic = (operations: Operations): DBTransactionAdapter => operations as unknown as DBTransactionAdapter;

function describe(driver: Driver, config: SqlAdapterConfig): { id: string; options: DBAdapter["options"] } {
  const support = TYPE_SUPPORT[driver.dialect];
  const adapterConfig: AdapterFactoryConfig = {
    adapterId: "kysely",
    adapterName: "Kysely Adapter",
    usePlural: config.usePlural ?? false,
    debugLogs: config.debugLogs ?? false,
    supportsBooleans: support.booleans,
    supportsDates: support.dates,
    supportsJSON: support.json,
    supportsArrays: false,
    supportsUUIDs: driver.dialect === "postgres",
  };
  return { id: "kysely", options: { adapterConfig, type: driver.dialect } };
}

/**
 * The built-in adapter for SQL databases. Statements are compiled and prepared once a shape; joins are always part of
 * the statement.
 *
 * @throws {BetterAuthError} for a dialect that cannot give a written row back
 */
export function makeSqlAdapter(driver: Driver, options: BetterAuthOptions, config: SqlAdapterConfig = {}): DBAdapter {
  if (driver.dialect === "mssql") {
    throw new BetterAuthError(`database: ${driver.dialect} is not supported yet. Use an ORM's adapter for it.`);
  }
  const usePlural = config.usePlural ?? false;
  const db = makeSqlDatabase(driver, options, usePlural);
  const description = describe(driver, config);
  const transact = config.transaction === false ? null : driver.transaction;
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
