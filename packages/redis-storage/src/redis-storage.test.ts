import { Redis } from "ioredis";
import { createClient, createCluster, createSentinel } from "redis";
import { afterEach, describe, expect, it } from "vitest";
import type { RedisClient } from "./client";
import { clients, ownPrefix, redisUrl } from "./clients.test-support";
import { type RedisStorage, redisStorage } from "./redis-storage";

const MANY = Array.from({ length: 50 }, (_, index) => index);
const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

/** A connection that looks at what the storage did. */
function observer(): Redis {
  const redis = new Redis(redisUrl as string);
  closers.push(() => redis.disconnect());
  return redis;
}

describe.runIf(redisUrl !== undefined).each(clients)("redisStorage over %s", (_name, connect) => {
  async function open(keyPrefix = ownPrefix()): Promise<RedisStorage> {
    const { client, close } = await connect(redisUrl as string);
    const storage = redisStorage({ client, keyPrefix });
    closers.push(close, () => storage.clear());
    return storage;
  }

  it("gives back what it was given, and null for what is not there", async () => {
    const storage = await open();
    for (const value of ["", "text", '{"name":"Zoë 🔑","lines":"a\\r\\nb"}', "x".repeat(200_000)]) {
      await storage.set("key", value);
      expect(await storage.get("key")).toBe(value);
    }
    expect([await storage.get("other"), await storage.getAndDelete("other")]).toEqual([null, null]);
    await storage.delete("key");
    await storage.delete("key");
    expect(await storage.get("key")).toBeNull();
  });

  it("stores for whole seconds, rounded up; without a time, or with none left to give, for good", async () => {
    const prefix = ownPrefix();
    const storage = await open(prefix);
    const redis = observer();
    const times: number[] = [];
    for (const ttl of [60, 0.2, 1.5, undefined, 0, -3]) {
      await storage.set("key", "value", ttl);
      times.push(await redis.ttl(`${prefix}key`));
    }
    expect(times).toEqual([60, 1, 2, -1, -1, -1]);
  });

  it("forgets a value when its time is over", async () => {
    const storage = await open();
    await storage.set("key", "value", 1);
    expect(await storage.get("key")).toBe("value");
    await expect.poll(() => storage.get("key"), { timeout: 3000 }).toBeNull();
  });

  it("gives a value away once, whoever asks at the same time, over several connections", async () => {
    const prefix = ownPrefix();
    const storages = [await open(prefix), await open(prefix), await open(prefix)] as const;
    await storages[0].set("key", "value", 60);
    const taken = await Promise.all(MANY.map((index) => (storages[index % 3] as RedisStorage).getAndDelete("key")));
    expect(taken.filter((value) => value !== null)).toEqual(["value"]);
  });

  it("counts every one of fifty parallel steps, over several connections", async () => {
    const prefix = ownPrefix();
    const storages = [await open(prefix), await open(prefix), await open(prefix)];
    const counts = await Promise.all(MANY.map((index) => (storages[index % 3] as RedisStorage).increment("key", 60)));
    expect(counts.sort((a, b) => a - b)).toEqual(MANY.map((index) => index + 1));
  });

  it("sets the time of a counter with the first step only, and mends a counter that has none", async () => {
    const prefix = ownPrefix();
    const storage = await open(prefix);
    const redis = observer();
    await storage.increment("key", 100);
    await redis.expire(`${prefix}key`, 50);
    expect(await storage.increment("key", 100)).toBe(2);
    expect(await redis.ttl(`${prefix}key`)).toBe(50);
    await redis.persist(`${prefix}key`);
    expect(await storage.increment("key", 9.2)).toBe(3);
    expect(await redis.ttl(`${prefix}key`)).toBe(10);
    expect(await storage.increment("short", 0)).toBe(1);
    expect(await redis.ttl(`${prefix}short`)).toBe(1);
  });

  it("takes one command, and so one round trip, for each call", async () => {
    const storage = await open();
    const prefix = ownPrefix();
    const [{ client, close }, watched] = [await connect(redisUrl as string), [] as string[]];
    closers.push(close);
    const counted = redisStorage({ client: countingCommands(client, watched), keyPrefix: prefix });
    await counted.set("key", "value", 10);
    await counted.get("key");
    await counted.getAndDelete("key");
    await counted.increment("key", 10);
    await counted.delete("key");
    expect(watched).toEqual(["SET", "GET", "GETDEL", "EVAL", "DEL"]);
    expect(await storage.listKeys()).toEqual([]);
  });

  it("lists and clears its own keys and no other, whatever the prefix looks like", async () => {
    const prefix = `${ownPrefix()}[a*]?\\`;
    const [storage, lookalike] = [await open(prefix), await open(prefix.replace("[a*]?\\", "abc\\"))];
    await Promise.all(MANY.map((index) => storage.set(`key ${index}`, "value", 60)));
    await lookalike.set("key", "value", 60);
    expect((await storage.listKeys()).sort()).toEqual(MANY.map((index) => `key ${index}`).sort());
    await storage.clear();
    expect([await storage.listKeys(), await lookalike.listKeys()]).toEqual([[], ["key"]]);
    await storage.clear();
  });

  it("stands under the documented prefix unless told", async () => {
    const { client, close } = await connect(redisUrl as string);
    closers.push(close);
    const storage = redisStorage({ client });
    const key = crypto.randomUUID();
    await storage.set(key, "value", 10);
    expect(await observer().get(`better-auth:${key}`)).toBe("value");
    await storage.delete(key);
  });

  it("says what failed without repeating keys and values", async () => {
    const prefix = ownPrefix();
    const storage = await open(prefix);
    await observer().rpush(`${prefix}secret`, "value");
    const error = await storage.get("secret").catch((caught: unknown) => caught as Error);
    expect(error).toMatchObject({ message: expect.stringMatching(/^redisStorage: GET failed: WRONGTYPE /) });
    expect(JSON.stringify({ ...(error as Error) })).not.toContain("secret");
  });
});

/** The same client, with the names of its commands written down. */
function countingCommands<Client extends object>(client: Client, names: string[]): Client {
  return new Proxy(client, {
    get(target, property) {
      const value = Reflect.get(target, property);
      if (typeof value !== "function") return value;
      return (...args: unknown[]) => {
        if (property === "call") names.push(args[0] as string);
        if (property === "sendCommand") names.push((args[0] as string[])[0] as string);
        return value.apply(target, args);
      };
    },
  });
}

const prefixed: Readonly<Record<string, (keyPrefix: string) => Promise<RedisClient>>> = {
  ioredis: async (keyPrefix) => {
    const client = new Redis(redisUrl as string, { keyPrefix });
    closers.push(() => client.disconnect());
    return client;
  },
  "node-redis": async (keyPrefix) => {
    const client = createClient({ url: redisUrl as string, keyPrefix });
    closers.push(() => client.destroy());
    return client.connect() as Promise<RedisClient>;
  },
};
const prefixing = Object.entries(prefixed);

describe.runIf(redisUrl !== undefined).each(prefixing)(
  "redisStorage over %s with a prefix of its own",
  (_, connect) => {
    it("writes behind both prefixes, lists and clears what it wrote", async () => {
      const [outer, inner] = [ownPrefix(), ownPrefix()];
      const client = await connect(outer);
      const storage = redisStorage({ client, keyPrefix: inner });
      await storage.set("key", "value", 60);
      await storage.increment("count", 60);
      expect(await observer().get(`${outer}${inner}key`)).toBe("value");
      expect((await storage.listKeys()).sort()).toEqual(["count", "key"]);
      expect(await storage.get("key")).toBe("value");
      expect(await storage.getAndDelete("key")).toBe("value");
      await storage.clear();
      expect(await storage.listKeys()).toEqual([]);
    });
  },
);

describe("redisStorage refuses at once, with the mend,", () => {
  it.each([undefined, null, "redis://localhost", {}, () => {}])("a client that is none: %s", (client) => {
    expect(() => redisStorage({ client: client as never })).toThrow(
      /^redisStorage: expected "client" to be .*, got .*\. Pass new Redis\(url\)/,
    );
  });

  it("a cluster of node-redis", () => {
    const client = createCluster({ rootNodes: [{ url: "redis://127.0.0.1:1" }] });
    expect(() => redisStorage({ client: client as never })).toThrow(/got a cluster of node-redis/);
  });

  it("a sentinel of node-redis, whose commands take other arguments", () => {
    const client = createSentinel({ name: "main", sentinelRootNodes: [{ host: "127.0.0.1", port: 1 }] });
    expect(() => redisStorage({ client: client as never })).toThrow(/got a sentinel of node-redis\. .*sentinels/);
  });

  it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 31, "2s"])("a time that is none: %s", (timeoutMs) => {
    const client = { call: async () => null };
    expect(() => redisStorage({ client, timeoutMs: timeoutMs as number })).toThrow(
      /^redisStorage: expected "timeoutMs"/,
    );
  });
});
