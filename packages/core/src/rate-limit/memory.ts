import { type Consume, type Counter, secondsLeft, stateOf } from "./counter";

/** More addresses than a process serves in a window; past it the stalest go, so that memory stays bounded. */
const MOST_COUNTERS = 100_000;

interface OwnCounter extends Counter {
  /** When its window is over, in milliseconds since the epoch. */
  end: number;
}

/**
 * Keeps counters in this process. Each step is synchronous, so that parallel requests cannot both be the last one.
 *
 * @param most how many counters are kept at most
 */
export function createMemoryCounters(most = MOST_COUNTERS): Consume {
  const counters = new Map<string, OwnCounter>();

  /** Frees a tenth or more at once, so that a flood of new keys does not look through all of them each time. */
  function makeRoom(now: number): void {
    for (const [key, counter] of counters) if (counter.end <= now) counters.delete(key);
    // In the order of their last request.
    for (const key of counters.keys()) {
      if (counters.size <= most * 0.9) break;
      counters.delete(key);
    }
  }

  return (key, rule) => {
    const now = Date.now();
    const counter = counters.get(key);
    const state = counter === undefined ? "over" : stateOf(counter, rule, now);
    if (state === "full") return secondsLeft(counter as Counter, rule, now);
    if (counter === undefined && counters.size >= most) makeRoom(now);
    counters.delete(key);
    const count = state === "open" ? (counter as Counter).count + 1 : 1;
    counters.set(key, { count, lastRequest: now, end: now + rule.window * 1000 });
    return null;
  };
}
