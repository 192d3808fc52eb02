import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createAuthEndpoint, getSessionFromCtx, isStateful } from "../api";
import type { Browser } from "../test-support/browser";
import { makeAuth, PASSWORD } from "../test-support/instance";
import type { BetterAuthPlugin } from "../types";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const TOKEN = "better-auth.session_token";
const DATA = "better-auth.session_data";

beforeEach(() => vi.useFakeTimers({ toFake: ["Date"], now: Date.UTC(2030, 0, 15) }));
afterEach(() => vi.useRealTimers());
const advance = (ms: number) => vi.setSystemTime(Date.now() + ms);

const makeStateless = (options: Parameters<typeof makeAuth>[0] = {}) => makeAuth({ ...options, database: undefined });
const set = (lines: string[]) => lines.filter((line) => !line.includes("Max-Age=0")).map((line) => line.split("=")[0]);
/** The same browser before another server, which has never heard of anybody. */
async function elsewhere(from: Browser, options: Parameters<typeof makeAuth>[0] = {}): Promise<Browser> {
  const browser = (await makeStateless(options)).browser(from.name);
  for (const [name, value] of from.jar) browser.jar.set(name, value);
  return browser;
}

describe("an instance without a store", () => {
  it("has the cookie cache on, encrypted, for as long as a session lasts", async () => {
    const { auth, browser } = await makeStateless({ session: { expiresIn: 1000 } });
    const context = await auth.$context;
    expect(context.options.session?.cookieCache).toEqual({
      enabled: true,
      strategy: "jwe",
      refreshCache: true,
      maxAge: 1000,
    });
    expect(context.options.account?.storeAccountCookie).toBe(true);
    expect(context.sessionConfig.cookieRefreshCache).toEqual({ enabled: true, updateAge: 200 });
    const { cookies } = await browser().signUp();
    expect(set(cookies)).toEqual([TOKEN, DATA]);
    expect(cookies.every((line) => line.includes("Max-Age=1000"))).toBe(true);
    expect(cookies[1]?.split(".").slice(1, 3)).toHaveLength(2);
  });

  it("lets the application choose otherwise", async () => {
    const { auth } = await makeStateless({
      session: { cookieCache: { strategy: "compact", maxAge: 60, refreshCache: { updateAge: 5 } } },
      account: { storeAccountCookie: false },
    });
    const { options, sessionConfig } = await auth.$context;
    expect(options.session?.cookieCache).toEqual({
      enabled: true,
      strategy: "compact",
      refreshCache: { updateAge: 5 },
      maxAge: 60,
    });
    expect(options.account?.storeAccountCookie).toBe(false);
    expect(sessionConfig.cookieRefreshCache).toEqual({ enabled: true, updateAge: 5 });
  });

  it("keeps no session anywhere but in the cookie, which any server with the secret reads", async () => {
    const { auth, browser } = await makeStateless();
    const alice = browser();
    await alice.signUp();
    const { adapter } = await auth.$context;
    expect(await adapter.findMany({ model: "session" })).toEqual([]);
    expect(await adapter.findMany({ model: "user" })).toHaveLength(1);
    const there = await elsewhere(alice);
    expect(await there.session()).toEqual(await alice.session());
    expect((await there.get("/get-session?disableCookieCache=true")).body).toEqual(await alice.session());
    expect((await there.get("/list-sessions")).body).toEqual([(await alice.session()).session]);
  });

  it("forgets whoever signs out, and believes nobody whose cookie is spoiled or missing", async () => {
    const { browser } = await makeStateless();
    const alice = browser();
    await alice.signUp();
    const { cookies } = await alice.post("/sign-out");
    expect(cookies.map((line) => line.split("=")[0])).toEqual([
      TOKEN,
      DATA,
      "better-auth.account_data",
      "better-auth.oauth_state",
      "better-auth.dont_remember",
    ]);
    expect(cookies.every((line) => line.includes("=; Max-Age=0;"))).toBe(true);
    expect(await alice.session()).toBeNull();

    await alice.signIn();
    for (const value of ["garbage", undefined]) {
      const mallory = await elsewhere(alice);
      if (value === undefined) mallory.jar.delete(DATA);
      else mallory.jar.set(DATA, value);
      expect(await mallory.session()).toBeNull();
      expect(mallory.jar.size).toBe(0);
    }
  });

  it("extends the session of somebody who stays, and ends that of somebody who does not", async () => {
    const { browser } = await makeStateless();
    const alice = browser();
    await alice.signUp();
    advance(DAY - MINUTE);
    expect((await alice.get("/get-session")).cookies).toEqual([]);
    advance(2 * MINUTE);
    const extended = await (await elsewhere(alice)).get("/get-session");
    expect(set(extended.cookies)).toEqual([TOKEN, DATA]);
    expect(extended.body.session.expiresAt).toBe(new Date(Date.now() + 7 * DAY).toISOString());
    for (let day = 0; day < 20; day++) {
      advance(DAY);
      expect(await alice.session()).not.toBeNull();
    }
    advance(7 * DAY + 1000);
    expect(await alice.session()).toBeNull();
  });

  it("makes the copy anew before it is over, without moving the end of a session that is not due", async () => {
    const { browser } = await makeStateless({ session: { cookieCache: { maxAge: 100, strategy: "compact" } } });
    const alice = browser();
    await alice.signUp();
    const { session } = await alice.session();
    advance(80_000);
    expect((await alice.get("/get-session")).cookies).toEqual([]);
    advance(1000);
    const answer = await alice.get("/get-session");
    expect(set(answer.cookies)).toEqual([TOKEN, DATA]);
    expect(answer.body.session).toEqual(session);
    advance(99_000);
    expect(await alice.session()).not.toBeNull();
    advance(100_000);
    expect(await alice.session()).toBeNull();
  });

  it("does not extend where the options say so", async () => {
    const { browser } = await makeStateless({ session: { disableSessionRefresh: true } });
    const alice = browser();
    await alice.signUp();
    for (let day = 0; day < 6; day++) {
      advance(DAY);
      expect(await alice.session()).not.toBeNull();
    }
    advance(DAY);
    expect(await alice.session()).toBeNull();
  });

  it("keeps the session of a browser that forgets for its day, in cookies without an end", async () => {
    const { browser } = await makeStateless();
    const alice = browser();
    const { cookies } = await alice.signUp({ rememberMe: false });
    expect(cookies.join()).not.toContain("Max-Age");
    advance(DAY - MINUTE);
    const there = await elsewhere(alice);
    expect(await there.get("/get-session")).toMatchObject({ body: { user: { email: alice.email } }, cookies: [] });
    advance(MINUTE);
    expect(await there.session()).toBeNull();
  });

  it("changes a session in the cookie", async () => {
    const told: string[] = [];
    const options: Parameters<typeof makeAuth>[0] = {
      session: { additionalFields: { theme: { type: "string", required: false } } },
      databaseHooks: {
        session: { update: { after: async (row) => void told.push(String((row as Record<string, unknown>).theme)) } },
      },
    };
    const { browser } = await makeStateless(options);
    const alice = browser();
    await alice.signUp();
    expect((await alice.post("/update-session", { theme: "dark" })).status).toBe(200);
    expect((await (await elsewhere(alice, options)).session()).session.theme).toBe("dark");
    expect(told).toEqual(["dark"]);
  });

  it("runs the hooks of new sessions, with defaults and ids, and one of them can stop it", async () => {
    const made: Record<string, unknown>[] = [];
    const { browser } = await makeStateless({
      session: { additionalFields: { theme: { type: "string", defaultValue: "dark" } } },
      databaseHooks: {
        session: {
          create: {
            before: async (session) => {
              made.push(session);
              return made.length < 2 ? undefined : false;
            },
          },
        },
      },
    });
    const alice = browser();
    await alice.signUp();
    expect((await alice.session()).session).toMatchObject({ theme: "dark", id: expect.stringMatching(/^\w{32}$/) });
    expect((await alice.signIn()).status).not.toBe(200);
    expect(made).toHaveLength(2);
  });

  it("can be told from one with a store by plugins", async () => {
    const plugin: BetterAuthPlugin = {
      id: "asks",
      endpoints: {
        ask: createAuthEndpoint("/ask", { method: "GET" }, async (ctx) => {
          const pair = await getSessionFromCtx(ctx);
          const found = pair && (await ctx.context.internalAdapter.findSession(pair.session.token));
          const other = await ctx.context.internalAdapter.findSession("somebody else's");
          return {
            isStateful: isStateful(ctx),
            email: pair?.user.email,
            isFound: found?.user.id === pair?.user.id,
            other,
          };
        }),
      },
    };
    const without = (await makeStateless({ plugins: [plugin] })).browser();
    await without.signUp();
    expect((await without.get("/ask")).body).toEqual({
      isStateful: false,
      email: without.email,
      isFound: true,
      other: null,
    });
    const withOne = (await makeAuth({ plugins: [plugin] })).browser();
    await withOne.signUp();
    expect((await withOne.get("/ask")).body).toEqual({
      isStateful: true,
      email: withOne.email,
      isFound: true,
      other: null,
    });
  });

  it("with the cache off keeps sessions in memory, like everything else", async () => {
    const { auth, browser } = await makeStateless({ session: { cookieCache: { enabled: false } } });
    const alice = browser();
    const { cookies } = await alice.signUp();
    expect(set(cookies)).toEqual([TOKEN]);
    expect(await (await auth.$context).adapter.findMany({ model: "session" })).toHaveLength(1);
    expect(await alice.session()).not.toBeNull();
    expect(
      (await alice.post("/change-password", { currentPassword: PASSWORD, newPassword: "better horse 2" })).status,
    ).toBe(200);
  });
});
