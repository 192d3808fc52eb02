import type { Document } from "mongodb";
import { CommandError, TRANSIENT } from "./command-error";
import { type Cursors, type Handler, readCommands } from "./read-commands";
import { Blocked, type Store, type Work } from "./state";
import { writeCommands } from "./write-commands";

/** As what a server introduces itself. Only a standalone has no transactions. */
export type Deployment = "standalone" | "replica set" | "mongos";

interface OpenTransaction {
  readonly number: string;
  readonly work: Work;
}

/** What all connections of a server share. */
export interface Shared {
  readonly deployment: Deployment;
  readonly store: Store;
  readonly cursors: Cursors;
  /** Open transactions by session. */
  readonly transactions: Map<string, OpenTransaction>;
  /** The last transaction that a session has committed: it may ask again when it has not heard the answer. */
  readonly committed: Map<string, string>;
}

const noTransaction = () =>
  new CommandError(251, "NoSuchTransaction", "the transaction has been aborted or was never there", TRANSIENT);

const sessionOf = ({ lsid }: Document): string => lsid.id.toString("hex");

function transactionOf({ transactions, store, deployment }: Shared, command: Document): OpenTransaction {
  if (deployment === "standalone") {
    const rule = "Transaction numbers are only allowed on a replica set member or mongos";
    throw new CommandError(20, "IllegalOperation", rule);
  }
  const [session, number] = [sessionOf(command), String(command.txnNumber)];
  if (command.startTransaction === true) {
    transactions.get(session)?.work.abort();
    transactions.set(session, { number, work: store.begin(true) });
  }
  const open = transactions.get(session);
  if (open?.number !== number) throw noTransaction();
  return open;
}

const NOT_IN_TRANSACTIONS: readonly string[] = [
  "count",
  "listIndexes",
  "create",
  "createIndexes",
  "drop",
  "dropDatabase",
];

function runInTransaction(shared: Shared, name: string, command: Document, handler: Handler | undefined): Document {
  const session = sessionOf(command);
  const isCommitted = shared.committed.get(session) === String(command.txnNumber);
  if (name === "commitTransaction" && isCommitted) return {};
  const { work, number } = transactionOf(shared, command);
  if (name === "commitTransaction" || name === "abortTransaction") {
    shared.transactions.delete(session);
    if (name === "abortTransaction") work.abort();
    else {
      work.commit();
      shared.committed.set(session, number);
    }
    return {};
  }
  try {
    if (handler === undefined || NOT_IN_TRANSACTIONS.includes(name)) {
      throw new CommandError(263, "OperationNotSupportedInTransaction", `Cannot run '${name}' in a transaction.`);
    }
    return handler({ work, db: command.$db, command, cursors: shared.cursors });
  } catch (error) {
    work.abort();
    shared.transactions.delete(session);
    throw error;
  }
}

/** Runs a command that is a transaction of its own; waits while another one is in its way. */
async function runAlone(shared: Shared, command: Document, handler: Handler): Promise<Document> {
  for (;;) {
    const work = shared.store.begin(false);
    try {
      const reply = handler({ work, db: command.$db, command, cursors: shared.cursors });
      work.commit();
      return reply;
    } catch (error) {
      work.abort();
      if (!(error instanceof Blocked)) throw error;
      await error.until;
    }
  }
}

/** Runs a command: in the transaction that it names, or alone. @throws {CommandError} for what a server refuses */
export async function run(shared: Shared, name: string, command: Document): Promise<Document> {
  const handler = readCommands[name] ?? writeCommands[name];
  const endsTransaction = name === "commitTransaction" || name === "abortTransaction";
  if (handler === undefined && !endsTransaction)
    throw new CommandError(59, "CommandNotFound", `no such command: '${name}'`);
  if (command.autocommit === false) return runInTransaction(shared, name, command, handler);
  if (handler === undefined) throw noTransaction();
  return runAlone(shared, command, handler);
}

/** Aborts what a session has left open. */
export function endSession({ transactions }: Shared, { id }: Document): void {
  const session = id.toString("hex");
  transactions.get(session)?.work.abort();
  transactions.delete(session);
}
