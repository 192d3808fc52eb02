import { defineRequestState } from "../context/ambient";
import type { Scope } from "../context/scope";

const marked = defineRequestState<Set<string>>(() => new Set());

/**
 * For plugins that put a session of their own making into `ctx.context.session`, as one that an API key stands for: no
 * store has it, so where this call asks the store for its session, the one it has counts.
 *
 * @param token of that session
 * @throws {BetterAuthError} outside of a call
 */
export async function markSessionOutsideStore(token: string): Promise<void> {
  (await marked.get()).add(token);
}

/** Whether somebody said so of a session in this call. */
export function isOutsideStore(scope: Scope, token: string): boolean {
  const tokens = scope.state.map?.get(marked.ref) as Set<string> | undefined;
  return tokens?.has(token) === true;
}
