import { onRedis } from "../test-support/redis";

onRedis(() => import("./session-stores.test"));
