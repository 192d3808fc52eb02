import { SqliteQueryCompiler } from "kysely";
import type { SqliteDatabaseLike } from "../../types";
import { queueOf } from "../connection-queue";
import { withMarkedEnds } from "../transaction-ends";
import { compileText, inOrder } from "./compile";
import type { Driver, Executor, Statement, StoredRow } from "./driver";
import { passing, queued, touching } from "./queued";

/** A prepared statement of better-sqlite3, node:sqlite or bun:sqlite; each has some of these. */
interface NativeStatement {
  /** better-sqlite3: rows as arrays. */
  raw?(): NativeStatement;
  /** node:sqlite, from Node 22.16 on: rows as arrays. */
  setReturnArrays?(enabled: boolean): void;
  /** better-sqlite3: whether there are rows to read. */
  readonly reader?: boolean;
  /** bun:sqlite: rows as arrays. */
  values?(...values: readonly unknown[]): StoredRow[];
  all(...values: readonly unknown[]): unknown[];
  get(...values: readonly unknown[]): unknown;
  run(...values: readonly unknown[]): { changes: number | bigint };
}

/** The database: `prepare` gives such statements. */
interface NativeDatabase {
  prepare(sql: string): NativeStatement;
  exec(sql: string): unknown;
}

type RowForm = "raw" | "setReturnArrays" | "values" | "objects";

function rowFormOf(database: NativeDatabase): RowForm {
  const probe = database.prepare("select 1");
  // First: bun:sqlite has a `raw` too, which runs the statement.
  if (typeof probe.values === "function") return "values";
  if (typeof probe.raw === "function") return "raw";
  return typeof probe.setReturnArrays === "function" ? "setReturnArrays" : "objects";
}

/** Arrays are read faster than objects, and two tables may have columns of one name. */
function asArrays(statement: NativeStatement, form: RowForm): NativeStatement {
  if (form === "raw") return (statement.raw as () => NativeStatement)();
  if (form === "setReturnArrays") (statement.setReturnArrays as (enabled: boolean) => void)(true);
  return statement;
}

/** Milliseconds that a write waits for another process. */
const BUSY_TIMEOUT = 5000;

/** node:sqlite fails at once when another process writes; better-sqlite3 waits already. A setting of the user's stays. */
function waitWhenBusy(database: NativeDatabase): void {
  const setting = database.prepare("pragma busy_timeout").get() as { timeout?: unknown } | undefined;
  if (setting?.timeout === 0) database.exec(`pragma busy_timeout = ${BUSY_TIMEOUT}`);
}

function executorOf(database: NativeDatabase, form: RowForm): Executor {
  const native = (statement: Statement) => statement.native as NativeStatement;
  const run: Executor["run"] = (statement, values) =>
    Number(native(statement).run(...inOrder(statement.order, values)).changes);
  const query: Executor["query"] = (sql, values = []) => {
    const statement = database.prepare(sql);
    if (statement.reader !== false) return statement.all(...values) as Record<string, unknown>[];
    statement.run(...values);
    return [];
  };
  if (form === "values") {
    const all: Executor["all"] = (statement, values) =>
      (native(statement).values as NonNullable<NativeStatement["values"]>)(...inOrder(statement.order, values));
    return { all, get: (statement, values) => (all(statement, values) as readonly StoredRow[])[0], run, query };
  }
  return {
    all: (statement, values) => native(statement).all(...inOrder(statement.order, values)) as StoredRow[],
    get: (statement, values) => native(statement).get(...inOrder(statement.order, values)) as StoredRow | undefined,
    run,
    query,
  };
}

/** Drives a SQLite database of this process: better-sqlite3, node:sqlite or bun:sqlite. Every call is synchronous. */
export function makeSqliteDriver(source: SqliteDatabaseLike): Driver {
  const database = source as NativeDatabase;
  // First of all: another process may be writing while this one starts.
  waitWhenBusy(database);
  const form = rowFormOf(database);
  const compiler = new SqliteQueryCompiler();
  const queue = queueOf(source);
  const executor = executorOf(database, form);

  async function transact<R>(work: () => Promise<R>): Promise<R> {
    // IMMEDIATE: a transaction that reads before it writes would fail when another process writes in between.
    database.exec("begin immediate");
    try {
      const result = await work();
      database.exec("commit");
      return result;
    } catch (error) {
      try {
        database.exec("rollback");
      } catch {
        // SQLite has rolled back by itself, after a full disk for example. The first error says more.
      }
      throw error;
    }
  }

  return {
    ...queued(executor, queue),
    past: passing(executor, queue),
    dialect: "sqlite",
    rowKeys: form === "objects" ? "aliases" : "places",
    prepare(node, use) {
      const { sql, order } = compileText(compiler, node);
      const statement = database.prepare(sql);
      return { sql, order, native: use === "rows" ? asArrays(statement, form) : statement };
    },
    transaction: (work) =>
      queue.transaction((touch, close) =>
        withMarkedEnds(transact, () => work({ ...touching(executor, touch), closePast: close })),
      ),
  };
}
