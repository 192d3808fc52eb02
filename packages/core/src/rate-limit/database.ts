import type { Scope } from "../context/scope";
import { isUniqueViolation } from "../database/unique-violation";
import { BetterAuthError } from "../error";
import type { RateLimitRule, Where } from "../types";
import { type Consume, type Counter, secondsLeft, stateOf } from "./counter";

const MODEL = "rateLimit";

/** Each further try means that somebody else has changed the counter in between. */
const MOST_TRIES = 8;

/** Of this many counters a process remembers what it saw last. */
const MOST_REMEMBERED = 10_000;

/** Counters that are over are harmless, so they are only swept now and then. */
const SWEEP_INTERVAL_MS = 60_000;

/** One statement that counts a request if the counter is as it expects; `null` when it is not. */
type Step = (scope: Scope, key: string, rule: RateLimitRule, now: number) => Promise<Counter | null>;

/** Some drivers give 64-bit numbers as text or BigInt. */
const readCounter = (row: Counter | null): Counter | null =>
  row && { count: Number(row.count), lastRequest: Number(row.lastRequest) };

const whereKey = (key: string): Where => ({ field: "key", value: key });

/** One more, while the window is open and not full. */
const countOne: Step = ({ adapter }, key, rule, now) =>
  adapter.incrementOne<Counter>({
    model: MODEL,
    where: [
      whereKey(key),
      { field: "count", operator: "lt", value: rule.max },
      { field: "lastRequest", operator: "gt", value: now - rule.window * 1000 },
    ],
    increment: { count: 1 },
    set: { lastRequest: now },
  });

/** The first of a new window, where the old one is over. Of parallel requests one finds it so. */
const startAnew: Step = ({ adapter }, key, rule, now) =>
  adapter.incrementOne<Counter>({
    model: MODEL,
    where: [whereKey(key), { field: "lastRequest", operator: "lte", value: now - rule.window * 1000 }],
    increment: {},
    set: { count: 1, lastRequest: now },
  });

/** The first of all. Of parallel requests the unique index lets one make the row. */
const createFirst: Step = async ({ adapter }, key, _rule, now) => {
  const data = { key, count: 1, lastRequest: now };
  if (adapter.createIfAbsent) return adapter.createIfAbsent<Counter>({ model: MODEL, data, uniqueField: "key" });
  try {
    return await adapter.create<Counter>({ model: MODEL, data });
  } catch (error) {
    if (isUniqueViolation(error)) return null;
    throw error;
  }
};

function stepFor(counter: Counter | null, rule: RateLimitRule, now: number): Step | "full" {
  if (counter === null) return createFirst;
  const state = stateOf(counter, rule, now);
  return state === "full" ? state : state === "open" ? countOne : startAnew;
}

/**
 * Keeps counters in the table `rateLimit`. Each step is one guarded statement, so the database decides who is the last
 * one through.
 *
 * What this process saw last of a counter says which statement is likely to do: a request within the limit takes one.
 * Only when it does not do, because another process has counted, the row is read. A counter that was seen full needs no
 * statement until its window is over.
 *
 * @param longestWindow seconds after which a counter cannot matter any more; such rows are deleted in the background,
 *   at most once a minute, when new ones are made
 */
export function createDatabaseCounters(longestWindow: number): Consume {
  const seen = new Map<string, Counter>();
  let lastSweep = Number.NEGATIVE_INFINITY;

  function remember(key: string, counter: Counter): void {
    // Last in order, so that the first are the stalest.
    seen.delete(key);
    if (seen.size >= MOST_REMEMBERED) seen.delete(seen.keys().next().value as string);
    seen.set(key, counter);
  }

  function sweep({ instance }: Scope, now: number): void {
    if (now - lastSweep < SWEEP_INTERVAL_MS) return;
    lastSweep = now;
    const oldest = now - longestWindow * 1000;
    for (const [key, { lastRequest }] of seen) if (lastRequest < oldest) seen.delete(key);
    const where: Where[] = [{ field: "lastRequest", operator: "lt", value: oldest }];
    instance.context.runInBackground(instance.adapter.deleteMany({ model: MODEL, where }));
  }

  return async (key, rule, scope) => {
    let counter = seen.get(key) ?? null;
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      const now = Date.now();
      const step = stepFor(counter, rule, now);
      if (step === "full") return secondsLeft(counter as Counter, rule, now);
      const counted = readCounter(await step(scope, key, rule, now));
      if (counted !== null) {
        remember(key, counted);
        if (step === createFirst) sweep(scope, now);
        return null;
      }
      counter = readCounter(await scope.adapter.findOne<Counter>({ model: MODEL, where: [whereKey(key)] }));
      if (counter !== null) remember(key, counter);
    }
    throw new BetterAuthError(`rateLimit: the counter changed under ${MOST_TRIES} tries to count.`);
  };
}
