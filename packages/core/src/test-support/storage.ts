import { afterAll, afterEach, vi } from "vitest";
import type { SecondaryStorage } from "../types";
import { memoryStorage } from "./memory-storage";

/** A secondary storage with everything it holds in view, whatever it is made of. */
export interface TestStorage extends SecondaryStorage {
  get(key: string): Promise<string | null>;
  /** The live keys, sorted. */
  keys(): Promise<string[]>;
  /** Seconds that a key has left. */
  ttlOf(key: string): Promise<number>;
  clear(): Promise<void>;
  /** Lets time pass for the keys, where the clock of the test is not the one that counts. */
  age(seconds: number): Promise<void>;
  close(): Promise<void>;
}

type Open = () => Promise<TestStorage>;

async function openInMemory(): Promise<TestStorage> {
  const storage = memoryStorage();
  return {
    ...storage,
    get: async (key) => (await storage.get(key)) as string | null,
    keys: async () => storage.keys(),
    ttlOf: async (key) => storage.ttlOf(key),
    clear: async () => storage.entries.clear(),
    age: async () => {},
    close: async () => {},
  };
}

/** Of this file of tests: each has modules of its own. */
let open: Open = openInMemory;
const opened: TestStorage[] = [];

const closeAll = () => Promise.all(opened.splice(0).map((storage) => storage.close()));
afterEach(closeAll);
afterAll(closeAll);

/** From here on the tests of this file run on another kind of storage. */
export function storagesAre(another: Open): void {
  open = another;
}

/** Whether this is a run on another kind of storage: what needs no storage has run already. */
export const isOnAnotherStorage = (): boolean => open !== openInMemory;

/** An empty storage, which goes when the test is over. */
export async function openStorage(): Promise<TestStorage> {
  const storage = await open();
  opened.push(storage);
  return storage;
}

/** Sets the clock of the test on, and that of the storages with it. */
export async function advance(seconds: number): Promise<void> {
  vi.setSystemTime(Date.now() + seconds * 1000);
  await Promise.all(opened.map((storage) => storage.age(seconds)));
}
