import { onRedis } from "../test-support/redis";

onRedis(() => import("./secondary.test"));
