import { PostgresQueryCompiler } from "kysely";
import type { PostgresPoolLike } from "../../types";
import { type CompiledText, compileText, inOrder } from "./compile";
import type { Driver, Executor, Statement, StoredRow } from "./driver";
import { runPooledTransaction } from "./pooled-transaction";

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

/** Drives PostgreSQL through a pool of `pg`. */
export function makePostgresDriver(source: PostgresPoolLike): Driver {
  const pool = source as unknown as Pool;
  const compiler = new PostgresQueryCompiler();

  async function transaction<R>(work: (executor: Executor) => Promise<R>): Promise<R> {
    const client = await pool.connect();
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
