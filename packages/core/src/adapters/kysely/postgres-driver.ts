import { PostgresQueryCompiler } from "kysely";
import type { PostgresPoolLike } from "../../types";
import { queueOf } from "../connection-queue";
import { surviveLostConnection, surviveLostConnections } from "../lost-connections";
import { type CompiledText, compileText, inOrder } from "./compile";
import type { Driver, Executor, Statement, StoredRow } from "./driver";
import { borrow, runPooledTransaction } from "./pooled-transaction";
import { queued, touching } from "./queued";

interface Result {
  readonly rows: readonly StoredRow[];
  readonly rowCount: number | null;
}

interface Query {
  readonly text: string;
  readonly values: readonly unknown[];
  /** The server keeps the statement under this name, on each connection that has seen it. */
  readonly name?: string;
  readonly rowMode?: "array";
}

interface Client {
  query(query: Query): Promise<Result>;
  release(error?: unknown): void;
}

/** The part of a `pg` pool that is used here. */
interface Pool {
  query(query: Query): Promise<Result>;
  connect(): Promise<Client>;
}

/** Two runs of FNV-1a from different starts, 64 bits in all: statements of one connection must not share a name. */
function statementName(text: string): string {
  const hash = (start: number): string => {
    let value = start;
    for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193) >>> 0;
    return value.toString(36);
  };
  return `better_auth_${hash(0x811c9dc5)}_${hash(0x9747b28c)}`;
}

function executorOf(connection: { query(query: Query): Promise<Result> }): Executor {
  const execute = ({ sql, order, native }: Statement, values: readonly unknown[]): Promise<Result> =>
    connection.query({ text: sql, values: inOrder(order, values), name: native as string, rowMode: "array" });
  return {
    all: async (statement, values) => (await execute(statement, values)).rows,
    get: async (statement, values) => (await execute(statement, values)).rows[0],
    run: async (statement, values) => (await execute(statement, values)).rowCount ?? 0,
    query: async (sql, values = []) =>
      (await connection.query({ text: sql, values })).rows as readonly Record<string, unknown>[],
  };
}

/**
 * Whether what looks like a pool of `pg` is one connection of it, a `Client`. Both have `connect` and `query`; what a
 * connection was told about its server is in it, and not in a pool.
 */
export function isPostgresClient(database: object): boolean {
  return "connectionParameters" in database;
}

/**
 * Drives PostgreSQL through one connection of `pg`, which the application has opened. Statements and transactions queue, as
 * on the one connection of SQLite; a pool is for everything but scripts.
 */
export function makePostgresClientDriver(source: PostgresPoolLike): Driver {
  const client = source as unknown as { query(query: Query): Promise<Result> };
  const queue = queueOf(source);
  const executor = executorOf(client);
  const transact = <R>(work: (executor: Executor) => Promise<R>, touch: () => void): Promise<R> => {
    const lent = {
      say: (text: string) => client.query({ text, values: [] }),
      release: () => {},
      // The connection is the application's, and there is no other one.
      drop: () => {},
    };
    return runPooledTransaction(lent, () => work(touching(executor, touch)));
  };
  return {
    ...makePostgresDriver(source),
    ...queued(executor, queue),
    transaction: (work) => queue.transaction((touch) => transact(work, touch)),
  };
}

/** Drives PostgreSQL through a pool of `pg`. */
export function makePostgresDriver(source: PostgresPoolLike): Driver {
  const pool = source as unknown as Pool;
  surviveLostConnections(pool);
  const compiler = new PostgresQueryCompiler();

  async function transaction<R>(work: (executor: Executor) => Promise<R>): Promise<R> {
    const client = await borrow(() => pool.connect());
    surviveLostConnection(client);
    const lent = {
      say: (text: string) => client.query({ text, values: [] }),
      release: () => client.release(),
      drop: (failure: unknown) => client.release(failure),
    };
    return runPooledTransaction(lent, () => work(executorOf(client)));
  }

  return {
    ...executorOf(pool),
    dialect: "postgres",
    rowKeys: "places",
    prepare(node) {
      const { sql, order }: CompiledText = compileText(compiler, node);
      return { sql, order, native: statementName(sql) };
    },
    transaction,
  };
}
