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
  const { call, sendCommand, masters } = (isObject ? client : {}) as Partial<Record<string, unknown>>;
  if (typeof call === "function" || (typeof sendCommand === "function" && masters === undefined)) return;
  const kind = client === null ? "null" : typeof client;
  const got = masters === undefined ? `a value of type ${kind}` : "a cluster of node-redis";
  throw new BetterAuthError(
    `redisStorage: expected "client" to be a client of ioredis or node-redis, got ${got}. Pass new Redis(url) or new Cluster(nodes) of ioredis, or createClient({ url }) of redis after its connect().`,
  );
}

/** Whether commands are answered; `undefined` when the client does not say. */
export function isReady(client: RedisClient): boolean | undefined {
  if (!isIoredis(client)) return client.isReady;
  return client.status === undefined ? undefined : client.status === "ready";
}

/** What the client itself puts in front of every key: ioredis has an option for it. */
export function prefixOfClient(client: RedisClient): string {
  if (!isIoredis(client)) return "";
  const { keyPrefix } = (client.options ?? {}) as { keyPrefix?: string };
  return keyPrefix ?? "";
}

/** The servers that together hold every key. */
export function serversOf(client: RedisClient): readonly RedisClient[] {
  return isIoredis(client) && typeof client.nodes === "function" ? client.nodes("master") : [client];
}
