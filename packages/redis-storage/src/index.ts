export type { IoredisClient, NodeRedisClient, RedisClient } from "./client";
export { type RedisStorage, type RedisStorageConfig, redisStorage } from "./redis-storage";
