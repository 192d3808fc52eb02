import type { RateLimitRule } from "../types";

/** Counts requests. Seconds to wait when one is too many, `null` when it may go on. */
export type Consume = (key: string, rule: RateLimitRule) => Promise<number | null> | number | null;

interface Counter {
  count: number;
  /** Milliseconds since the epoch. */
  lastRequest: number;
  window: number;
}

/** More addresses than a process serves in a window; past it the stalest go, so that memory stays bounded. */
const MOST_COUNTERS = 100_000;

/** The step of the counter, the same for every store: a window starts anew when no request passed for its length. */
export function advance(
  counter: Counter | undefined,
  rule: RateLimitRule,
  now: number,
): { next: Counter; wait: number | null } {
  const window = rule.window * 1000;
  if (counter === undefined || now - counter.lastRequest >= window)
    return { next: { count: 1, lastRequest: now, window }, wait: null };
  if (counter.count >= rule.max) return { next: counter, wait: Math.ceil((counter.lastRequest + window - now) / 1000) };
  return { next: { count: counter.count + 1, lastRequest: now, window }, wait: null };
}

/** Keeps counters in this process. Each step is synchronous, so that parallel requests cannot both be the last one. */
export function createMemoryLimiter(): Consume {
  const counters = new Map<string, Counter>();

  function makeRoom(now: number): void {
    for (const [key, counter] of counters) if (now - counter.lastRequest >= counter.window) counters.delete(key);
    // Insertion order is oldest first.
    for (const key of counters.keys()) {
      if (counters.size < MOST_COUNTERS) break;
      counters.delete(key);
    }
  }

  return (key, rule) => {
    if (rule.max <= 0) return rule.window;
    const now = Date.now();
    const { next, wait } = advance(counters.get(key), rule, now);
    if (wait === null) {
      if (counters.size >= MOST_COUNTERS) makeRoom(now);
      counters.delete(key);
      counters.set(key, next);
    }
    return wait;
  };
}
