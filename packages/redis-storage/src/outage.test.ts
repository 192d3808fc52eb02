import { Cluster, Redis } from "ioredis";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { clients, redisUrl } from "./clients.test-support";
import { startRedisServer, type TestServer } from "./redis-server.test-support";
import { redisStorage } from "./redis-storage";

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

/** How long a call takes that fails, in milliseconds, and what it says. */
async function failure(work: () => Promise<unknown>): Promise<{ ms: number; message: string }> {
  const start = performance.now();
  const message = await work().then(
    () => "did not fail",
    (error: Error) => error.message,
  );
  return { ms: performance.now() - start, message };
}

/** A machine may be busy. */
const PATIENT = { timeout: 10_000 };

const DOWN = /^redisStorage: expected an answer to GET, but the connection is down\. Check that/;
const LATE = /^redisStorage: expected an answer to GET, got none within 300 ms\. Check that/;
const TIMEOUT_MS = 300;

describe.runIf(redisUrl !== undefined).each(clients)("redisStorage over %s", { timeout: 20_000 }, (_name, connect) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startRedisServer();
  });
  afterAll(() => server.close());

  async function open() {
    const { client, close } = await connect(server.url);
    closers.push(close);
    return redisStorage({ client, timeoutMs: TIMEOUT_MS });
  }

  it("fails at once while the server is gone, and works again when it is back", async () => {
    const storage = await open();
    await storage.set("key", "value");
    await server.kill();
    await expect.poll(() => failure(() => storage.get("key")).then(({ message }) => message), PATIENT).toMatch(DOWN);
    const { ms, message } = await failure(() => storage.get("key"));
    expect(message).toMatch(DOWN);
    expect(ms).toBeLessThan(TIMEOUT_MS);
    await server.start();
    await expect.poll(() => storage.get("key").catch(() => "down"), PATIENT).toBeNull();
    await storage.set("key", "value");
    expect(await storage.get("key")).toBe("value");
  });

  it("gives up on a server that does not answer, and takes its answers again when it does", async () => {
    const storage = await open();
    await storage.set("key", "value");
    server.pause();
    const { ms, message } = await failure(() => storage.get("key"));
    server.resume();
    expect(message).toMatch(LATE);
    expect(ms).toBeLessThan(1000);
    await expect.poll(() => storage.get("key").catch(() => "down"), PATIENT).toBe("value");
  });

  it("waits for a connection that is being made, no longer than for an answer", async () => {
    const { client, close } = await connect(server.url);
    closers.push(close);
    expect(await redisStorage({ client, timeoutMs: TIMEOUT_MS }).get("never set")).toBeNull();
  });
});

describe.runIf(redisUrl !== undefined)("a server before Redis 6.2, which knows no GETDEL,", () => {
  it.each(clients)("gives a value away once: %s", async (_name, connect) => {
    const server = await startRedisServer("--rename-command", "GETDEL", "");
    closers.push(() => server.close());
    const { client, close } = await connect(server.url);
    closers.push(close);
    const storage = redisStorage({ client });
    await storage.set("key", "value");
    const taken = await Promise.all(Array.from({ length: 20 }, () => storage.getAndDelete("key")));
    expect(taken.filter((value) => value !== null)).toEqual(["value"]);
    expect(await storage.getAndDelete("key")).toBeNull();
  });
});

describe.runIf(redisUrl !== undefined)("a cluster", () => {
  it("works over the cluster client of ioredis", { timeout: 20_000 }, async () => {
    const server = await startRedisServer("--cluster-enabled", "yes", "--cluster-announce-ip", "127.0.0.1");
    closers.push(() => server.close());
    const node = new Redis(server.url);
    closers.push(() => node.disconnect());
    await node.call("CLUSTER", "ADDSLOTSRANGE", "0", "16383");
    await expect.poll(() => node.call("CLUSTER", "INFO"), PATIENT).toMatch("cluster_state:ok");
    const client = new Cluster([{ host: "127.0.0.1", port: server.port }]);
    closers.push(() => client.disconnect());
    const storage = redisStorage({ client });
    await storage.set("a", "1");
    await storage.set("b", "2");
    expect([await storage.increment("count", 5), await storage.getAndDelete("a")]).toEqual([1, "1"]);
    expect((await storage.listKeys()).sort()).toEqual(["b", "count"]);
    await storage.clear();
    expect(await storage.listKeys()).toEqual([]);
  });
});
