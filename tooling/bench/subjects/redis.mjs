// Sessions that are in Redis alone. Where it is: BETTER_AUTH_TEST_REDIS, or the usual address of one on this machine.
import { randomUUID } from "node:crypto";
import { redisStorage } from "@better-auth/redis-storage";
import { Redis } from "ioredis";
import { makeBetterAuth } from "./better-auth.mjs";
import { minimumOver, TOKEN } from "./minimum.mjs";

const connect = () => new Redis(process.env.BETTER_AUTH_TEST_REDIS ?? "redis://127.0.0.1:6379");

/** One value, read as it is. */
async function makeMinimum() {
  const redis = connect();
  const key = `bench:${randomUUID()}`;
  const now = new Date();
  await redis.set(
    key,
    JSON.stringify({
      id: "s",
      expiresAt: new Date(Date.now() + 6e8),
      token: TOKEN,
      createdAt: now,
      updatedAt: now,
      ipAddress: "",
      userAgent: "",
      userId: "u",
      u_id: "u",
      u_name: "User Zero",
      u_email: "user0@example.com",
      u_verified: false,
      u_image: null,
      u_created: now,
      u_updated: now,
    }),
    "EX",
    600,
  );
  return minimumOver(
    async () => JSON.parse(await redis.get(key)),
    () => redis.quit(),
  );
}

async function makeOurs() {
  const redis = connect();
  const secondaryStorage = redisStorage({ client: redis, keyPrefix: `bench:${randomUUID()}:` });
  const subject = await makeBetterAuth("better-auth", { file: ":memory:", options: { secondaryStorage } });
  return { ...subject, close: () => redis.quit() };
}

/** @type {Record<string, () => Promise<import("./index.mjs").Subject>>} */
export const redisSubjects = {
  "Redis: one GET": makeMinimum,
  "Redis: ours": makeOurs,
};
