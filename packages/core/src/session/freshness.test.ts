import { afterEach, describe, expect, it, vi } from "vitest";
import { budget } from "../test-support/budget";
import { makeAuth, PASSWORD } from "../test-support/instance";
import { memoryStorage } from "../test-support/memory-storage";

const NOON = new Date("2030-01-15T12:00:00.000Z").getTime();
const HOUR = 3_600_000;
const at = (ms: number) => vi.useFakeTimers({ now: NOON + ms, toFake: ["Date"] });

afterEach(() => void vi.useRealTimers());

/** Alice, who signed up at noon, and a way to ask whether she counts as fresh. */
async function makeAlice(options: Parameters<typeof makeAuth>[0] = {}) {
  at(0);
  const made = await makeAuth({ ...options });
  const alice = made.browser("alice");
  await alice.signUp();
  return { ...made, alice, isFresh: async () => (await alice.get("/list-sessions")).status === 200 };
}

describe("a fresh session", () => {
  it("is one that signed in less than freshAge ago", async () => {
    const { alice, isFresh } = await makeAlice();
    at(24 * HOUR - 1);
    expect(await isFresh()).toBe(true);
    at(24 * HOUR);
    expect(await isFresh()).toBe(false);
    expect(await alice.get("/list-sessions")).toMatchObject({ status: 403, body: { code: "SESSION_NOT_FRESH" } });
  });

  it("is not made by reading or extending it", async () => {
    const { alice, isFresh, rows } = await makeAlice();
    at(25 * HOUR);
    await alice.session();
    expect(rows("select updatedAt from session")).toEqual([{ updatedAt: "2030-01-16T13:00:00.000Z" }]);
    expect(await isFresh()).toBe(false);
  });

  it("is made by the right password, in one statement more, and not by a wrong one", async () => {
    const { alice, isFresh, statementsOf } = await makeAlice();
    at(30 * HOUR);
    // The session is extended here, so that what follows is counted by itself.
    await alice.session();
    const verify = (password: string) => statementsOf(() => alice.post("/verify-password", { password }));
    expect(await verify("wrong horse 1")).toHaveLength(2);
    expect(await isFresh()).toBe(false);
    expect(await verify(PASSWORD)).toHaveLength(budget(3, 4));
    expect(await isFresh()).toBe(true);
    at(54 * HOUR);
    expect(await isFresh()).toBe(false);
  });

  it("is made by a change of the password, too", async () => {
    const { alice, isFresh } = await makeAlice();
    at(30 * HOUR);
    const change = { currentPassword: PASSWORD, newPassword: "better horse 2" };
    expect((await alice.post("/change-password", change)).status).toBe(200);
    expect(await isFresh()).toBe(true);
  });

  it("costs nothing where the last authentication is a short while ago", async () => {
    const { alice, statementsOf } = await makeAlice();
    at(2 * HOUR);
    expect(await statementsOf(() => alice.post("/verify-password", { password: PASSWORD }))).toHaveLength(2);
  });

  it("is only asked for where freshAge is not 0", async () => {
    const { isFresh } = await makeAlice({ session: { freshAge: 0 } });
    at(72 * HOUR);
    expect(await isFresh()).toBe(true);
  });

  it("of one browser makes no other one fresh", async () => {
    const { alice, browser } = await makeAlice();
    const phone = browser("alice");
    await phone.signIn();
    at(30 * HOUR);
    await alice.post("/verify-password", { password: PASSWORD });
    expect((await alice.get("/list-sessions")).status).toBe(200);
    expect((await phone.get("/list-sessions")).status).toBe(403);
  });
});

describe.each([
  ["the database", false, {}],
  ["a secondary storage", true, {}],
  ["both", true, { storeSessionInDatabase: true }],
])("with sessions in %s", (_name, hasStorage, session) => {
  it("the right password makes a session fresh", async () => {
    const { alice, isFresh } = await makeAlice({
      session,
      ...(hasStorage ? { secondaryStorage: memoryStorage() } : {}),
    });
    at(30 * HOUR);
    expect(await isFresh()).toBe(false);
    expect((await alice.post("/verify-password", { password: PASSWORD })).status).toBe(200);
    expect(await isFresh()).toBe(true);
    at(54 * HOUR - 1);
    expect(await isFresh()).toBe(true);
    at(54 * HOUR);
    expect(await isFresh()).toBe(false);
  });
});

describe("the moment of the last authentication", () => {
  it.each(["compact", "jwt"] as const)("is in no cookie of the cache, in the form %s", async (strategy) => {
    const { alice } = await makeAlice({ session: { cookieCache: { enabled: true, strategy } } });
    at(30 * HOUR);
    expect((await alice.post("/verify-password", { password: PASSWORD })).status).toBe(200);
    await alice.get("/get-session?disableCookieCache=true");
    const cache = decodeURIComponent(alice.jar.get("better-auth.session_data") as string);
    const decoded = cache.split(".").map((part) => Buffer.from(part, "base64url").toString());
    expect(decoded.join()).toContain("expiresAt");
    expect(decoded.join()).not.toContain("authenticatedAt");
  });

  it("is stored, and in no answer", async () => {
    const options = { session: { additionalFields: { theme: { type: "string" as const, required: false } } } };
    const { alice, auth, rows } = await makeAlice(options);
    at(30 * HOUR);
    await alice.post("/verify-password", { password: PASSWORD });
    expect(rows("select authenticatedAt from session")).toEqual([{ authenticatedAt: "2030-01-16T18:00:00.000Z" }]);
    const answers = [
      await alice.get("/get-session"),
      await alice.get("/list-sessions"),
      await alice.post("/update-session", { theme: "dark" }),
    ];
    for (const { status, body } of answers) {
      expect(status).toBe(200);
      expect(JSON.stringify(body)).not.toContain("authenticatedAt");
    }
    expect(await auth.api.getSession({ headers: alice.headers() })).not.toHaveProperty("session.authenticatedAt");
  });

  it("is nothing that a request can set", async () => {
    const options = { session: { additionalFields: { theme: { type: "string" as const, required: false } } } };
    const { alice, rows } = await makeAlice(options);
    await alice.post("/update-session", { theme: "dark", authenticatedAt: "2999-01-01T00:00:00.000Z" });
    await alice.signIn({ authenticatedAt: "2999-01-01T00:00:00.000Z" });
    for (const { authenticatedAt } of rows("select authenticatedAt from session")) expect(authenticatedAt).toBeNull();
  });

  it("is null in sessions of the time before the column, and they count from their creation", async () => {
    const { alice, db, isFresh } = await makeAlice();
    at(HOUR);
    db.exec("update session set authenticatedAt = null");
    expect(await isFresh()).toBe(true);
    at(30 * HOUR);
    expect(await isFresh()).toBe(false);
    expect((await alice.post("/verify-password", { password: PASSWORD })).status).toBe(200);
    expect(await isFresh()).toBe(true);
  });
});
