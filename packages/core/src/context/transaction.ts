import { faultOf } from "../fault/database-fault";
import type { DBAdapter, DBTransactionAdapter } from "../types";
import { currentAmbient, type OpenTransaction, runInAmbient } from "./ambient";
import type { Scope } from "./scope";

/** How often a transaction is begun that the database gives up. */
const ATTEMPTS = 3;

/** Milliseconds, by chance up to this: whoever it was given up for has to get what both wanted first. */
const LONGEST_PAUSE = 20;

const pause = () => new Promise((resolve) => setTimeout(resolve, Math.random() * LONGEST_PAUSE));

function openTransaction(of: DBAdapter): OpenTransaction {
  return { of, afterCommit: [], failure: null, isOver: false, ranForeignCode: false };
}

/** Runs work in a transaction of an adapter. Anew on each try, since an adapter may run the callback again. */
async function transact<T>(
  adapter: DBAdapter,
  work: (inside: DBTransactionAdapter, transaction: OpenTransaction) => Promise<T>,
): Promise<T> {
  let transaction: OpenTransaction | undefined;
  const end = () => {
    if (transaction !== undefined) transaction.isOver = true;
  };
  try {
    return await adapter.transaction((inside) => {
      end();
      transaction = openTransaction(adapter);
      return work(inside, transaction);
    });
  } finally {
    end();
  }
}

/** Runs what waited for a commit, in order. A failure there is logged: what it follows has happened. */
async function runAfterCommit(transaction: OpenTransaction, onError: (error: unknown) => void): Promise<void> {
  for (const work of transaction.afterCommit) {
    try {
      await work();
    } catch (error) {
      onError(error);
    }
  }
}

/** Says what the caller must hear of, although the commit has happened. */
function throwFailure({ failure }: OpenTransaction): void {
  if (failure !== null) throw failure.error;
}

/**
 * Runs work in a transaction, or in the one that is open. After-commit work runs once it is committed, and never when
 * it was rolled back. No hashing, mail or fetch inside.
 *
 * When the database gives the transaction up for another one, the work runs again, up to twice: nothing of it was done. Not
 * when code of a user or a plugin ran in it, and not where there are no transactions.
 */
export async function inTransaction<T>(scope: Scope, work: (scope: Scope) => Promise<T>): Promise<T> {
  if (scope.transaction) return work(scope);
  const { adapter: root } = scope.instance;
  let transaction = openTransaction(root);
  let isUndoable = true;
  const attempt = () =>
    transact(root, (adapter, opened) => {
      transaction = opened;
      // Without transactions the callback gets the adapter itself.
      isUndoable = adapter !== root;
      return work({ ...scope, adapter, transaction });
    });
  const begin = async (number: number): Promise<T> => {
    try {
      return await attempt();
    } catch (error) {
      const isOver = number === ATTEMPTS || !isUndoable || transaction.ranForeignCode;
      if (isOver || faultOf(error) !== "conflict") throw error;
    }
    await pause();
    return begin(number + 1);
  };
  const result = await begin(1);
  await runAfterCommit(transaction, (error) => scope.instance.logger.error("After a commit, a hook failed.", error));
  throwFailure(transaction);
  return result;
}

/** Runs work after the commit of the open transaction, or at once when there is none. Dropped on roll-back. */
export async function afterCommit(scope: Scope, work: () => void | Promise<void>): Promise<void> {
  if (scope.transaction) scope.transaction.afterCommit.push(work);
  else {
    try {
      await work();
    } catch (error) {
      scope.instance.logger.error("After a write, a hook failed.", error);
    }
  }
}

/** The scope once the open transaction is over. */
export function outsideTransaction(scope: Scope): Scope {
  return scope.transaction ? { ...scope, adapter: scope.instance.adapter, transaction: null } : scope;
}

/**
 * Runs a write to another store after the commit of the open transaction, or at once when there is none. Dropped on
 * roll-back. Unlike `afterCommit`, a failure reaches whoever opened the transaction: what was promised is not there.
 */
export async function writeAfterCommit(scope: Scope, work: (scope: Scope) => Promise<void>): Promise<void> {
  const { transaction } = scope;
  if (transaction === null) return work(scope);
  transaction.afterCommit.push(async () => {
    try {
      await work(outsideTransaction(scope));
    } catch (error) {
      transaction.failure ??= { error };
    }
  });
}

/**
 * For plugins: runs work in a transaction that everything it calls joins, `auth.api` included.
 *
 * @param settings.onAfterCommitHookError what to do when something queued for after the commit fails; default: ignore
 * @example await runWithTransaction(ctx.context.adapter, async () => { … });
 */
export async function runWithTransaction<T>(
  adapter: DBAdapter,
  work: () => Promise<T>,
  settings: { onAfterCommitHookError?: (error: unknown) => void } = {},
): Promise<T> {
  const ambient = currentAmbient();
  if (ambient?.transaction) return work();
  let transaction = openTransaction(adapter);
  const result = await transact(adapter, (trx, opened) => {
    transaction = opened;
    const around = ambient ?? { ctx: null, state: { map: null } };
    return runInAmbient({ ...around, adapter: trx, transaction }, work);
  });
  await runAfterCommit(transaction, settings.onAfterCommitHookError ?? (() => {}));
  throwFailure(transaction);
  return result;
}

/** For plugins: runs work after the commit of the open transaction, or at once. Dropped on roll-back. */
export async function queueAfterTransactionHook(
  work: () => void | Promise<void>,
  settings: { onError?: (error: unknown) => void } = {},
): Promise<void> {
  const guarded = async () => {
    try {
      await work();
    } catch (error) {
      if (!settings.onError) throw error;
      settings.onError(error);
    }
  };
  const transaction = currentAmbient()?.transaction;
  if (transaction) transaction.afterCommit.push(guarded);
  else await guarded();
}
