import { Redis } from "ioredis";
import { describe } from "vitest";
import type { SecondaryStorage } from "../types";
import { storagesAre, type TestStorage } from "./storage";

/** A server of the machine's own, as in redis://127.0.0.1:6379; tests on it are left out without one. */
export const redisUrl: string | undefined = process.env.BETTER_AUTH_TEST_REDIS;

interface StorageOverRedis extends SecondaryStorage {
  listKeys(): Promise<string[]>;
  clear(): Promise<void>;
}

/** The storage that applications use; named so that the core, which it is made for, does not depend on it. */
interface StoragePackage {
  redisStorage(config: {
    client: Redis;
    keyPrefix?: string | undefined;
    timeoutMs?: number | undefined;
  }): StorageOverRedis;
}

/** Connects to a server. */
export function connectToRedis(url = redisUrl as string): Redis {
  const connection = new Redis(url, { maxRetriesPerRequest: 1 });
  connection.on("error", () => {});
  return connection;
}

/** A storage over a connection. */
export async function storageOver(client: Redis, keyPrefix?: string, timeoutMs?: number) {
  const name = "@better-auth/redis-storage";
  const { redisStorage } = (await import(/* @vite-ignore */ name)) as StoragePackage;
  return redisStorage({ client, keyPrefix, timeoutMs });
}

/** KEYS: all of them; ARGV[1]: milliseconds that pass for them. */
const ageScript =
  "for _, key in ipairs(KEYS) do local left = redis.call('PTTL', key) if left > 0 then redis.call('PEXPIRE', key, left - ARGV[1]) end end";

/** A storage on the server, under a prefix of its own, over a connection of its own. */
export async function openRedisStorage(): Promise<TestStorage> {
  const prefix = `core-test-${crypto.randomUUID()}:`;
  const client = connectToRedis();
  const storage = await storageOver(client, prefix);
  return {
    ...storage,
    get: (key) => storage.get(key) as Promise<string | null>,
    keys: async () => (await storage.listKeys()).sort(),
    ttlOf: async (key) => Math.round((Number(await client.call("PTTL", `${prefix}${key}`)) + 0.5) / 1000),
    async age(seconds) {
      const keys = (await storage.listKeys()).map((key) => `${prefix}${key}`);
      await client.call("EVAL", ageScript, keys.length, ...keys, seconds * 1000);
    },
    async close() {
      await storage.clear();
      client.disconnect();
    },
  };
}

/** Runs the tests of a file once more, with their storages on the server. */
export function onRedis(loadTests: () => Promise<unknown>): void {
  describe.skipIf(redisUrl === undefined)("on Redis", { timeout: 30_000 }, async () => {
    storagesAre(openRedisStorage);
    await loadTests();
  });
}
