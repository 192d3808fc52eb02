import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createAuthEndpoint } from "../api";
import { runWithTransaction } from "../context";
import type { Browser } from "../test-support/browser";
import { makeAuth } from "../test-support/instance";
import { advance, openStorage, type TestStorage } from "../test-support/storage";
import type { BetterAuthPlugin, SecondaryStorage } from "../types";

const DAY = 86_400;

beforeEach(() => vi.useFakeTimers({ toFake: ["Date"], now: Date.UTC(2030, 0, 15) }));
afterEach(() => vi.useRealTimers());

const tokenOf = (browser: Browser) =>
  decodeURIComponent(browser.jar.get("better-auth.session_token") as string).split(".")[0] as string;
const held = async (storage: TestStorage, key: string) => JSON.parse((await storage.get(key)) ?? "null");

async function make<P extends BetterAuthPlugin[] = []>(
  options: Parameters<typeof makeAuth<P>>[0] = {},
  wrap = (storage: SecondaryStorage) => storage,
) {
  const storage = await openStorage();
  return { ...(await makeAuth({ secondaryStorage: wrap(storage), ...options })), storage };
}
const BOTH = { storeSessionInDatabase: true } as const;
const PRESERVED = { storeSessionInDatabase: true, preserveSessionInDatabase: true } as const;

describe("sessions in a secondary storage alone", () => {
  it("are a copy with its user per token and a list per user, both for as long as a session lives", async () => {
    const { browser, storage, tables } = await make();
    const [alice, phone] = [browser(), browser()];
    const { body } = await alice.signUp();
    const list = `active-sessions-${body.user.id}`;
    expect(await storage.keys()).toEqual([tokenOf(alice), list].sort());
    expect([await storage.ttlOf(tokenOf(alice)), await storage.ttlOf(list)]).toEqual([7 * DAY, 7 * DAY]);
    expect(await held(storage, tokenOf(alice))).toEqual({ session: (await alice.session()).session, user: body.user });

    await phone.signIn({ rememberMe: false });
    expect(await held(storage, list)).toEqual([
      { token: tokenOf(phone), expiresAt: Date.now() + DAY * 1000 },
      { token: tokenOf(alice), expiresAt: Date.now() + 7 * DAY * 1000 },
    ]);
    expect(await storage.ttlOf(tokenOf(phone))).toBe(DAY);
    expect(tables()).not.toContain("session");

    const token = tokenOf(phone);
    await phone.post("/sign-out");
    expect(await storage.keys()).not.toContain(token);
    expect(await held(storage, list)).toHaveLength(1);
    await alice.post("/sign-out");
    expect(await storage.keys()).toEqual([]);
  });

  it("are read without a statement, and written with one that reads the user; a sign-in holds its password besides", async () => {
    const { browser, statementsOf } = await make();
    const alice = browser();
    await alice.signUp();
    expect(await statementsOf(() => alice.session())).toEqual([]);
    expect(await statementsOf(() => alice.get("/list-sessions"))).toEqual([]);
    expect(await statementsOf(() => alice.post("/revoke-session", { token: tokenOf(alice) }))).toEqual([]);
    expect(await statementsOf(() => alice.signIn())).toHaveLength(3);
  });

  it("are extended in the copy and in the list", async () => {
    const { browser, storage } = await make();
    const alice = browser();
    const { body } = await alice.signUp();
    await advance(2 * DAY);
    expect((await alice.get("/get-session")).cookies).toHaveLength(1);
    expect((await alice.get("/get-session")).cookies).toEqual([]);
    expect(await storage.ttlOf(tokenOf(alice))).toBe(7 * DAY);
    expect((await held(storage, `active-sessions-${body.user.id}`))[0].expiresAt).toBe(Date.now() + 7 * DAY * 1000);
    await advance(7 * DAY + 1);
    expect(await alice.session()).toBeNull();
    expect(await storage.keys()).toEqual([]);
  });

  it("have the fields that a table would give them", async () => {
    const seen = new Date("2030-01-01T00:00:00.000Z");
    const { auth, browser } = await make({
      session: {
        additionalFields: {
          theme: { type: "string", required: false, defaultValue: "dark", transform: { input: (v) => `${v}!` } },
          note: { type: "string", required: false, defaultValue: "internal", returned: false },
          seenAt: { type: "date", required: false, defaultValue: () => seen },
          empty: { type: "string", required: false },
        },
      },
      user: { additionalFields: { bornAt: { type: "date", required: false, defaultValue: () => seen } } },
    });
    const alice = browser();
    await alice.signUp();
    const pair = await auth.api.getSession({ headers: alice.headers() });
    expect(pair).toMatchObject({ session: { theme: "dark!", seenAt: seen, empty: null }, user: { bornAt: seen } });
    expect(pair?.session.createdAt).toEqual(new Date());
    expect(pair?.session).not.toHaveProperty("note");
    expect((await alice.get("/list-sessions")).body[0]).not.toHaveProperty("note");

    const { internalAdapter } = await auth.$context;
    const updated = await internalAdapter.updateSession(tokenOf(alice), { theme: "light", empty: undefined });
    expect(updated).toMatchObject({ theme: "light!", note: "internal", empty: null, seenAt: seen });
    expect((await alice.session()).session.theme).toBe("light!");
  });

  it("meet the hooks of their creation and changes, the id being there; nothing is told when one is deleted", async () => {
    const told: string[] = [];
    const { auth, browser } = await make({
      databaseHooks: {
        session: {
          create: {
            before: async (row) => {
              told.push(`create ${typeof row.id}`);
              return { data: { userAgent: "hook" } };
            },
            after: async (row) => void told.push(`created ${row.userAgent}`),
          },
          update: { before: async () => void told.push("update"), after: async () => void told.push("updated") },
          delete: { before: async () => void told.push("delete"), after: async () => void told.push("deleted") },
        },
      },
    });
    const alice = browser();
    await alice.signUp();
    await advance(2 * DAY);
    expect((await alice.session()).session.userAgent).toBe("hook");
    await alice.post("/sign-out");
    expect(told).toEqual(["create string", "created hook", "update", "updated"]);

    const none = await make({ databaseHooks: { session: { create: { before: async () => false } } } });
    expect((await none.browser().signUp()).status).toBe(400);
    expect(await none.storage.keys()).toEqual([]);
    await expect((await auth.$context).internalAdapter.updateSession("gone", {})).resolves.toBeNull();
  });

  it("are taken as parsed objects, too", async () => {
    const { browser, storage } = await make({}, (inner) => ({
      ...inner,
      get: async (key) => {
        const value = (await inner.get(key)) as string | null;
        return value === null ? null : JSON.parse(value);
      },
    }));
    const [alice, phone] = [browser(), browser()];
    const { body } = await alice.signUp();
    await phone.signIn();
    expect((await alice.get("/list-sessions")).body).toHaveLength(2);
    await alice.post("/update-user", { name: "Alice 2" });
    expect((await phone.session()).user.name).toBe("Alice 2");
    await alice.post("/revoke-sessions");
    expect([await alice.session(), await phone.session()]).toEqual([null, null]);
    expect(await storage.keys()).toEqual([`revoked-sessions-before-${body.user.id}`]);
  });

  it("fail a sign-in that could not be stored, and no cookie is set", async () => {
    let isDown = false;
    const { browser, storage } = await make({}, (inner) => ({
      ...inner,
      set: async (...args) => (isDown ? Promise.reject(new Error("down")) : inner.set(...args)),
    }));
    const alice = browser();
    isDown = true;
    const failed = { status: 500, body: { code: "FAILED_TO_CREATE_SESSION" }, cookies: [] };
    expect(await alice.signUp()).toMatchObject(failed);
    isDown = false;
    expect((await alice.signIn()).status).toBe(200);
    isDown = true;
    expect(await browser().signIn()).toMatchObject(failed);
    expect(await storage.keys()).toHaveLength(2);
  });

  it("need no database; what else there is stays in memory, and the log says so", async () => {
    const lines: string[] = [];
    const { browser, storage, tables } = await make({
      database: undefined,
      logger: { log: (_level, message) => void lines.push(message) },
    });
    const alice = browser();
    await alice.signUp();
    expect((await alice.session()).user.email).toBe(alice.email);
    expect(await storage.keys()).toHaveLength(2);
    expect(tables()).toEqual([]);
    expect(lines.join("\n")).toContain(
      "everything but sessions, which live in the secondary storage, is kept in memory",
    );
  });

  it("of a transaction that is rolled back are never stored", async () => {
    const fails = createAuthEndpoint("/fails", { method: "POST" }, async (ctx) => {
      await runWithTransaction(ctx.context.adapter, async () => {
        const { internalAdapter } = ctx.context;
        const user = await internalAdapter.createUser({ email: "x@example.com", name: "x" });
        await internalAdapter.createSession(user?.id as string);
        throw ctx.error("BAD_REQUEST", { code: "NO", message: "no" });
      });
    });
    const { browser, storage, rows } = await make({ plugins: [{ id: "fails", endpoints: { fails } }] });
    expect((await browser().post("/fails")).status).toBe(400);
    expect([await storage.keys(), rows("select * from user")]).toEqual([[], []]);
  });
});

describe("sessions in a secondary storage and in the database", () => {
  it("are both written, extended and ended", async () => {
    const { browser, storage, rows } = await make({ session: BOTH });
    const alice = browser();
    await alice.signUp();
    expect(rows("select token from session")).toEqual([{ token: tokenOf(alice) }]);
    expect(await storage.keys()).toContain(tokenOf(alice));
    await advance(2 * DAY);
    await alice.session();
    const end = new Date(Date.now() + 7 * DAY * 1000).toISOString();
    expect(rows("select expiresAt from session")).toEqual([{ expiresAt: end }]);
    expect((await held(storage, tokenOf(alice))).session.expiresAt).toBe(end);
    await alice.post("/sign-out");
    expect([rows("select * from session"), await storage.keys()]).toEqual([[], []]);
  });

  it("are read from the copy; the database is asked when there is none, or no answer", async () => {
    let isDown = false;
    const { auth, browser, storage, statementsOf } = await make({ session: BOTH }, (inner) => ({
      ...inner,
      get: async (key) => (isDown ? Promise.reject(new Error("down")) : inner.get(key)),
    }));
    const alice = browser();
    await alice.signUp();
    expect(await statementsOf(() => alice.session())).toEqual([]);
    isDown = true;
    expect((await alice.session()).user.email).toBe(alice.email);
    const { internalAdapter } = await auth.$context;
    expect(await internalAdapter.findSessions([tokenOf(alice)])).toMatchObject([{ user: { email: alice.email } }]);
    isDown = false;
    await storage.clear();
    expect(await statementsOf(() => alice.session())).toHaveLength(1);
    expect(await alice.session()).not.toBeNull();
    expect((await alice.get("/list-sessions")).body).toHaveLength(1);
  });

  it("keep somebody signed in whose copy could not be written", async () => {
    const { browser } = await make({ session: BOTH }, (inner) => ({
      ...inner,
      set: () => Promise.reject(new Error("down")),
    }));
    const alice = browser();
    expect((await alice.signUp()).status).toBe(200);
    expect((await alice.session()).user.email).toBe(alice.email);
  });

  it("are not ended by halves: when the copy cannot be ended, the row stays and the caller hears of it", async () => {
    const { browser, rows } = await make({ session: BOTH }, (inner) => ({
      ...inner,
      getAndDelete: () => Promise.reject(new Error("down")),
    }));
    const alice = browser();
    await alice.signUp();
    expect((await alice.post("/sign-out")).status).toBe(500);
    expect(rows("select * from session")).toHaveLength(1);
  });

  it("meet the delete-hooks, and a hook that keeps the row keeps the session", async () => {
    let keeps = true;
    const { browser } = await make({
      session: BOTH,
      databaseHooks: { session: { delete: { before: async () => !keeps } } },
    });
    const alice = browser();
    await alice.signUp();
    const jar = new Map(alice.jar);
    await alice.post("/sign-out");
    const twin = Object.assign(browser(), { jar });
    expect(await twin.session()).not.toBeNull();
    keeps = false;
    await twin.post("/sign-out");
    expect(await Object.assign(browser(), { jar: new Map(jar) }).session()).toBeNull();
  });
});

describe("sessions that the database only remembers", () => {
  it("expire in the table when they end, between the delete-hooks", async () => {
    const told: string[] = [];
    const { browser, storage, rows } = await make({
      session: PRESERVED,
      databaseHooks: {
        session: {
          delete: {
            before: async (row) => void told.push(`delete ${row.token}`),
            after: async (row) => void told.push(`deleted ${row.token}`),
          },
        },
      },
    });
    const [alice, phone] = [browser(), browser()];
    await alice.signUp();
    await phone.signIn();
    const ended = tokenOf(phone);
    await advance(60);
    await phone.post("/sign-out");
    expect(rows("select expiresAt from session where token = ?", ended)).toEqual([
      { expiresAt: new Date().toISOString() },
    ]);
    expect(told).toEqual([`delete ${ended}`, `deleted ${ended}`]);
    expect(await storage.keys()).not.toContain(ended);
    expect((await alice.get("/list-sessions")).body).toHaveLength(1);
    await alice.post("/revoke-sessions");
    expect(rows("select * from session where expiresAt > ?", new Date().toISOString())).toEqual([]);
    expect(rows("select * from session")).toHaveLength(2);
    expect(told).toHaveLength(4);
  });

  it("are over when the secondary storage does not know them", async () => {
    const { browser, storage } = await make({ session: PRESERVED });
    const alice = browser();
    await alice.signUp();
    await storage.delete(tokenOf(alice));
    expect(await alice.session()).toBeNull();
  });

  it("fail a sign-in whose copy could not be stored", async () => {
    const { browser } = await make({ session: PRESERVED }, (inner) => ({
      ...inner,
      set: () => Promise.reject(new Error("down")),
    }));
    expect(await browser().signUp()).toMatchObject({
      status: 500,
      body: { code: "FAILED_TO_CREATE_SESSION" },
      cookies: [],
    });
  });
});

describe.each([
  ["a secondary storage alone", {}],
  ["both", BOTH],
  ["both, the database remembering", PRESERVED],
])("with sessions in %s", (_name, session) => {
  it("a change of a user reaches every session at once", async () => {
    const { browser, storage } = await make({ session });
    const [alice, phone, bob] = [browser(), browser(), browser("bob")];
    await alice.signUp();
    await phone.signIn();
    await bob.signUp();
    await advance(60);
    await alice.post("/update-user", { name: "Alice 2" });
    expect([await alice.session(), await phone.session()].map(({ user }) => user.name)).toEqual(["Alice 2", "Alice 2"]);
    expect((await bob.session()).user.name).toBe("bob");
    expect(await storage.ttlOf(tokenOf(phone))).toBe(7 * DAY - 60);
  });

  it("a change of a user that is rolled back reaches none", async () => {
    const fails = createAuthEndpoint("/fails", { method: "POST" }, async (ctx) => {
      const found = await ctx.context.internalAdapter.findUserByEmail("alice@example.com");
      await runWithTransaction(ctx.context.adapter, async () => {
        await ctx.context.internalAdapter.updateUser(found?.user.id as string, { name: "never" });
        throw ctx.error("BAD_REQUEST", { code: "NO", message: "no" });
      });
    });
    const { browser } = await make({ session, plugins: [{ id: "fails", endpoints: { fails } }] });
    const alice = browser();
    await alice.signUp();
    expect((await alice.post("/fails")).status).toBe(400);
    expect((await alice.session()).user.name).toBe("alice");
  });

  it("plugins find, list and end several by their tokens", async () => {
    const { auth, browser } = await make({ session });
    const [alice, phone, short] = [browser(), browser(), browser()];
    await alice.signUp();
    await phone.signIn();
    await short.signIn({ rememberMe: false });
    const { internalAdapter } = await auth.$context;
    const tokens = [tokenOf(phone), "unknown", tokenOf(alice), tokenOf(short), tokenOf(phone)];
    const found = async (settings = {}) =>
      (await internalAdapter.findSessions(tokens, settings)).map((pair) => pair.session.token);
    expect(await found()).toEqual([tokenOf(phone), tokenOf(alice), tokenOf(short)]);
    await internalAdapter.updateSession(tokenOf(phone), { expiresAt: new Date(Date.now() + 5000) });
    await advance(10);
    expect(await found({ onlyActiveSessions: true })).toEqual([tokenOf(alice), tokenOf(short)]);
    await internalAdapter.deleteSessions([tokenOf(alice), tokenOf(short)]);
    expect(await found({ onlyActiveSessions: true })).toEqual([]);
    expect([await alice.session(), await short.session()]).toEqual([null, null]);
  });

  it("a session that gets another token is found by that one only", async () => {
    const { auth, browser } = await make({ session });
    const alice = browser();
    await alice.signUp();
    const { internalAdapter } = await auth.$context;
    const old = tokenOf(alice);
    expect((await internalAdapter.updateSession(old, { token: "another" }))?.token).toBe("another");
    expect(await internalAdapter.findSession(old)).toBeNull();
    expect((await internalAdapter.findSession("another"))?.session.token).toBe("another");
    expect(
      await internalAdapter.listSessions((await internalAdapter.findSession("another"))?.user.id as string),
    ).toHaveLength(1);
  });
});
