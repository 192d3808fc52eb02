import { BetterAuthError } from "../error";
import { markDatabaseError } from "../fault/database-fault";

/**
 * Runs a transaction and marks the errors of its beginning and its end as the database's. Those of the work come as they
 * were thrown: what the database says in there is marked where it is said.
 *
 * @param transact begins, runs the work that it is given, and ends
 */
export async function withMarkedEnds<A extends readonly unknown[], R>(
  transact: (work: (...args: A) => Promise<R>) => Promise<R>,
  work: (...args: A) => Promise<R>,
): Promise<R> {
  // What a driver throws in place of it, as when the rollback fails too, is its own.
  let ofWork: { readonly error: unknown } | undefined;
  try {
    return await transact(async (...args) => {
      ofWork = undefined;
      try {
        return await work(...args);
      } catch (error) {
        ofWork = { error };
        throw error;
      }
    });
  } catch (error) {
    throw ofWork !== undefined && ofWork.error === error ? error : markDatabaseError(error);
  }
}

/** What is thrown in place of a good end that nothing is kept of. */
export function nothingKept(cause?: unknown): BetterAuthError {
  return new BetterAuthError(
    "Nothing of a transaction was kept: a statement in it failed, and the failure was caught. PostgreSQL undoes all of such a " +
      "transaction. Let the failure end it, or ask for what cannot fail, as createIfAbsent.",
    { cause },
  );
}

/** Runs a statement. */
export type Watch = <T>(statement: () => Promise<T>) => Promise<T>;

/** Where nobody has to know of a failure. */
export const unwatched: Watch = (statement) => statement();

/**
 * Runs the work of a transaction of PostgreSQL, which says nothing at COMMIT where it has undone everything because of a
 * statement that failed: then the database is asked whether the transaction is still alive.
 *
 * @param work runs each of its statements by `watch`
 * @param probe any statement of the transaction
 * @throws {BetterAuthError} when the work has ended well and nothing of it would be kept
 */
export async function keepingAll<R>(work: (watch: Watch) => Promise<R>, probe: () => Promise<unknown>): Promise<R> {
  let failure: { readonly error: unknown } | undefined;
  const result = await work(async (statement) => {
    try {
      return await statement();
    } catch (error) {
      failure ??= { error };
      throw error;
    }
  });
  if (failure === undefined) return result;
  const { error } = failure as { readonly error: unknown };
  await probe().catch(() => {
    throw nothingKept(error);
  });
  return result;
}
