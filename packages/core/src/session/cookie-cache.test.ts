import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createAuthEndpoint, createAuthMiddleware } from "../api";
import { betterAuth } from "../auth";
import { decodeCookieCache, getCookieCache } from "../cookies";
import type { Browser } from "../test-support/browser";
import { makeAuth, ORIGIN, PASSWORD, SECRET } from "../test-support/instance";
import type { BetterAuthPlugin, CookieCacheOptions, CookieCacheSigner } from "../types";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const TOKEN = "better-auth.session_token";
const DATA = "better-auth.session_data";
const STRATEGIES = ["compact", "jwt", "jwe"] as const;

beforeEach(() => vi.useFakeTimers({ toFake: ["Date"], now: Date.UTC(2030, 0, 15) }));
afterEach(() => vi.useRealTimers());
const advance = (ms: number) => vi.setSystemTime(Date.now() + ms);

type Options = Parameters<typeof makeAuth>[0];
const makeCached = (cookieCache: CookieCacheOptions = {}, options: Options = {}) =>
  makeAuth({ ...options, session: { ...options?.session, cookieCache: { enabled: true, ...cookieCache } } });
/** Names of the cookies that an answer sets, and of those that it ends. */
const set = (lines: string[]) => lines.filter((line) => !line.includes("Max-Age=0")).map((line) => line.split("=")[0]);
const ended = (lines: string[]) => lines.filter((line) => line.includes("Max-Age=0")).map((line) => line.split("=")[0]);
const line = (lines: string[], name: string) => lines.find((text) => text.startsWith(`${name}=`)) ?? "";
/** A browser with somebody else's cookies. */
function copyJar(from: Browser, to: Browser, names?: string[]): Browser {
  for (const [name, value] of from.jar) if (names?.includes(name) ?? true) to.jar.set(name, value);
  return to;
}

describe.each(STRATEGIES)("the cookie cache (%s)", (strategy) => {
  it("answers without a statement until it is over, and is made anew by the read after that", async () => {
    const { browser, db, statementsOf } = await makeCached({ strategy, maxAge: 300 });
    const alice = browser();
    const { cookies } = await alice.signUp();
    expect(line(cookies, DATA)).toContain("; Max-Age=300; Path=/; HttpOnly; SameSite=Lax");
    const before = await alice.session();
    db.prepare("update user set name = 'Renamed'").run();

    advance(5 * MINUTE - 1000);
    expect(await statementsOf(async () => expect(await alice.session()).toEqual(before))).toEqual([]);
    advance(1000);
    const after = await alice.get("/get-session");
    expect(after.body.user.name).toBe("Renamed");
    expect(set(after.cookies)).toEqual([DATA]);
    expect(await statementsOf(async () => expect(await alice.session()).toEqual(after.body))).toEqual([]);
  });

  it("gives what the store would give, dates as dates", async () => {
    const { auth, browser } = await makeCached(
      { strategy },
      {
        user: {
          additionalFields: { born: { type: "date", required: false }, tags: { type: "string[]", required: false } },
        },
        session: { additionalFields: { seen: { type: "date", required: false, defaultValue: () => new Date(5) } } },
      },
    );
    const alice = browser();
    await alice.signUp({ name: "Zoë 🦊 \"'\\", born: new Date(7).toISOString(), tags: ["a", "ü"] });
    const headers = alice.headers();
    const cached = await auth.api.getSession({ headers });
    const stored = await auth.api.getSession({ headers, query: { disableCookieCache: true } });
    expect(cached).toEqual(stored);
    expect(cached).toMatchObject({
      user: { born: new Date(7), tags: ["a", "ü"] },
      session: { seen: new Date(5), expiresAt: new Date(Date.now() + 7 * DAY) },
    });
  });

  it("is passed by where the call asks for the store, and made anew there", async () => {
    const { browser, db } = await makeCached({ strategy });
    const alice = browser();
    await alice.signUp();
    db.prepare("update user set name = 'Renamed'").run();
    expect((await alice.session()).user.name).toBe("alice");
    const bypass = await alice.get("/get-session?disableCookieCache=true");
    expect(bypass.body.user.name).toBe("Renamed");
    expect(set(bypass.cookies)).toEqual([DATA]);
    expect((await alice.session()).user.name).toBe("Renamed");
  });

  it("is not believed by sensitive routes: a session that was ended elsewhere is over there at once", async () => {
    const { browser, db } = await makeCached({ strategy });
    const alice = browser();
    await alice.signUp();
    db.prepare("delete from session").run();
    expect(await alice.session()).not.toBeNull();
    for (const [method, path, body] of [
      ["POST", "/change-password", { currentPassword: PASSWORD, newPassword: "better horse 2" }],
      ["POST", "/revoke-sessions", {}],
      ["GET", "/list-sessions", undefined],
    ] as const) {
      const thief = copyJar(alice, browser("thief"));
      const answer = await thief.send(method, path, body);
      expect(answer.status, path).toBe(401);
      expect(ended(answer.cookies), path).toContain(DATA);
      expect(await thief.session()).toBeNull();
    }
  });

  it("replayed after a sign-out is over when maxAge is, and not before it is asked where it matters", async () => {
    const { browser } = await makeCached({ strategy, maxAge: 60 });
    const alice = browser();
    await alice.signUp();
    const stolen = copyJar(alice, browser("stolen"));
    const out = await alice.post("/sign-out");
    expect(ended(out.cookies)).toEqual(expect.arrayContaining([TOKEN, DATA]));
    const replay = () => copyJar(stolen, browser("thief"));
    expect((await replay().get("/list-sessions")).status).toBe(401);

    advance(59_000);
    expect(await replay().session()).not.toBeNull();
    advance(1000);
    const over = await replay().get("/get-session");
    expect(over.body).toBeNull();
    expect(ended(over.cookies)).toContain(DATA);
  });

  it("of somebody else does nothing beside the session cookie of another", async () => {
    const { browser } = await makeCached({ strategy });
    const [alice, bob] = [browser("alice"), browser("bob")];
    await alice.signUp();
    await bob.signUp();
    const mallory = copyJar(bob, copyJar(alice, browser("mallory"), [TOKEN]), [DATA]);
    const mixed = await mallory.get("/get-session");
    expect(mixed.body.user.email).toBe("alice@example.com");
    expect(set(mixed.cookies)).toEqual([DATA]);
    const bare = copyJar(bob, browser("bare"), [DATA]);
    expect(await bare.get("/get-session")).toMatchObject({ status: 200, body: null, cookies: [] });
  });

  it("of another version is not believed", async () => {
    const { browser, db } = await makeCached({ strategy, version: "1" });
    const alice = browser();
    await alice.signUp();
    const next = (await makeCached({ strategy, version: "2" }, { database: db })).browser();
    copyJar(alice, next);
    db.prepare("update user set name = 'Renamed'").run();
    expect((await alice.session()).user.name).toBe("alice");
    const answer = await next.get("/get-session");
    expect(answer.body.user.name).toBe("Renamed");
    expect(set(answer.cookies)).toEqual([DATA]);
  });

  it("of a secret on its way out is believed, and made anew with the current one, no younger for that", async () => {
    const { browser, db } = await makeCached({ strategy, maxAge: 100 });
    const alice = browser();
    await alice.signUp();
    advance(40_000);
    const secrets = [
      { version: 2, value: "Zr8mQ1wEt6YuI3oPa5SdFg7HjK9lXc2V" },
      { version: 1, value: SECRET },
    ];
    const rotated = await makeCached({ strategy, maxAge: 100 }, { database: db, secrets });
    const during = copyJar(alice, rotated.browser());
    db.prepare("update user set name = 'Renamed'").run();
    const answer = await during.get("/get-session");
    expect(answer.body.user.name).toBe("alice");
    expect(set(answer.cookies)).toEqual([DATA]);
    expect(line(answer.cookies, DATA)).toContain("Max-Age=60;");
    expect((await during.get("/get-session")).cookies).toEqual([]);

    const cached = await getCookieCache(during.headers(), { secret: secrets[0]?.value, strategy });
    expect(cached).toMatchObject({ user: { name: "alice" }, updatedAt: Date.now() - 40_000 });
    advance(60_000);
    expect((await during.session()).user.name).toBe("Renamed");
  });

  it("goes into chunks and out of them with the size of what it holds", async () => {
    const { browser, statementsOf } = await makeCached({ strategy });
    const alice = browser();
    await alice.signUp();
    const big = await alice.post("/update-user", { image: `https://x/${"y".repeat(9000)}` });
    expect(set(big.cookies).slice(1)).toEqual([0, 1, 2, 3].map((number) => `${DATA}.${number}`));
    expect(ended(big.cookies)).toEqual([DATA]);
    for (const text of big.cookies) expect(text.length).toBeLessThanOrEqual(4050);
    const statements = await statementsOf(async () => expect((await alice.session()).user.image).toHaveLength(9010));
    expect(statements).toEqual([]);

    const small = await alice.post("/update-user", { image: "https://x/" });
    expect(ended(small.cookies)).toEqual([0, 1, 2, 3].map((number) => `${DATA}.${number}`));
    expect([...alice.jar.keys()]).toEqual([TOKEN, DATA]);

    await alice.post("/update-user", { image: `https://x/${"y".repeat(9000)}` });
    await alice.post("/sign-out");
    expect(alice.jar.size).toBe(0);
  });

  it("is left out, and said so, where 100 chunks do not hold it; the store answers", async () => {
    const logged: unknown[] = [];
    // Of 60 kB each: a text of MySQL holds 64.
    const parts = ["p1", "p2", "p3", "p4", "p5", "p6", "p7"];
    const { browser } = await makeCached(
      { strategy },
      {
        logger: { level: "warn", log: (...entry: unknown[]) => logged.push(entry) },
        user: {
          additionalFields: Object.fromEntries(parts.map((part) => [part, { type: "string", required: false }])),
        },
      },
    );
    const alice = browser();
    await alice.signUp();
    const long = Object.fromEntries(parts.map((part) => [part, part.repeat(30_000)]));
    const huge = await alice.post("/update-user", long);
    expect(set(huge.cookies)).toEqual([TOKEN]);
    expect(ended(huge.cookies)).toEqual([DATA]);
    expect((await alice.session()).user).toMatchObject(long);
    expect(JSON.stringify(logged)).toContain("is not stored");
  });

  it("with chunks that are missing, doubled or garbage is none", async () => {
    const { browser } = await makeCached({ strategy });
    const alice = browser();
    await alice.signUp();
    await alice.post("/update-user", { image: `https://x/${"y".repeat(9000)}` });
    const jars = [
      (jar: Browser["jar"]) => jar.delete(`${DATA}.1`),
      (jar: Browser["jar"]) => jar.set(`${DATA}.4`, "AAAA"),
      (jar: Browser["jar"]) => jar.set(`${DATA}.0`, "garbage"),
      (jar: Browser["jar"]) => jar.set(DATA, "garbage"),
      (jar: Browser["jar"]) => {
        for (let number = 0; number < 100; number++) jar.set(`${DATA}.${number}`, "%00".repeat(12));
      },
    ];
    for (const spoil of jars) {
      const mallory = copyJar(alice, browser("mallory"));
      spoil(mallory.jar);
      const answer = await mallory.get("/get-session");
      expect(answer).toMatchObject({ status: 200, body: { user: { email: "alice@example.com" } } });
      expect([...mallory.jar.keys()].filter((name) => name !== TOKEN).sort()).toEqual(
        [0, 1, 2, 3].map((number) => `${DATA}.${number}`),
      );
      expect((await mallory.get("/get-session")).cookies).toEqual([]);
    }
  });

  it("does not outlive the session it is of", async () => {
    const { browser, rows } = await makeCached({ strategy, maxAge: 7 * 24 * 3600 }, { session: { expiresIn: 100 } });
    const alice = browser();
    await alice.signUp();
    advance(99_000);
    expect(await alice.session()).not.toBeNull();
    advance(1000);
    expect(await alice.session()).toBeNull();
    expect(rows("select * from session")).toEqual([]);
  });

  it("of a browser that forgets has no end of its own, is believed for a short while, and is made anew", async () => {
    const { browser, db } = await makeCached({ strategy, maxAge: 400 });
    const alice = browser();
    const { cookies } = await alice.signUp({ rememberMe: false });
    expect(line(cookies, DATA)).not.toContain("Max-Age");
    db.prepare("update user set name = 'Renamed'").run();
    const believed = strategy === "compact" ? 60_000 : 300_000;
    advance(believed - 1000);
    expect(await alice.get("/get-session")).toMatchObject({ cookies: [], body: { user: { name: "alice" } } });
    advance(1000);
    const answer = await alice.get("/get-session");
    expect(answer.body.user.name).toBe("Renamed");
    expect(line(answer.cookies, DATA)).not.toContain("Max-Age");
    expect((await alice.get("/get-session")).cookies).toEqual([]);
  });

  it("does not keep a session from being extended when it is due", async () => {
    const { browser, rows } = await makeCached({ strategy, maxAge: 600_000 });
    const alice = browser();
    await alice.signUp();
    advance(23 * HOUR);
    expect((await alice.get("/get-session")).cookies).toEqual([]);
    advance(2 * HOUR);
    const extended = await alice.get("/get-session");
    expect(set(extended.cookies)).toEqual([TOKEN, DATA]);
    expect(extended.body.session.expiresAt).toBe(new Date(Date.now() + 7 * DAY).toISOString());
    expect(rows("select expiresAt from session")).toEqual([{ expiresAt: extended.body.session.expiresAt }]);
    expect((await alice.get("/get-session")).cookies).toEqual([]);
  });

  it("with deferSessionRefresh says that the session is due, and a POST extends it", async () => {
    const { browser } = await makeCached({ strategy, maxAge: 600_000 }, { session: { deferSessionRefresh: true } });
    const alice = browser();
    await alice.signUp();
    expect((await alice.get("/get-session")).body.needsRefresh).toBe(false);
    advance(2 * DAY);
    expect(await alice.get("/get-session")).toMatchObject({ cookies: [], body: { needsRefresh: true } });
    expect(set((await alice.post("/get-session")).cookies)).toEqual([TOKEN, DATA]);
    expect(await alice.get("/get-session")).toMatchObject({ cookies: [], body: { needsRefresh: false } });
  });

  it("is not made anew by a read that is to refresh nothing", async () => {
    const { browser } = await makeCached({ strategy, maxAge: 300 });
    const alice = browser();
    await alice.signUp();
    advance(5 * MINUTE);
    expect((await alice.get("/get-session?disableRefresh=true")).cookies).toEqual([]);
    expect((await alice.get("/get-session?disableRefresh=true&disableCookieCache=true")).cookies).toEqual([]);
    expect(set((await alice.get("/get-session")).cookies)).toEqual([DATA]);
  });

  it("leaves a session where it is that the call or the options do not want extended", async () => {
    const { browser } = await makeCached({ strategy, maxAge: 600_000 });
    const alice = browser();
    await alice.signUp();
    advance(2 * DAY);
    expect((await alice.get("/get-session?disableRefresh=true")).cookies).toEqual([]);
    const off = await makeCached({ strategy, maxAge: 600_000 }, { session: { disableSessionRefresh: true } });
    const bob = off.browser("bob");
    await bob.signUp();
    advance(2 * DAY);
    expect((await bob.get("/get-session")).cookies).toEqual([]);
  });

  it("opens for plugins with decodeCookieCache", async () => {
    const plugin: BetterAuthPlugin = {
      id: "opens",
      endpoints: {
        open: createAuthEndpoint("/open", { method: "GET", requireHeaders: true }, async (ctx) => {
          const value = ctx.getCookie(DATA) as string;
          const opened = await decodeCookieCache(ctx, value);
          return {
            opened,
            spoiled: await decodeCookieCache(ctx, `${value}AAAA`),
            none: await decodeCookieCache(ctx, ""),
          };
        }),
      },
    };
    const { browser } = await makeCached({ strategy }, { plugins: [plugin] });
    const alice = browser();
    await alice.signUp();
    expect((await alice.get("/open")).body).toMatchObject({
      opened: { session: { user: { email: "alice@example.com" }, version: "1" }, expiresAt: Date.now() + 300_000 },
      spoiled: null,
      none: null,
    });
    advance(300_000);
    expect((await alice.get("/open")).body.opened).toBeNull();
  });
});

describe("the cookie cache", () => {
  it("holds nothing that is not given out", async () => {
    const { auth, browser } = await makeCached(
      {},
      {
        user: { additionalFields: { note: { type: "string", defaultValue: "of-user", returned: false } } },
        session: { additionalFields: { note: { type: "string", defaultValue: "of-session", returned: false } } },
      },
    );
    const alice = browser();
    const { cookies } = await alice.signUp();
    const text = Buffer.from(line(cookies, DATA).split(/[=;]/)[1] as string, "base64url").toString();
    expect(text).toContain("alice@example.com");
    expect(text).not.toMatch(/note|of-user|of-session|authenticatedAt/);
    const pair = await auth.api.getSession({ headers: alice.headers() });
    expect(pair?.user).not.toHaveProperty("note");
  });

  it("is answered as the store would be, to the byte, but for hooks that change it", async () => {
    const plugin: BetterAuthPlugin = {
      id: "changes",
      hooks: {
        after: [
          {
            matcher: (ctx) => ctx.path === "/get-session" && ctx.headers?.has("x-change") === true,
            handler: createAuthMiddleware(async (ctx) => {
              (ctx.context.returned as { user: { name: string } }).user.name = "changed";
            }),
          },
        ],
      },
    };
    const bytes = async (browser: Browser, headers: Record<string, string> = {}) => {
      const url = `${ORIGIN}/api/auth/get-session`;
      return (await browser.auth.handler(new Request(url, { headers: browser.headers(headers) }))).text();
    };
    const { browser, db } = await makeCached();
    const alice = browser();
    await alice.signUp({ name: 'a","updatedAt":1,"version":"' });
    const stored = copyJar(alice, (await makeAuth({ database: db })).browser());
    expect(await bytes(alice)).toBe(await bytes(stored));
    const hooked = copyJar(alice, (await makeCached({}, { database: db, plugins: [plugin] })).browser());
    expect(await bytes(hooked)).toBe(await bytes(stored));
    expect(JSON.parse(await bytes(hooked, { "x-change": "1" })).user.name).toBe("changed");
  });

  it("asks a version function about each pair, now: whoever is told another version is read anew", async () => {
    const versions = new Map<string, string>();
    const { browser, db, statementsOf } = await makeCached({
      version: async (_session, user) => versions.get(user.id) ?? "1",
    });
    const [alice, bob] = [browser("alice"), browser("bob")];
    const { id } = (await alice.signUp()).body.user;
    await bob.signUp();
    db.prepare("update user set name = 'Renamed'").run();
    versions.set(id, "2");
    expect((await alice.session()).user.name).toBe("Renamed");
    expect((await bob.session()).user.name).toBe("bob");
    expect(await statementsOf(() => alice.session())).toEqual([]);
  });

  it("goes to the store when the version function fails, and the log says so", async () => {
    let isBroken = true;
    const logged: unknown[] = [];
    const { browser } = await makeCached(
      {
        version: () => {
          if (isBroken) throw new Error("no version today");
          return "1";
        },
      },
      { logger: { log: (...entry: unknown[]) => logged.push(entry) } },
    );
    const alice = browser();
    const { status, cookies } = await alice.signUp();
    expect([status, set(cookies)]).toEqual([200, [TOKEN]]);
    expect(await alice.session()).not.toBeNull();
    isBroken = false;
    await alice.session();
    expect(alice.jar.has(DATA)).toBe(true);
    isBroken = true;
    expect(await alice.session()).not.toBeNull();
    expect(alice.jar.has(DATA)).toBe(false);
    expect(String(logged)).toContain("session.cookieCache.version failed");
  });

  it("is believed for the shorter maxAge as soon as that is configured", async () => {
    const { browser, db } = await makeCached({ maxAge: 3600 });
    const alice = browser();
    await alice.signUp();
    db.prepare("update user set name = 'Renamed'").run();
    const shorter = copyJar(alice, (await makeCached({ maxAge: 60 }, { database: db })).browser());
    advance(59_000);
    expect((await shorter.session()).user.name).toBe("alice");
    advance(1000);
    expect((await shorter.session()).user.name).toBe("Renamed");
  });

  it("is read anew where the table of users got a required field that the copy does not have", async () => {
    const { browser, db } = await makeCached();
    const alice = browser();
    await alice.signUp();
    db.exec("alter table user add column plan text not null default 'free'");
    const user = { additionalFields: { plan: { type: "string", defaultValue: "free" } } } as const;
    const next = copyJar(alice, (await makeCached({}, { database: db, user })).browser());
    expect((await next.session()).user.plan).toBe("free");
  });

  it("is set once an answer, however often the session was read and changed", async () => {
    const { browser } = await makeCached();
    const alice = browser();
    await alice.signUp();
    const changed = await alice.post("/change-password", {
      currentPassword: PASSWORD,
      newPassword: "better horse 2",
      revokeOtherSessions: true,
    });
    expect(changed.status).toBe(200);
    expect(set(changed.cookies).filter((name) => name === DATA)).toHaveLength(1);
    expect((await alice.session()).session.token).toBe(changed.body.token);
    expect((await alice.get("/get-session")).cookies).toEqual([]);
  });

  it("holds the token of the session cookie where stores hold its hash", async () => {
    const { browser, rows, statementsOf } = await makeCached({}, { session: { storeToken: "hashed" } });
    const alice = browser();
    const { token } = (await alice.signUp()).body;
    expect(rows("select token from session")).not.toEqual([{ token }]);
    expect(await statementsOf(async () => expect((await alice.session()).session.token).toBe(token))).toEqual([]);
    expect((await alice.get("/get-session?disableCookieCache=true")).body.session.token).toBe(token);
    expect((await alice.session()).session.token).toBe(token);
  });

  it("is made by the routes that change what it holds", async () => {
    const { browser } = await makeCached();
    const alice = browser();
    await alice.signUp();
    await alice.post("/update-user", { name: "Renamed" });
    expect((await alice.session()).user.name).toBe("Renamed");
  });

  it("is signed by a plugin's signer where there is one, for the strategy jwt alone", async () => {
    const calls: unknown[] = [];
    const signer: CookieCacheSigner = {
      async sign(_ctx, payload, expiresIn) {
        calls.push(["sign", payload.version, expiresIn]);
        return `signed.${Buffer.from(JSON.stringify({ payload, expiresAt: Date.now() + expiresIn * 1000 })).toString("base64url")}`;
      },
      async verify(_ctx, token) {
        calls.push(["verify"]);
        const [head, body = ""] = token.split(".");
        return head === "signed" ? JSON.parse(Buffer.from(body, "base64url").toString()) : null;
      },
    };
    const plugin: BetterAuthPlugin = {
      id: "signer",
      init: (context) => ({
        context: { sessionConfig: { ...context.sessionConfig, cookieCacheSigner: signer } },
      }),
    };
    const { browser, statementsOf } = await makeCached({ strategy: "jwt" }, { plugins: [plugin] });
    const alice = browser();
    await alice.signUp();
    expect(alice.jar.get(DATA)).toMatch(/^signed\./);
    const read = async () =>
      expect((await alice.session()).session.expiresAt).toBe(new Date(Date.now() + 7 * DAY).toISOString());
    expect(await statementsOf(read)).toEqual([]);
    expect(calls).toEqual([["sign", "1", 300], ["verify"]]);
    alice.jar.set(DATA, "other");
    expect(await alice.session()).not.toBeNull();

    const compact = (await makeCached({}, { plugins: [plugin] })).browser();
    await compact.signUp();
    expect(compact.jar.get(DATA)).not.toMatch(/^signed/);
  });

  it("is refused with settings that can only be mistakes", () => {
    const mistakes: [object, RegExp][] = [
      [{ maxAge: 0 }, /session\.cookieCache\.maxAge: expected a number of seconds/],
      [{ maxAge: 34_560_001 }, /session\.cookieCache\.maxAge/],
      [{ strategy: "jws" }, /session\.cookieCache\.strategy: expected "compact", "jwt" or "jwe", got "jws"/],
      [{ refreshCache: { updateAge: -1 } }, /session\.cookieCache\.refreshCache\.updateAge/],
      [{ version: 2 }, /session\.cookieCache\.version: expected a string or a function/],
    ];
    for (const [cookieCache, message] of mistakes) {
      expect(() => betterAuth({ session: { cookieCache } })).toThrow(message);
    }
  });

  it("says that refreshCache has no effect where there is a store", async () => {
    const logged: unknown[] = [];
    const { auth } = await makeCached(
      { refreshCache: true },
      { logger: { log: (...entry: unknown[]) => logged.push(entry) } },
    );
    expect((await auth.$context).sessionConfig.cookieRefreshCache).toBe(false);
    expect(String(logged)).toContain("session.cookieCache.refreshCache");
  });
});
