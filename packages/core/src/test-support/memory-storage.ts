import type { SecondaryStorage } from "../types";

interface Entry {
  value: string;
  /** Milliseconds since the epoch. */
  expiresAt: number;
}

/** A secondary storage in this process, with everything it holds in view. */
export interface MemoryStorage extends SecondaryStorage {
  readonly entries: Map<string, Entry>;
  /** The live keys, sorted. */
  keys(): string[];
  /** Seconds that a key has left. */
  ttlOf(key: string): number;
}

/** Keeps keys in a map, as Redis would: what has expired is gone; taking and counting are one step each. */
export function memoryStorage(): MemoryStorage {
  const entries = new Map<string, Entry>();
  const live = (key: string): Entry | undefined => {
    const entry = entries.get(key);
    if (entry !== undefined && entry.expiresAt <= Date.now()) entries.delete(key);
    return entries.get(key);
  };
  const expiry = (ttl: number | undefined) => (ttl === undefined ? Number.POSITIVE_INFINITY : Date.now() + ttl * 1000);

  return {
    entries,
    keys: () => [...entries.keys()].filter((key) => live(key) !== undefined).sort(),
    ttlOf: (key) => Math.round(((live(key)?.expiresAt ?? 0) - Date.now()) / 1000),
    get: async (key) => live(key)?.value ?? null,
    set: async (key, value, ttl) => void entries.set(key, { value, expiresAt: expiry(ttl) }),
    delete: async (key) => void entries.delete(key),
    async getAndDelete(key) {
      const value = live(key)?.value ?? null;
      entries.delete(key);
      return value;
    },
    async increment(key, ttl) {
      const entry = live(key);
      const count = Number(entry?.value ?? 0) + 1;
      entries.set(key, { value: String(count), expiresAt: entry?.expiresAt ?? expiry(ttl) });
      return count;
    },
  };
}

/** Another storage behind a wire: every operation takes its time, before and after, so that callers overtake each other. */
export function delayed(storage: SecondaryStorage): SecondaryStorage {
  const wire = async () => {
    for (let turns = Math.floor(Math.random() * 4); turns > 0; turns--) await new Promise(setImmediate);
  };
  const sent = async <T>(work: () => T | PromiseLike<T>): Promise<T> => {
    await wire();
    const result = await work();
    await wire();
    return result;
  };
  return {
    get: (key) => sent(() => storage.get(key)),
    set: (key, value, ttl) => sent(() => storage.set(key, value, ttl)),
    delete: (key) => sent(() => storage.delete(key)),
    getAndDelete: (key) => sent(() => storage.getAndDelete(key)),
    increment: (key, ttl) => sent(() => storage.increment(key, ttl)),
  };
}
