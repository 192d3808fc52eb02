import { BetterAuthError } from "@better-auth/core/error";
import type { SecondaryStorage } from "@better-auth/core/types";
import { findKeys } from "./all-keys";
import { checkClient, prefixLeftToUs, prefixOfClient, type RedisClient, serversOf } from "./client";
import { getAndDeleteScript, incrementScript } from "./scripts";
import { makeSendCommand } from "./send-command";

/** What `redisStorage` is made from. */
export interface RedisStorageConfig {
  /**
   * A client of ioredis (`new Redis(url)`, `new Cluster(nodes)`) or of node-redis (`createClient({ url })`, connected).
   * It stays yours: nothing here connects or closes it, and its "error" events are for you to listen to.
   */
  client: RedisClient;
  /** Stands in front of every key. @default "better-auth:" */
  keyPrefix?: string | undefined;
  /** How long to wait for an answer before a call fails, in milliseconds. @default 2000 */
  timeoutMs?: number | undefined;
}

/** A secondary storage in Redis. */
export interface RedisStorage extends SecondaryStorage {
  get(key: string): Promise<string | null>;
  set(key: string, value: string, ttl?: number): Promise<void>;
  delete(key: string): Promise<void>;
  getAndDelete(key: string): Promise<string | null>;
  increment(key: string, ttl: number): Promise<number>;
  /** Every key of this storage, without the prefix. Looks through the whole database: for maintenance and tests. */
  listKeys(): Promise<string[]>;
  /** Removes every key of this storage, and no other. All sessions that stand nowhere else end. */
  clear(): Promise<void>;
}

/** Redis takes whole seconds, and at least one. */
function wholeSeconds(ttl: number): string {
  return String(Math.max(1, Math.ceil(ttl)));
}

function isUnknownCommand(error: unknown): boolean {
  return error instanceof Error && /unknown command/i.test(error.message);
}

/** A timer that is set for longer goes off at once. */
const LONGEST_TIMEOUT_MS = 2 ** 31 - 1;

function checkTimeout(timeoutMs: unknown): number {
  if (typeof timeoutMs === "number" && timeoutMs > 0 && timeoutMs <= LONGEST_TIMEOUT_MS) return timeoutMs;
  throw new BetterAuthError(
    `redisStorage: expected "timeoutMs" to be a number of milliseconds above 0 and up to ${LONGEST_TIMEOUT_MS}, got ${String(timeoutMs)}. Leave it out for 2000.`,
  );
}

/**
 * Keeps sessions, one-time values and the counters of rate limits in Redis (or Valkey, or what else speaks its protocol).
 * Each method is one command, so one round trip; taking and counting are atomic on the server.
 *
 * A call is rejected at once while a connection that was there is lost, and after `timeoutMs` without an answer.
 *
 * @throws {BetterAuthError} when `client` is neither kind of client, or `timeoutMs` no time
 *
 * @example
 * ```ts
 * import { redisStorage } from "@better-auth/redis-storage";
 * import { betterAuth } from "better-auth";
 * import { Redis } from "ioredis";
 *
 * const redis = new Redis("redis://localhost:6379", { maxRetriesPerRequest: 1 });
 * redis.on("error", (error) => console.error("redis:", error.message));
 *
 * export const auth = betterAuth({ secondaryStorage: redisStorage({ client: redis }) });
 * ```
 */
export function redisStorage(config: RedisStorageConfig): RedisStorage {
  const { client, keyPrefix = "better-auth:", timeoutMs = 2000 } = config;
  checkClient(client);
  const sendCommand = makeSendCommand(client, checkTimeout(timeoutMs));
  const named = (key: string) => `${prefixLeftToUs(client)}${keyPrefix}${key}`;
  const run = (script: string, key: string, ...args: string[]) => sendCommand("EVAL", script, "1", named(key), ...args);
  let knowsGetdel = true;

  const listKeys = async (): Promise<string[]> => {
    const prefix = `${prefixOfClient(client)}${keyPrefix}`;
    const servers = serversOf(client).map((server) => makeSendCommand(server, timeoutMs));
    return (await findKeys(servers, prefix)).map((key) => key.slice(prefix.length));
  };

  return {
    get: (key) => sendCommand("GET", named(key)) as Promise<string | null>,

    async set(key, value, ttl) {
      const time = ttl !== undefined && ttl > 0 ? ["EX", wholeSeconds(ttl)] : [];
      await sendCommand("SET", named(key), value, ...time);
    },

    async delete(key) {
      await sendCommand("DEL", named(key));
    },

    async getAndDelete(key) {
      if (knowsGetdel) {
        try {
          return (await sendCommand("GETDEL", named(key))) as string | null;
        } catch (error) {
          if (!isUnknownCommand(error)) throw error;
          knowsGetdel = false;
        }
      }
      return (await run(getAndDeleteScript, key)) as string | null;
    },

    async increment(key, ttl) {
      return Number(await run(incrementScript, key, wholeSeconds(ttl)));
    },

    listKeys,

    async clear() {
      // One at a time: in a cluster each key has its own server.
      await Promise.all((await listKeys()).map((key) => sendCommand("DEL", named(key))));
    },
  };
}
