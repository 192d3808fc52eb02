import { betterAuth } from "@better-auth/core";
import { memoryAdapter } from "@better-auth/core/adapters/memory";
import { Redis } from "ioredis";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { redisUrl } from "./clients.test-support";
import { startRedisServer, type TestServer } from "./redis-server.test-support";
import { redisStorage } from "./redis-storage";

const ORIGIN = "http://localhost:3000";
const TIMEOUT_MS = 300;
const UNAVAILABLE = { status: 503, body: { code: "DATABASE_UNAVAILABLE" } };
const alice = { email: "alice@example.com", password: "correct horse 1" };

let server: TestServer;
let redis: Redis;
beforeEach(async () => {
  server = await startRedisServer();
  redis = new Redis(server.url, { maxRetriesPerRequest: 1, retryStrategy: () => 50 });
  redis.on("error", () => {});
});
afterEach(async () => {
  redis.disconnect();
  await server.close();
});

/** Stops the server and waits until the client knows. */
async function killServer(): Promise<void> {
  await server.kill();
  await expect.poll(() => redis.status).not.toBe("ready");
}

/** An instance with alice signed in, and a way to send requests as her. */
async function make(session: { storeSessionInDatabase?: boolean } = {}, isLimited = false) {
  const auth = betterAuth({
    baseURL: ORIGIN,
    secret: "kP3vX9qLs7TzB2nWm5RdYc8HfJ4gUe6A",
    database: memoryAdapter({}),
    secondaryStorage: redisStorage({ client: redis, timeoutMs: TIMEOUT_MS }),
    session,
    rateLimit: { enabled: isLimited, max: 1000 },
    logger: { disabled: true },
    emailAndPassword: {
      enabled: true,
      password: { hash: async (text) => text, verify: async ({ hash, password }) => hash === password },
    },
  });
  let cookie = "";
  async function send(path: string, body?: object) {
    const start = performance.now();
    const headers = new Headers({ cookie, origin: ORIGIN, "x-forwarded-for": "198.51.100.1" });
    if (body !== undefined) headers.set("content-type", "application/json");
    const init = body === undefined ? { headers } : { method: "POST", headers, body: JSON.stringify(body) };
    const answer = await auth.handler(new Request(`${ORIGIN}/api/auth${path}`, init));
    const text = await answer.text();
    return {
      status: answer.status,
      body: text === "" ? null : JSON.parse(text),
      cookies: answer.headers.getSetCookie(),
      ms: performance.now() - start,
    };
  }
  const { cookies } = await send("/sign-up/email", { name: "Alice", ...alice });
  cookie = cookies.map((line) => line.split(";")[0]).join("; ");
  return { send };
}

describe.runIf(redisUrl !== undefined)("while Redis is down", { timeout: 20_000 }, () => {
  it("and sessions are only there, nobody is told to be signed out, and nobody gets in", async () => {
    const { send } = await make();
    expect((await send("/get-session")).body.user.email).toBe(alice.email);
    await killServer();
    // An answer of 200 with null would be taken for a sign-out, and a removed cookie could not come back.
    expect(await send("/get-session")).toMatchObject({ ...UNAVAILABLE, cookies: [] });
    expect(await send("/sign-in/email", alice)).toMatchObject({ ...UNAVAILABLE, cookies: [] });
    expect(await send("/revoke-sessions", {})).toMatchObject(UNAVAILABLE);
    await server.start();
    await expect.poll(() => redis.status, { timeout: 5000 }).toBe("ready");
    // It came back empty.
    expect(await send("/get-session")).toMatchObject({ status: 200, body: null });
    expect(await send("/sign-in/email", alice)).toMatchObject({ status: 200 });
  });

  it("and sessions are in the database as well, people stay signed in and sign in", async () => {
    const { send } = await make({ storeSessionInDatabase: true });
    await killServer();
    expect((await send("/get-session")).body.user.email).toBe(alice.email);
    expect(await send("/sign-in/email", alice)).toMatchObject({ status: 200 });
    // A copy that could not be ended would bring the session back with the server.
    expect(await send("/sign-out", {})).toMatchObject(UNAVAILABLE);
    await server.start();
    await expect.poll(() => redis.status, { timeout: 5000 }).toBe("ready");
    expect((await send("/get-session")).body.user.email).toBe(alice.email);
    expect(await send("/sign-out", {})).toMatchObject({ status: 200 });
    expect((await send("/get-session")).body).toBeNull();
  });

  it("and limits are counted there, what is limited is refused", async () => {
    const { send } = await make({ storeSessionInDatabase: true }, true);
    expect((await send("/get-session")).status).toBe(200);
    await killServer();
    expect((await send("/sign-in/email", alice)).status).toBe(429);
    await server.start();
    await expect.poll(async () => (await send("/sign-in/email", alice)).status, { timeout: 5000 }).toBe(200);
  });

  it("hanging rather than gone, a request waits no longer than the storage does", async () => {
    const { send } = await make({ storeSessionInDatabase: true });
    server.pause();
    const answer = await send("/get-session");
    server.resume();
    expect(answer.body.user.email).toBe(alice.email);
    expect(answer.ms).toBeGreaterThan(TIMEOUT_MS - 50);
    expect(answer.ms).toBeLessThan(4 * TIMEOUT_MS);
  });
});
