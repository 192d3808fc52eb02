import { onRedis } from "../test-support/redis";

onRedis(() => import("./turn.test"));
