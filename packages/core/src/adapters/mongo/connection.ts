import { markDatabaseError } from "../../fault/database-fault";
import { queueOf } from "../connection-queue";
import { withMarkedEnds } from "../transaction-ends";
import {
  type Client,
  COLLECTION,
  type Collection,
  type Database,
  type OperationSettings,
  type Session,
} from "./driver";
import { translateError } from "./errors";
import type { ModelCollection } from "./fields";
import type { Server } from "./server";

/** Where commands go: to the database, or into a transaction of it. */
export interface Connection {
  /** Runs a command on a collection. */
  run<R>(
    model: ModelCollection,
    command: (collection: Collection, settings: OperationSettings) => Promise<R>,
  ): Promise<R>;
  /**
   * Runs commands that belong together: in a transaction where there are any, this one when it is one. Elsewhere they
   * run one after the other, and no two callers of this process at once.
   */
  atomically<R>(work: (inside: Connection) => Promise<R>): Promise<R>;
  /** Whether its commands are all kept or none, and see one moment. */
  readonly isTransaction: boolean;
  /**
   * Somebody else was faster with a unique value, as an error said. That is an answer: nothing was written. Only a
   * transaction has ended by it, and begins again.
   */
  giveWay(error: unknown): null;
}

/** A connection that transactions start from. */
export interface OuterConnection extends Connection {
  transaction<R>(work: (inside: Connection) => Promise<R>): Promise<R>;
}

/** How often a transaction that somebody else got ahead of begins again. Those of the driver's own kind it counts itself. */
const ATTEMPTS = 5;

/** What is read was written, and what is written stays, whatever the client is set to; a transaction reads one moment. */
const TRANSACTION = {
  readConcern: { level: "snapshot" },
  writeConcern: { w: "majority" },
  readPreference: "primary",
} as const;

interface InsideConnection extends Connection {
  /** The error that has ended the transaction on the server. */
  readonly failure: { readonly error: unknown; readonly begins: boolean } | null;
}

function insideOf(db: Database, session: Session): InsideConnection {
  let failure: InsideConnection["failure"] = null;
  // A session takes one command at a time.
  let last: Promise<unknown> = Promise.resolve();
  const inside: InsideConnection = {
    isTransaction: true,
    get failure() {
      return failure;
    },
    run(model, command) {
      const step = last.then(async () => {
        // A command that fails ends the transaction; the next one would only be told that there is none.
        if (failure) throw failure.error;
        try {
          return await command(db.collection(model.name, COLLECTION), { session });
        } catch (error) {
          failure = {
            error: isTransient(error) ? markDatabaseError(error) : translateError(error, model),
            begins: false,
          };
          throw failure.error;
        }
      });
      last = step.catch(() => {});
      return step;
    },
    atomically: (work) => work(inside),
    giveWay(error) {
      failure = { error, begins: true };
      throw error;
    },
  };
  return inside;
}

/** Whether the driver begins a transaction again after this error, which it knows by its own class. */
function isTransient(error: unknown): boolean {
  const { hasErrorLabel } = error as { hasErrorLabel?: unknown };
  return typeof hasErrorLabel === "function" && hasErrorLabel.call(error, "TransientTransactionError") === true;
}

async function transact<R>(db: Database, client: Client, work: (inside: Connection) => Promise<R>): Promise<R> {
  for (let attempt = 1; ; attempt++) {
    let inside: InsideConnection | undefined;
    const session = client.startSession();
    try {
      return await withMarkedEnds(
        (run: () => Promise<R>) => session.withTransaction(run, TRANSACTION),
        async () => {
          inside = insideOf(db, session);
          const result = await work(inside);
          // Somebody has caught the error. The server has not: what came before it is undone.
          if (inside.failure) throw inside.failure.error;
          return result;
        },
      );
    } catch (error) {
      if (attempt === ATTEMPTS || inside?.failure?.begins !== true) throw error;
    } finally {
      await session.endSession();
    }
  }
}

/**
 * The connection of a database.
 *
 * @param server what is known of the server
 */
export function connect(db: Database, client: Client, server: Server): OuterConnection {
  const transaction: OuterConnection["transaction"] = (work) => transact(db, client, work);
  const outside: OuterConnection = {
    isTransaction: false,
    async run(model, command) {
      try {
        return await command(db.collection(model.name, COLLECTION), {});
      } catch (error) {
        throw translateError(error, model);
      }
    },
    async atomically(work) {
      const { hasTransactions } = await server.facts();
      if (hasTransactions) return transaction(work);
      return queueOf(db).transaction((touch) => {
        const inside: Connection = {
          isTransaction: false,
          run(model, command) {
            touch();
            return outside.run(model, command);
          },
          atomically: (more) => more(inside),
          giveWay: outside.giveWay,
        };
        return work(inside);
      });
    },
    giveWay: () => null,
    transaction,
  };
  return outside;
}
