import { generateId } from "../../crypto/random";
import { createAdapterFactory } from "../../database/adapter-factory/create-adapter";
import { resolveIdStrategy } from "../../database/id";
import { compileNames } from "../../database/names";
import { getAuthTables } from "../../database/resolve-schema";
import { UniqueViolationError } from "../../database/unique-violation";
import type {
  AdapterFactory,
  AdapterFactoryConfig,
  BetterAuthOptions,
  CustomAdapter,
  DBAdapter,
  DBAdapterDebugLogOption,
  Row,
  Where,
} from "../../types";
import { type ConnectionQueue, queueOf } from "../connection-queue";
import { compareBy, matches } from "./matches";
import { type MemoryDB, makeTables, type Tables } from "./tables";

export type { MemoryDB } from "./tables";

/** How a memory adapter is set up. */
export interface MemoryAdapterConfig {
  debugLogs?: DBAdapterDebugLogOption | undefined;
}

/** The reads and writes of rows. Each is one step: nothing else runs in between. */
function makeOperations(tables: Tables, nextId: (table: string) => unknown): CustomAdapter {
  const find = (model: string, where: Parameters<CustomAdapter["findOne"]>[0]["where"] | undefined): Row[] =>
    tables.rows(model).filter((row) => matches(row, where ?? []));

  return {
    create: async ({ model, data }) =>
      tables.insert(model, data.id === undefined ? { ...data, id: nextId(model) } : data),
    findOne: async ({ model, where }) => find(model, where)[0] ?? null,
    async findMany({ model, where, limit, sortBy, offset = 0 }) {
      const rows = find(model, where);
      const sorted = sortBy ? rows.sort(compareBy(sortBy.field, sortBy.direction)) : rows;
      return sorted.slice(offset, offset + limit);
    },
    count: async ({ model, where }) => find(model, where).length,
    async update({ model, where, update }) {
      const changed = find(model, where).map((row) => tables.replace(model, row, { ...row, ...update }));
      return changed[0] ?? null;
    },
    updateMany: async ({ model, where, update }) =>
      find(model, where).map((row) => tables.replace(model, row, { ...row, ...update })).length,
    async delete({ model, where }) {
      tables.remove(model, find(model, where));
    },
    async deleteMany({ model, where }) {
      const rows = find(model, where);
      tables.remove(model, rows);
      return rows.length;
    },
    async consumeOne({ model, where }) {
      const row = find(model, where)[0];
      if (row === undefined) return null;
      tables.remove(model, [row]);
      return row;
    },
    async incrementOne({ model, where, increment, set }) {
      const row = find(model, where)[0];
      if (row === undefined) return null;
      const counts = Object.entries(increment).map(([column, delta]) => [column, Number(row[column] ?? 0) + delta]);
      return tables.replace(model, row, { ...row, ...set, ...Object.fromEntries(counts) });
    },
  };
}

/** Lets every operation wait for the transaction that is open. */
function queuedOperations(operations: CustomAdapter, queue: ConnectionQueue): CustomAdapter {
  const wait =
    <A, R>(call: (args: A) => Promise<R>) =>
    async (args: A): Promise<R> =>
      queue.outside(() => call(args));
  return {
    create: wait(operations.create),
    findOne: wait(operations.findOne),
    findMany: wait(operations.findMany),
    count: wait(operations.count),
    update: wait(operations.update),
    updateMany: wait(operations.updateMany),
    delete: wait(operations.delete),
    deleteMany: wait(operations.deleteMany),
    consumeOne: wait(operations.consumeOne as NonNullable<CustomAdapter["consumeOne"]>),
    incrementOne: wait(operations.incrementOne as NonNullable<CustomAdapter["incrementOne"]>),
  };
}

/** The sort field comes under its logical name; rows have physical ones. */
function withPhysicalSort(
  operations: CustomAdapter,
  physical: (model: string, field: string) => string,
): CustomAdapter {
  return {
    ...operations,
    findMany: (args) => {
      const { sortBy, modelKey } = args;
      if (!sortBy) return operations.findMany(args);
      return operations.findMany({ ...args, sortBy: { ...sortBy, field: physical(modelKey, sortBy.field) } });
    },
  };
}

function withCreateIfAbsent<A extends DBAdapter>(adapter: A, physical: (model: string, field: string) => string): A {
  adapter.createIfAbsent = async ({ uniqueField, ...args }) => {
    try {
      return await adapter.create(args);
    } catch (error) {
      const isTaken =
        error instanceof UniqueViolationError && error.columns.join() === physical(args.model, uniqueField);
      if (isTaken) return null;
      throw error;
    }
  };
  return adapter;
}

/** Nothing else runs inside a transaction, so reading and deleting there is one step. */
function withConsumeMany<A extends DBAdapter>(adapter: A): A {
  adapter.consumeMany = <T>({ model, where }: { model: string; where: Where[] }) =>
    adapter.transaction(async (inside) => {
      const rows = await inside.findMany<T>({ model, where, limit: Number.MAX_SAFE_INTEGER });
      await inside.deleteMany({ model, where });
      return rows;
    });
  return adapter;
}

/**
 * Keeps rows in plain arrays, for tests and trials. It keeps the rules of the schema as a database does: unique values,
 * references, transactions.
 *
 * @param db rows by table; pass an empty object to start with
 * @example betterAuth({ database: memoryAdapter({}) })
 */
export function memoryAdapter(db: MemoryDB, settings: MemoryAdapterConfig = {}): AdapterFactory {
  return (options: BetterAuthOptions): DBAdapter => {
    const names = compileNames(getAuthTables(options));
    const tables = makeTables(db, names);
    const queue = queueOf(db);
    const { isNumeric } = resolveIdStrategy(options);
    const nextId = (table: string): unknown =>
      isNumeric
        ? tables.rows(table).reduce((highest, { id }) => Math.max(highest, Number(id) || 0), 0) + 1
        : generateId();
    const physical = (model: string, field: string): string => names.field(model, field).physical;

    const config: AdapterFactoryConfig = {
      adapterId: "memory",
      adapterName: "Memory Adapter",
      debugLogs: settings.debugLogs,
      supportsJSON: true,
      supportsArrays: true,
    };
    const operations = withPhysicalSort(makeOperations(tables, nextId), physical);
    const inside = withConsumeMany(
      withCreateIfAbsent(createAdapterFactory({ config, adapter: () => operations })(options), physical),
    );
    const transaction: AdapterFactoryConfig["transaction"] = (callback) =>
      queue.transaction(async () => {
        const restore = tables.snapshot();
        try {
          return await callback(inside);
        } catch (error) {
          restore();
          throw error;
        }
      });
    const outside = createAdapterFactory({
      config: { ...config, transaction },
      adapter: () => queuedOperations(operations, queue),
    });
    return withConsumeMany(withCreateIfAbsent(outside(options), physical));
  };
}
