import { MysqlQueryCompiler } from "kysely";
import { retryAfterDeadlock } from "../../fault/retry-after-deadlock";
import type { MysqlPoolLike } from "../../types";
import { compileText, inOrder } from "./compile";
import type { Driver, Executor, Rowless, Statement, StoredRow } from "./driver";
import { borrow, runPooledTransaction } from "./pooled-transaction";

/** What a write answers. */
interface Header {
  /** Rows that matched, whether they changed or not: mysql2 asks the server to count so. */
  readonly affectedRows: number;
  readonly insertId: number;
}

interface Query {
  readonly sql: string;
  readonly rowsAsArray: boolean;
}

interface Connection {
  /** A statement that the server has prepared; mysql2 keeps it for each connection. */
  execute(query: Query, values: readonly unknown[]): Promise<[unknown, unknown]>;
  query(query: Query, values?: readonly unknown[]): Promise<[unknown, unknown]>;
}

interface Client extends Connection {
  release(): void;
  destroy(): void;
}

/** The part of a pool of `mysql2/promise` that is used here. */
interface Pool extends Connection {
  getConnection(): Promise<Client>;
}

interface ConfiguredPool {
  readonly config?: { readonly connectionConfig?: { readonly timezone?: string } };
}

/** A pool of `mysql2` takes callbacks and has the other one in it; one of `mysql2/promise` has the first one in it. */
interface EitherPool extends ConfiguredPool {
  promise?(): Pool;
  readonly pool?: ConfiguredPool;
}

function promisePoolOf(source: MysqlPoolLike): { pool: Pool; timezone: string } {
  const given = source as unknown as EitherPool;
  const timezone = (given.config ?? given.pool?.config)?.connectionConfig?.timezone ?? "local";
  return { pool: given.promise?.() ?? (source as unknown as Pool), timezone };
}

/** Whole numbers as text: bound as numbers they are of type DOUBLE, which MySQL refuses for a LIMIT. */
function bound(order: Statement["order"], values: readonly unknown[]): readonly unknown[] {
  return inOrder(order, values).map((value) => (Number.isInteger(value) ? String(value) : value));
}

function executorOf(connection: Connection, atomically: Rowless["atomically"]): Executor {
  const execute = async <T>({ sql, order }: Statement, values: readonly unknown[]): Promise<T> =>
    (await connection.execute({ sql, rowsAsArray: true }, bound(order, values)))[0] as T;
  return {
    rowless: {
      insert: async (statement, values) => {
        const { affectedRows: count, insertId: id } = await execute<Header>(statement, values);
        return { count, id };
      },
      atomically,
    },
    all: execute<StoredRow[]>,
    get: async (statement, values) => (await execute<StoredRow[]>(statement, values))[0],
    run: async (statement, values) => (await execute<Header>(statement, values)).affectedRows,
    query: async (sql, values = []) => {
      const [rows] = await connection.query({ sql, rowsAsArray: false }, values);
      return Array.isArray(rows) ? (rows as Record<string, unknown>[]) : [];
    },
  };
}

/** Drives MySQL or MariaDB through a pool of `mysql2`. */
export function makeMysqlDriver(source: MysqlPoolLike): Driver {
  const { pool, timezone } = promisePoolOf(source);
  const compiler = new MysqlQueryCompiler();

  async function transaction<R>(work: (executor: Executor) => Promise<R>): Promise<R> {
    const client = await borrow(() => pool.getConnection());
    const lent = {
      say: (sql: string) => client.query({ sql, rowsAsArray: false }),
      release: () => client.release(),
      drop: () => client.destroy(),
    };
    const inside: Executor = executorOf(client, (next) => next(inside));
    return runPooledTransaction(lent, () => work(inside));
  }

  return {
    ...executorOf(pool, (work) => retryAfterDeadlock(() => transaction(work))),
    dialect: "mysql",
    rowKeys: "places",
    dateZone: timezone === "local" ? "" : timezone,
    prepare(node) {
      const { sql, order } = compileText(compiler, node);
      return { sql, order, native: null };
    },
    transaction,
  };
}
