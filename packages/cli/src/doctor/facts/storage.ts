import { randomUUID } from "node:crypto";
import type { SecondaryStorage } from "@better-auth/core/types";
import { foreignMessage } from "./foreign-message";
import { withinLimit } from "./time-limit";

/** How a secondary storage took a throw-away key. */
export interface StorageFacts {
  /** What it did not do as it should; empty when all is well. */
  readonly mistakes: readonly string[];
  /** Milliseconds of the slowest call, but for the first one. */
  readonly slowest: number;
}

/** Seconds that the keys live, should they be left behind. */
const TTL = 10;

/** Stores, reads, counts and removes keys that nobody else has. */
export async function trySecondaryStorage(storage: SecondaryStorage): Promise<StorageFacts> {
  const key = `doctor:${randomUUID()}`;
  const counter = `${key}:count`;
  const mistakes: string[] = [];
  let slowest = 0;
  const ask = async <T>(call: () => T): Promise<Awaited<T>> => {
    const start = performance.now();
    const answer = await withinLimit(Promise.resolve(call()));
    slowest = Math.max(slowest, performance.now() - start);
    return answer;
  };
  const expect = async (call: () => unknown, wanted: unknown, said: string) => {
    const got = await ask(call);
    // A missing value is null or undefined, as the storage likes.
    if ((got ?? null) !== wanted) mistakes.push(`${said} gave ${describe(got)}, not ${describe(wanted)}`);
  };
  try {
    // Opens the connection, which is not what is to be measured.
    await ask(() => storage.get(key));
    slowest = 0;
    await ask(() => storage.set(key, "1a", TTL));
    await expect(() => storage.get(key), "1a", "get after set");
    await expect(() => storage.getAndDelete(key), "1a", "getAndDelete");
    await expect(() => storage.get(key), null, "get after getAndDelete");
    await ask(() => storage.set(key, "2b", TTL));
    await ask(() => storage.delete(key));
    await expect(() => storage.get(key), null, "get after delete");
    await expect(() => storage.increment(counter, TTL), 1, "the first increment");
    await expect(() => storage.increment(counter, TTL), 2, "the second increment");
    await ask(() => storage.delete(counter));
  } catch (error) {
    mistakes.push(`it failed: ${foreignMessage(error)}`);
  }
  return { mistakes, slowest };
}

function describe(value: unknown): string {
  if (value === null || value === undefined) return "nothing";
  return typeof value === "number" ? String(value) : `a ${typeof value}`;
}
