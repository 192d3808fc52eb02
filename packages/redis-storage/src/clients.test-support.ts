import { Redis } from "ioredis";
import { createClient } from "redis";
import type { RedisClient } from "./client";

/** A server of the machine's own, as in redis://127.0.0.1:6379; tests on it are left out without one. */
export const redisUrl: string | undefined = process.env.BETTER_AUTH_TEST_REDIS;

/** A connection of a test's own, which goes with `close`. */
export interface TestClient {
  readonly client: RedisClient;
  close(): void;
}

/** Both kinds of client, by name. */
export const clients: [string, (url: string) => Promise<TestClient>][] = [
  [
    "ioredis",
    async (url) => {
      const client = new Redis(url, { maxRetriesPerRequest: 1 });
      client.on("error", () => {});
      return { client, close: () => client.disconnect() };
    },
  ],
  [
    "node-redis",
    async (url) => {
      const client = createClient({ url });
      client.on("error", () => {});
      await client.connect();
      return { client, close: () => client.destroy() };
    },
  ],
];

/** A prefix that no other test uses. */
export const ownPrefix = (): string => `test-${crypto.randomUUID()}:`;
