import type { DBAdapter } from "../types";
import { currentAmbient, type OpenTransaction, runInAmbient } from "./ambient";
import type { Scope } from "./scope";

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

/**
 * Runs work in a transaction, or in the one that is open. After-commit work runs once it is committed, and never when
 * it was rolled back. No hashing, mail or fetch inside.
 */
export async function inTransaction<T>(scope: Scope, work: (scope: Scope) => Promise<T>): Promise<T> {
  if (scope.transaction) return work(scope);
  let transaction: OpenTransaction = { afterCommit: [] };
  const result = await scope.instance.adapter.transaction((adapter) => {
    // Anew on each try: an adapter may run the callback again.
    transaction = { afterCommit: [] };
    return work({ ...scope, adapter, transaction });
  });
  await runAfterCommit(transaction, (error) => scope.instance.logger.error("After a commit, a hook failed.", error));
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
  let transaction: OpenTransaction = { afterCommit: [] };
  const result = await adapter.transaction((trx) => {
    transaction = { afterCommit: [] };
    const around = ambient ?? { ctx: null, state: { map: null } };
    return runInAmbient({ ...around, adapter: trx, transaction }, work);
  });
  await runAfterCommit(transaction, settings.onAfterCommitHookError ?? (() => {}));
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
