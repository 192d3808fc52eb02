import { onRedis } from "../test-support/redis";

onRedis(() => import("./round-trips.test"));
