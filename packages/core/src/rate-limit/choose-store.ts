import { BetterAuthError } from "../error";
import type { AuthContext } from "../types";
import type { Consume } from "./counter";
import { createDatabaseCounters } from "./database";
import { createMemoryCounters } from "./memory";
import { createSecondaryCounters } from "./secondary";

type CustomStorage = NonNullable<AuthContext["rateLimit"]["customStorage"]>;

function countWith(storage: CustomStorage): Consume {
  return async (key, rule) => {
    const { allowed, retryAfter } = await storage.consume(key, rule);
    return allowed === true ? null : (retryAfter ?? rule.window);
  };
}

/** What is missing in the options to count with the store that they name; `null` when nothing is. */
function findMistake({ rateLimit, secondaryStorage }: AuthContext): string | null {
  const { customStorage, storage } = rateLimit;
  if (customStorage) {
    if (typeof customStorage.consume === "function") return null;
    return "rateLimit.customStorage.consume: expected a function (key, rule) => { allowed, retryAfter }, which counts and decides in one step.";
  }
  if (storage !== "secondary-storage" || typeof secondaryStorage?.increment === "function") return null;
  return `${secondaryStorage ? "secondaryStorage.increment" : "secondaryStorage"}: rate limits are to be counted with it, and there is none. Add it, or set rateLimit.storage to "database" or "memory".`;
}

/**
 * The store that the options name. One that cannot count refuses, and the log says at start-up what is missing.
 *
 * @param longestWindow seconds that a counter can matter at most
 */
export function chooseStore(context: AuthContext, longestWindow: number): Consume {
  const mistake = findMistake(context);
  if (mistake !== null) {
    context.logger.error(`${mistake} Until then every request that is limited is refused.`);
    return () => {
      throw new BetterAuthError(mistake);
    };
  }
  const { rateLimit, secondaryStorage } = context;
  if (rateLimit.customStorage) return countWith(rateLimit.customStorage);
  if (rateLimit.storage === "database") return createDatabaseCounters(longestWindow);
  if (rateLimit.storage === "secondary-storage" && secondaryStorage) return createSecondaryCounters(secondaryStorage);
  return createMemoryCounters();
}
