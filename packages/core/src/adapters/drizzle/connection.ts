import { sql } from "drizzle-orm";
import { markDatabaseError } from "../../fault/database-fault";
import { retryAfterDeadlock } from "../../fault/retry-after-deadlock";
import { type ConnectionQueue, queueOf } from "../connection-queue";
import { surviveLostConnections } from "../lost-connections";
import { keepingAll, unwatched, type Watch, withMarkedEnds } from "../transaction-ends";
import type { Database, Query } from "./database";
import type { DrizzleProvider } from "./schema/providers";

/** Where queries run: on the database, or in a transaction of it. */
export interface Connection {
  readonly provider: DrizzleProvider;
  /** Runs a query. */
  run<R>(make: (db: Database) => Query<R>): Promise<R>;
  /** Runs work on a connection that is inside a transaction: this one when it is. */
  atomically<R>(work: (inside: Connection) => Promise<R>): Promise<R>;
}

/** A connection that transactions start from. */
export interface OuterConnection extends Connection {
  transaction<R>(work: (inside: Connection) => Promise<R>): Promise<R>;
}

/** Runs a query. With a driver of this process it is done at once. */
async function execute<R>(query: Query<R>): Promise<R> {
  try {
    return await query.execute();
  } catch (error) {
    throw markDatabaseError(error);
  }
}

function insideOf(db: Database, provider: DrizzleProvider, touch: () => void, watch = unwatched): Connection {
  const inside: Connection = {
    provider,
    run: (make) => {
      touch();
      return watch(async () => execute(make(db)));
    },
    atomically: (work) => work(inside),
  };
  return inside;
}

interface Client {
  /** libsql: "file" for a database of this process. */
  readonly protocol?: string;
}

async function transactByHand<R>(db: Database, work: () => Promise<R>): Promise<R> {
  const say = async (query: ReturnType<typeof sql>): Promise<void> => {
    await (db.run as NonNullable<Database["run"]>).call(db, query);
  };
  // IMMEDIATE: a transaction that reads before it writes would fail when another process writes in between.
  await say(sql`begin immediate`);
  try {
    const result = await work();
    await say(sql`commit`);
    return result;
  } catch (error) {
    // SQLite may have rolled back by itself, after a full disk for example. The first error says more.
    await say(sql`rollback`).catch(() => {});
    throw error;
  }
}

/**
 * better-sqlite3, bun:sqlite and others whose calls are synchronous: one connection. Drizzle's own `transaction` takes no
 * asynchronous work there, so BEGIN and COMMIT are said by hand, and everybody else waits in the queue.
 */
function synchronousConnection(db: Database, queue: ConnectionQueue): OuterConnection {
  let touchOpen = (): void => {};
  // One for all transactions, because there is one connection and one is open at a time.
  const inside = insideOf(db, "sqlite", () => touchOpen());
  const transaction: OuterConnection["transaction"] = (work) =>
    queue.transaction((touch) => {
      touchOpen = touch;
      return withMarkedEnds(
        (run) => transactByHand(db, run),
        () => work(inside),
      );
    });
  return {
    provider: "sqlite",
    // At once when no transaction is open: whatever begins later finds the statement done.
    run: async (make) => queue.outside(() => execute(make(db))),
    atomically: transaction,
    transaction,
  };
}

/**
 * A database of this process behind asynchronous calls, as that of libsql: a transaction has a connection of its own, which
 * locks the others out. So it begins when the statements before it are done, and those after it wait.
 */
function fileConnection(db: Database, queue: ConnectionQueue): OuterConnection {
  const running = new Set<Promise<unknown>>();
  const transaction: OuterConnection["transaction"] = (work) =>
    queue.transaction(async (touch) => {
      await Promise.allSettled(running);
      return withMarkedEnds(
        (run: (inside: Database) => ReturnType<typeof work>) => db.transaction(run),
        (inside) => work(insideOf(inside, "sqlite", touch)),
      );
    });
  return {
    provider: "sqlite",
    run: async (make) =>
      queue.outside(() => {
        const statement = execute(make(db));
        running.add(statement);
        const end = () => void running.delete(statement);
        statement.then(end, end);
        return statement;
      }),
    atomically: transaction,
    transaction,
  };
}

function pooledConnection(db: Database, provider: DrizzleProvider): OuterConnection {
  const transaction: OuterConnection["transaction"] = (work) =>
    withMarkedEnds(
      (run: (inside: Database) => ReturnType<typeof work>) => db.transaction(run),
      (inside) => {
        const run = (watch?: Watch) => work(insideOf(inside, provider, () => {}, watch));
        return provider === "pg" ? keepingAll(run, async () => inside.execute?.(sql`select 1`)) : run();
      },
    );
  return {
    provider,
    run: async (make) => retryAfterDeadlock(() => execute(make(db))),
    atomically: (work) => retryAfterDeadlock(() => transaction(work)),
    transaction,
  };
}

/** The connection of a Drizzle database. */
export function connect(db: Database, provider: DrizzleProvider): OuterConnection {
  const client = (db.$client ?? db) as Client & object;
  if (provider === "sqlite") {
    if ((db as { resultKind?: unknown }).resultKind === "sync") return synchronousConnection(db, queueOf(client));
    if (client.protocol === "file") return fileConnection(db, queueOf(client));
  }
  if (provider === "pg") surviveLostConnections(client);
  return pooledConnection(db, provider);
}
