import {
  type CompiledQuery,
  IdentifierNode,
  type OperationNode,
  type QueryExecutor,
  RawNode,
  type RootOperationNode,
  ValueNode,
} from "kysely";
import { retryAfterDeadlock } from "../../fault/retry-after-deadlock";
import type { DatabaseType, KyselyLike } from "../../types";
import { queueOf } from "../connection-queue";
import { keepingAll, unwatched, type Watch, withMarkedEnds } from "../transaction-ends";
import { hasOnlySlots, inOrder, orderOf } from "./compile";
import type { Driver, Executor, Rowless, Statement, StoredRow } from "./driver";
import { Slot } from "./node";
import { queued } from "./queued";

interface Result {
  readonly rows: readonly StoredRow[];
  readonly numAffectedRows?: bigint | undefined;
  readonly insertId?: bigint | undefined;
}

/** The part of a `Kysely` that is used here, of whatever version the application has. */
interface Instance {
  getExecutor(): Pick<QueryExecutor, "transformQuery" | "compileQuery">;
  executeQuery(query: CompiledQuery): Promise<Result>;
  transaction(): { execute<R>(work: (instance: Instance) => Promise<R>): Promise<R> };
  withoutPlugins(): Instance;
}

/** What is kept of a statement: the compiled query; or the tree, when a plugin looks at values. */
type Native = { readonly compiled: CompiledQuery } | { readonly node: RootOperationNode };

const makeQueryId = () => ({ queryId: `better-auth-${Math.random().toString(36).slice(2)}` });

/** A copy of a tree with values in place of the slots. */
function fill<T>(node: T, values: readonly unknown[]): T {
  if (Array.isArray(node)) return node.map((child) => fill(child, values)) as T;
  if (typeof node !== "object" || node === null) return node;
  const { kind, value } = node as { kind?: unknown; value?: unknown };
  if (kind === "ValueNode" && value instanceof Slot) return ValueNode.create(values[value.at]) as OperationNode as T;
  return Object.fromEntries(Object.entries(node).map(([key, child]) => [key, fill(child, values)])) as T;
}

function compile(instance: Instance, node: RootOperationNode): CompiledQuery {
  const executor = instance.getExecutor();
  const queryId = makeQueryId();
  return executor.compileQuery(executor.transformQuery(node, queryId), queryId);
}

/** `atomically` is given where writes give no row back, `watch` inside of a transaction. */
function executorOf(instance: Instance, atomically?: Rowless["atomically"], watch = unwatched): Executor {
  const execute = (statement: Statement, values: readonly unknown[]): Promise<Result> =>
    watch(async () => {
      const native = statement.native as Native;
      if ("node" in native) return instance.executeQuery(compile(instance, fill(native.node, values)));
      return instance.executeQuery({ ...native.compiled, parameters: inOrder(statement.order, values) });
    });
  const rowless: Rowless | undefined = atomically && {
    insert: async (statement, values) => {
      const { insertId, numAffectedRows } = await execute(statement, values);
      return { count: Number(numAffectedRows ?? 0), id: Number(insertId ?? 0) };
    },
    atomically,
  };
  return {
    rowless,
    all: async (statement, values) => (await execute(statement, values)).rows,
    get: async (statement, values) => (await execute(statement, values)).rows[0],
    run: async (statement, values) => Number((await execute(statement, values)).numAffectedRows ?? 0),
    query: async (sql, values = []) => {
      const query = { sql, parameters: values, query: RawNode.createWithSql(sql), queryId: makeQueryId() };
      return (await instance.withoutPlugins().executeQuery(query)).rows as readonly Record<string, unknown>[];
    },
  };
}

/** Some databases are reached through a dialect that has no transactions (Cloudflare D1). */
function hasNoTransactions(error: unknown): boolean {
  return (
    error instanceof Error && /transactions? (are|is) not supported|does not support transactions?/i.test(error.message)
  );
}

/**
 * Drives a database through a `Kysely` instance, so that its plugins see every statement.
 *
 * @param settings.connection the instance that this one was made of, on whose connection both are. @default the instance
 */
export function makeKyselyDriver(
  source: KyselyLike,
  settings: { dialect: DatabaseType; schemaName?: string | undefined; connection?: object | undefined },
): Driver {
  const instance = source as unknown as Instance;
  const isRowless = settings.dialect === "mysql";
  const executor = executorOf(
    instance,
    isRowless ? (work) => retryAfterDeadlock(() => transact(work, () => {})) : undefined,
  );
  // SQLite through Kysely is one connection as well.
  const queue = settings.dialect === "sqlite" ? queueOf(settings.connection ?? source) : null;
  const outside = queue === null ? executor : queued(executor, queue);

  async function transact<R>(work: (executor: Executor) => Promise<R>, touch: () => void): Promise<R> {
    let hasBegun = false;
    try {
      return await withMarkedEnds(
        (run: (connection: Instance) => Promise<R>) => instance.transaction().execute(run),
        (connection) => {
          hasBegun = true;
          touch();
          const run = (watch?: Watch): Promise<R> => {
            const inside: Executor = executorOf(connection, isRowless ? (next) => next(inside) : undefined, watch);
            return work(inside);
          };
          if (settings.dialect !== "postgres") return run();
          return keepingAll(run, async () => executorOf(connection).query("select 1"));
        },
      );
    } catch (error) {
      if (hasBegun || !hasNoTransactions(error)) throw error;
      return work(executor);
    }
  }

  return {
    ...outside,
    ...settings,
    rowKeys: "aliases",
    isThroughKysely: true,
    prepare(node) {
      const compiled = compile(instance, node);
      if (!hasOnlySlots(compiled.parameters)) return { sql: compiled.sql, order: null, native: { node } };
      return { sql: compiled.sql, order: orderOf(compiled.parameters), native: { compiled } };
    },
    transaction: (work) =>
      queue === null ? transact(work, () => {}) : queue.transaction((touch) => transact(work, touch)),
    nameInDatabase(name) {
      const node = RawNode.create(["", ""], [IdentifierNode.create(name)]);
      const transformed = instance.getExecutor().transformQuery(node, makeQueryId());
      return (transformed.parameters[0] as IdentifierNode).name;
    },
  };
}
