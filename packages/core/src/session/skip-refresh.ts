import { defineRequestState } from "../context/ambient";
import type { Scope } from "../context/scope";

const skip = defineRequestState<boolean | null>(() => null);

/** Whether somebody asked that this call reads sessions without extending them; `null` when nobody said. */
export function getShouldSkipSessionRefresh(): Promise<boolean | null> {
  return skip.get();
}

/** For where a new end cannot be told to the browser: from now on this call reads sessions without extending them. */
export function setShouldSkipSessionRefresh(value: boolean | null): Promise<void> {
  return skip.set(value);
}

/** The same question, for core. */
export function isRefreshSkipped(scope: Scope): boolean {
  return scope.state.map?.get(skip.ref) === true;
}
