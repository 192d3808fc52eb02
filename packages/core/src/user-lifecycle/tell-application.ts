import { runInAmbient } from "../context/ambient";
import type { Scope } from "../context/scope";
import { afterCommit } from "../context/transaction";

/**
 * Runs code of the application after a change that stands: once it is committed, and with a failure logged, because it
 * cannot be undone by then.
 */
export async function tellApplication(scope: Scope, tell: () => void | Promise<void>): Promise<void> {
  await afterCommit(scope, () => runInAmbient({ ...scope, adapter: scope.instance.adapter, transaction: null }, tell));
}
