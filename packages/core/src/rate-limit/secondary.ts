import { BetterAuthError } from "../error";
import type { SecondaryStorage } from "../types";
import type { Consume } from "./counter";

/**
 * Keeps counters in the secondary storage, which counts atomically and forgets a key when the window that began with
 * its first request is over. How much of it is left cannot be asked, so the whole window is given as the time to wait.
 */
export function createSecondaryCounters(storage: SecondaryStorage): Consume {
  return async (key, rule) => {
    const count = Number(await storage.increment(key, Math.ceil(rule.window)));
    // What is no count would compare as "not above the limit".
    if (!(count >= 1)) throw new BetterAuthError("secondaryStorage.increment: expected the new count, got none.");
    return count > rule.max ? rule.window : null;
  };
}
