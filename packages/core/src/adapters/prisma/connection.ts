import { BetterAuthError } from "../../error";
import { isOfAdapter, markDatabaseError } from "../../fault/database-fault";
import { retryAfterDeadlock } from "../../fault/retry-after-deadlock";
import { type ConnectionQueue, queueOf } from "../connection-queue";
import { keepingAll, unwatched, type Watch, withMarkedEnds } from "../transaction-ends";
import { type Client, type Delegate, delegateIn, type TransactionSettings } from "./client";
import { explainError, withCode } from "./errors";
import type { PrismaModel } from "./model";
import { type PrismaProvider, traitsOf } from "./providers";

/** Where calls run: on the client, or in a transaction of it. */
export interface Connection {
  readonly provider: PrismaProvider;
  /** Runs a call of a model. */
  run<R>(model: PrismaModel, call: (delegate: Delegate) => Promise<R>): Promise<R>;
  /** Whether a call of a model is there in this version of Prisma. */
  has(model: PrismaModel, call: keyof Delegate): boolean;
  /** Whether a write gives its rows back in the same statement. Prisma before 6.2 reads them before or after. */
  canReturn(model: PrismaModel): boolean;
  /** Runs work on a connection that is inside a transaction: this one when it is. */
  atomically<R>(work: (inside: Connection) => Promise<R>): Promise<R>;
}

/** A connection that transactions start from. */
export interface OuterConnection extends Connection {
  transaction<R>(work: (inside: Connection) => Promise<R>): Promise<R>;
}

function delegateOf(client: Client, { delegate, names }: PrismaModel): Delegate {
  const found = delegateIn(client, delegate);
  if (found !== undefined) return found;
  throw new BetterAuthError(
    `prismaAdapter: the Prisma client has no "${delegate}" for model ${names.logical}. Run \`npx prisma generate\`.`,
  );
}

type Calls = Omit<Connection, "atomically">;

function callsOn(client: Client, provider: PrismaProvider): Calls {
  const has: Connection["has"] = (model, call) => typeof delegateOf(client, model)[call] === "function";
  return {
    provider,
    async run(model, call) {
      const delegate = delegateOf(client, model);
      try {
        return await call(delegate);
      } catch (error) {
        throw explainError(markDatabaseError(error), model.names.logical);
      }
    },
    has,
    canReturn: (model) => traitsOf(provider).hasReturning && has(model, "updateManyAndReturn"),
  };
}

function insideOf(client: Client, provider: PrismaProvider, touch: () => void, watch = unwatched): Connection {
  const calls = callsOn(client, provider);
  const inside: Connection = {
    ...calls,
    run: (model, call) => {
      touch();
      return watch(() => calls.run(model, call));
    },
    atomically: (work) => work(inside),
  };
  return inside;
}

/** Runs work in a transaction of the client. */
async function transact<R>(
  client: Client,
  work: (inside: Client) => Promise<R>,
  settings?: TransactionSettings,
): Promise<R> {
  try {
    return await withMarkedEnds((run: (inside: Client) => Promise<R>) => client.$transaction(run, settings), work);
  } catch (error) {
    throw isOfAdapter(error) ? withCode(error) : error;
  }
}

/**
 * SQLite: the drivers have one connection, and Prisma keeps transactions apart from each other but not from other calls,
 * which would become a part of the one that is open. So a transaction begins when the calls before it are done, and those
 * after it wait.
 */
function singleConnection(client: Client, queue: ConnectionQueue): OuterConnection {
  const calls = callsOn(client, "sqlite");
  const running = new Set<Promise<unknown>>();
  const transaction: OuterConnection["transaction"] = (work) =>
    queue.transaction(async (touch) => {
      await Promise.allSettled(running);
      return transact(client, (inside) => work(insideOf(inside, "sqlite", touch)));
    });
  return {
    ...calls,
    run: async (model, call) =>
      queue.outside(() => {
        const result = calls.run(model, call);
        running.add(result);
        const end = () => void running.delete(result);
        result.then(end, end);
        return result;
      }),
    atomically: transaction,
    transaction,
  };
}

function pooledConnection(client: Client, provider: PrismaProvider): OuterConnection {
  // MySQL's default would show a transaction the rows as they were when it began, while its writes change what is there.
  const settings = provider === "mysql" ? { isolationLevel: "ReadCommitted" } : undefined;
  const isPostgres = provider === "postgresql" || provider === "cockroachdb";
  const transaction: OuterConnection["transaction"] = (work) =>
    transact(
      client,
      (inside) => {
        const run = (watch?: Watch) => work(insideOf(inside, provider, () => {}, watch));
        return isPostgres ? keepingAll(run, async () => inside.$queryRawUnsafe?.("select 1")) : run();
      },
      settings,
    );
  const calls = callsOn(client, provider);
  return {
    ...calls,
    run: (model, call) => retryAfterDeadlock(() => calls.run(model, call)),
    atomically: (work) => retryAfterDeadlock(() => transaction(work)),
    transaction,
  };
}

/** The connection of a client. */
export function connect(client: Client, provider: PrismaProvider): OuterConnection {
  if (provider !== "sqlite") return pooledConnection(client, provider);
  // Extensions share the connection of the client that they were made of.
  return singleConnection(client, queueOf(client._originalClient ?? client));
}
