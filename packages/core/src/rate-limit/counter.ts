import type { Scope } from "../context/scope";
import type { RateLimitRule } from "../types";

/**
 * Counts a request, in one step that two requests cannot both win. Seconds to wait when it is one too many, `null` when
 * it may go on. A rejection says that the store could not count.
 */
export type Consume = (key: string, rule: RateLimitRule, scope: Scope) => Promise<number | null> | number | null;

/** What is kept of a key. */
export interface Counter {
  /** Requests that were let through in this window. */
  count: number;
  /** When the last of them was, in milliseconds since the epoch. */
  lastRequest: number;
}

/**
 * Where a counter stands. The window is over when nothing was let through for its length; then counting starts anew.
 * Requests that are refused change nothing, so a counter that is full stays full until its window is over.
 */
export function stateOf(counter: Counter, rule: RateLimitRule, now: number): "open" | "full" | "over" {
  if (now - counter.lastRequest >= rule.window * 1000) return "over";
  return counter.count < rule.max ? "open" : "full";
}

/** Seconds until the window of a counter is over, rounded up. */
export function secondsLeft(counter: Counter, rule: RateLimitRule, now: number): number {
  return Math.max(1, Math.ceil((counter.lastRequest - now) / 1000 + rule.window));
}
