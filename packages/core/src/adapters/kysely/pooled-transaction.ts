import { markDatabaseError } from "../../fault/database-fault";
import { nothingKept, withMarkedEnds } from "../transaction-ends";

/** A connection that a pool has lent. */
export interface Lent {
  say(sql: string): Promise<unknown>;
  release(): void;
  /** Ends the connection instead of giving it back. */
  drop(failure: unknown): void;
}

/** Runs work between BEGIN and COMMIT; a throw rolls back and is thrown on. The connection goes back to the pool. */
export function runPooledTransaction<R>({ say, release, drop }: Lent, work: () => Promise<R>): Promise<R> {
  return withMarkedEnds(async (run) => {
    try {
      await say("begin");
      const result = await run();
      const end = await say("commit");
      // PostgreSQL says so, and calls it no error.
      if ((end as { command?: unknown } | undefined)?.command === "ROLLBACK") throw nothingKept();
      release();
      return result;
    } catch (error) {
      // A connection that cannot even roll back is not given back to the pool.
      await say("rollback").then(release, drop);
      throw error;
    }
  }, work);
}

/** Borrows a connection. */
export async function borrow<C>(connect: () => Promise<C>): Promise<C> {
  try {
    return await connect();
  } catch (error) {
    throw markDatabaseError(error);
  }
}
