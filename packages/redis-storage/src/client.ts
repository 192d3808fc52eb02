import { BetterAuthError } from "@better-auth/core/error";

/** The part of an ioredis client, `new Redis()` or `new Cluster()`, that is used. */
export interface IoredisClient {
  call(command: string, ...args: string[]): Promise<unknown>;
  /** "ready" when commands are answered. */
  readonly status?: string;
  readonly options?: object;
  /** Of a cluster: its servers. */
  nodes?(role: "master"): IoredisClient[];
}

/** The part of a node-redis client, `createClient()`, that is used. */
export interface NodeRedisClient {
  sendCommand(args: string[]): Promise<unknown>;
  /** Commands are answered. */
  readonly isReady?: boolean;
  readonly options?: object | undefined;
}

/** A client that is connected, or is about to be. */
export type RedisClient = IoredisClient | NodeRedisClient;

/** Only ioredis knows `call`; its `sendCommand` is of another kind. */
export function isIoredis(client: RedisClient): client is IoredisClient {
  return typeof (client as IoredisClient).call === "function";
}

/** @throws {BetterAuthError} when it is neither kind of client */
export function checkClient(client: unknown): void {
  const isObject = typeof client === "object" && client !== null;
  const { call, sendCommand, masters, getMasterNode } = (isObject ? client : {}) as Partial<Record<string, unknown>>;
  // Their sendCommand takes other arguments.
  const other = masters !== undefined ? "cluster" : getMasterNode !== undefined ? "sentinel" : null;
  if (typeof call === "function" || (typeof sendCommand === "function" && other === null)) return;
  const kind = client === null ? "null" : typeof client;
  const got = other === null ? `a value of type ${kind}` : `a ${other} of node-redis`;
  throw new BetterAuthError(
    `redisStorage: expected "client" to be a client of ioredis or node-redis, got ${got}. Pass new Redis(url), new Redis({ sentinels, name }) or new Cluster(nodes) of ioredis, or createClient({ url }) of redis after its connect().`,
  );
}

/** Whether commands are answered; `undefined` when the client does not say. */
export function isReady(client: RedisClient): boolean | undefined {
  if (!isIoredis(client)) return client.isReady;
  return client.status === undefined ? undefined : client.status === "ready";
}

/** What the client is told to put in front of every key. */
export function prefixOfClient({ options }: RedisClient): string {
  const { keyPrefix } = (options ?? {}) as { keyPrefix?: string | Uint8Array };
  return String(keyPrefix ?? "");
}

/** The same where the client leaves it to whoever sends a command as a list of words: node-redis does. */
export function prefixLeftToUs(client: RedisClient): string {
  return isIoredis(client) ? "" : prefixOfClient(client);
}

/** The servers that together hold every key. */
export function serversOf(client: RedisClient): readonly RedisClient[] {
  return isIoredis(client) && typeof client.nodes === "function" ? client.nodes("master") : [client];
}
