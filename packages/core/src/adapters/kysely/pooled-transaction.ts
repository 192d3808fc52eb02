/** A connection that a pool has lent. */
export interface Lent {
  say(sql: string): Promise<unknown>;
  release(): void;
  /** Ends the connection instead of giving it back. */
  drop(failure: unknown): void;
}

/** Runs work between BEGIN and COMMIT; a throw rolls back and is thrown on. The connection goes back to the pool. */
export async function runPooledTransaction<R>({ say, release, drop }: Lent, work: () => Promise<R>): Promise<R> {
  try {
    await say("begin");
    const result = await work();
    await say("commit");
    release();
    return result;
  } catch (error) {
    // A connection that cannot even roll back is not given back to the pool.
    await say("rollback").then(release, drop);
    throw error;
  }
}
