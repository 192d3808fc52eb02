import { onRedis } from "../test-support/redis";

onRedis(() => import("./verification.test"));
