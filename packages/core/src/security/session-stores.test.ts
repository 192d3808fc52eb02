import { createHash } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { memoryAdapter } from "../adapters-memory";
import { Browser } from "../test-support/browser";
import { PASSWORD } from "../test-support/constants";
import { makeAuth } from "../test-support/instance";
import { delayed } from "../test-support/memory-storage";
import { FIFTY, RACE } from "../test-support/races";
import { advance as advanceSeconds, isOnAnotherStorage, openStorage } from "../test-support/storage";
import { isOnServer } from "../test-support/test-database";
import type { BetterAuthOptions, SecondaryStorage } from "../types";

const DAY_MS = 86_400_000;

beforeEach(() => vi.useFakeTimers({ toFake: ["Date"], now: Date.UTC(2030, 0, 15) }));
afterEach(() => vi.useRealTimers());
const advance = (ms: number) => advanceSeconds(ms / 1000);

const tokenOf = (browser: Browser) =>
  decodeURIComponent(browser.jar.get("better-auth.session_token") as string).split(".")[0] as string;
const sha256 = (text: string) => createHash("sha256").update(text).digest("base64url");
/** Another browser with the same cookies. */
const twinOf = (browser: Browser) =>
  Object.assign(new Browser(browser.auth, browser.name), { jar: new Map(browser.jar) });

type Session = NonNullable<BetterAuthOptions["session"]>;
/** Every kind of store that sessions can be in. */
const EVERY_KIND: [string, { memory?: boolean; secondary?: boolean; session?: Session }][] = [
  ["the database", {}],
  ["the memory adapter", { memory: true }],
  ["a secondary storage", { secondary: true }],
  ["both", { secondary: true, session: { storeSessionInDatabase: true } }],
  [
    "both, the database remembering",
    { secondary: true, session: { storeSessionInDatabase: true, preserveSessionInDatabase: true } },
  ],
];
const STORES = EVERY_KIND.filter(
  ([, { memory, secondary }]) => (secondary === true || !isOnAnotherStorage()) && !(memory === true && isOnServer),
);
const EVERY_STORE = STORES.flatMap(([name, store]) =>
  (["plain", "hashed"] as const).map((storeToken) => ({
    name: `${name}, tokens ${storeToken}`,
    ...store,
    session: { ...store.session, storeToken },
  })),
);

/** An instance on a store, with latency where there is a secondary storage. */
async function make({ memory, secondary, session }: (typeof EVERY_STORE)[number]) {
  const storage = await openStorage();
  const options: Parameters<typeof makeAuth>[0] = {
    session: { ...session, freshAge: 0 },
    ...(secondary ? { secondaryStorage: delayed(storage) } : {}),
    ...(memory ? { database: memoryAdapter({}) } : {}),
  };
  const made = await makeAuth(options);
  return { ...made, storage, internalAdapter: (await made.auth.$context).internalAdapter };
}

type Made = Awaited<ReturnType<typeof make>>;

describe.each(EVERY_STORE)("sessions in $name", (store) => {
  /** What ends alice's phone, done by her laptop or by the server. */
  const endings: [string, (made: Made, laptop: Browser, phone: Browser) => Promise<unknown>][] = [
    ["sign-out", (_made, _laptop, phone) => twinOf(phone).post("/sign-out")],
    ["revoke-session", (_made, laptop, phone) => laptop.post("/revoke-session", { token: tokenOf(phone) })],
    ["revoke-sessions", (_made, laptop) => laptop.post("/revoke-sessions")],
    ["revoke-other-sessions", (_made, laptop) => laptop.post("/revoke-other-sessions")],
    [
      "change-password",
      (_made, laptop) =>
        laptop.post("/change-password", {
          currentPassword: PASSWORD,
          newPassword: "better horse 2",
          revokeOtherSessions: true,
        }),
    ],
    ["deleteSession", ({ internalAdapter }, _laptop, phone) => internalAdapter.deleteSession(tokenOf(phone))],
    ["deleteSessions", ({ internalAdapter }, _laptop, phone) => internalAdapter.deleteSessions([tokenOf(phone)])],
    [
      "deleteUserSessions",
      async ({ internalAdapter }, laptop) => internalAdapter.deleteUserSessions((await laptop.session()).user.id),
    ],
    ["deleteUser", async ({ internalAdapter }, laptop) => internalAdapter.deleteUser((await laptop.session()).user.id)],
  ];

  it("an ended session is 401 at once, whatever ended it (advisory 12)", async () => {
    const made = await make(store);
    const bob = made.browser("bob");
    await bob.signUp();
    for (const [name, end] of endings) {
      const [laptop, phone] = [made.browser(name.toLowerCase()), made.browser(name.toLowerCase())];
      expect((await laptop.signUp()).status, name).toBe(200);
      expect((await phone.signIn()).status, name).toBe(200);
      expect((await phone.get("/list-sessions")).status, name).toBe(200);
      await end(made, laptop, phone);
      expect((await twinOf(phone).get("/list-sessions")).status, name).toBe(401);
      expect(await twinOf(phone).session(), name).toBeNull();
      expect((await bob.get("/list-sessions")).status, name).toBe(200);
    }
  });

  it("every sign-in has a token of its own, and an old one is never revived (advisories 85, 86, 102)", async () => {
    const { browser } = await make(store);
    const [laptop, phone] = [browser(), browser()];
    await laptop.signUp();
    const first = twinOf(laptop);
    await laptop.signIn();
    await phone.signIn();
    const second = twinOf(laptop);
    await laptop.post("/change-password", {
      currentPassword: PASSWORD,
      newPassword: "better horse 2",
      revokeOtherSessions: true,
    });
    const tokens = [first, second, phone, laptop].map(tokenOf);
    expect(new Set(tokens).size).toBe(4);
    await laptop.post("/sign-out");
    for (const old of [first, second, phone]) {
      expect((await old.signIn({ password: "better horse 2" })).status).toBe(200);
      expect(tokens).not.toContain(tokenOf(old));
    }
    for (const old of [first, second, phone]) expect(await old.session()).not.toBeNull();
    const { auth } = first;
    for (const token of tokens) {
      const { internalAdapter } = await (auth as unknown as Awaited<ReturnType<typeof makeAuth>>["auth"]).$context;
      expect(await internalAdapter.findSession(token)).toBeNull();
    }
  });

  it("a token that is not quite right finds nothing (advisories 65, 66)", async () => {
    const { browser, internalAdapter } = await make(store);
    const alice = browser();
    const { body } = await alice.signUp();
    const token = tokenOf(alice);
    expect((await internalAdapter.findSession(token))?.session.token).toBe(token);
    const wrong = [
      token.slice(1),
      `${token}x`,
      token.toUpperCase(),
      token.toLowerCase(),
      `${token}%`,
      "",
      body.user.id,
    ];
    for (const other of [
      ...wrong,
      `active-sessions-${body.user.id}`,
      `revoked-sessions-before-${body.user.id}`,
      sha256(token),
    ])
      expect(await internalAdapter.findSession(other), other).toBeNull();
    expect(await internalAdapter.findSessions([...wrong, sha256(token)])).toEqual([]);
  });

  it("fifty refreshes at once leave one session, signed in", RACE, async () => {
    const { browser } = await make(store);
    const alice = browser();
    await alice.signUp();
    await advance(2 * DAY_MS);
    const twins = FIFTY.map(() => twinOf(alice));
    const answers = await Promise.all(twins.map((twin) => twin.session()));
    for (const answer of answers) expect(answer?.user.email).toBe(alice.email);
    expect((await alice.get("/list-sessions")).body).toHaveLength(1);
    expect(new Date((await alice.session()).session.expiresAt).getTime()).toBe(Date.now() + 7 * DAY_MS);
  });

  it.each([
    ["sign-out", (phone: Browser) => phone.post("/sign-out")],
    ["revoke-session", (phone: Browser, laptop: Browser) => laptop.post("/revoke-session", { token: tokenOf(phone) })],
    ["revoke-other-sessions", (_phone: Browser, laptop: Browser) => laptop.post("/revoke-other-sessions")],
    ["revoke-sessions", (_phone: Browser, laptop: Browser) => laptop.post("/revoke-sessions")],
  ])("a refresh that races with %s does not bring the session back", RACE, async (_name, end) => {
    const { browser } = await make(store);
    const laptop = browser();
    await laptop.signUp();
    for (let round = 0; round < 6; round++) {
      const phone = browser();
      if ((await laptop.session()) === null) await laptop.signIn();
      await phone.signIn();
      await advance(2 * DAY_MS);
      await laptop.session();
      const [one, two, three] = [twinOf(phone), twinOf(phone), twinOf(phone)];
      await Promise.all([one.session(), end(twinOf(phone), laptop), two.session(), three.session()]);
      expect(await twinOf(phone).session()).toBeNull();
    }
  });

  it("fifty sign-ins at once are all listed, and all of them can be ended", RACE, async () => {
    const { browser } = await make(store);
    const alice = browser();
    await alice.signUp();
    const phones = FIFTY.map(() => browser());
    const answers = await Promise.all(phones.map((phone) => phone.signIn()));
    expect(answers.map(({ status }) => status)).toEqual(FIFTY.map(() => 200));
    expect((await alice.get("/list-sessions")).body).toHaveLength(51);
    await alice.post("/revoke-other-sessions");
    const left = await Promise.all(phones.map((phone) => phone.session()));
    expect(left.filter((session) => session !== null)).toEqual([]);
    expect(await alice.session()).not.toBeNull();
  });

  it("a user who is deleted while signing in has no session afterwards", RACE, async () => {
    const made = await make(store);
    for (let round = 0; round < 5; round++) {
      const alice = made.browser();
      const { body } = await alice.signUp();
      const phones = FIFTY.slice(0, 5).map(() => made.browser());
      await Promise.all([
        ...phones.slice(0, 2).map((phone) => phone.signIn()),
        made.internalAdapter.deleteUser(body.user.id),
        ...phones.slice(2).map((phone) => phone.signIn()),
      ]);
      for (const browser of [alice, ...phones]) expect(await browser.session()).toBeNull();
    }
  });
});

describe.each(EVERY_STORE.filter(({ secondary }) => secondary))("with a secondary storage: $name", (store) => {
  it.each([
    ["revoke-sessions", (_made: Made, phone: Browser) => phone.post("/revoke-sessions")],
    [
      "deleteUser",
      async ({ internalAdapter }: Made, phone: Browser) => internalAdapter.deleteUser((await phone.session()).user.id),
    ],
  ])("all sessions end although the list lost some of them: %s (advisory 12)", async (_name, end) => {
    const made = await make(store);
    const [laptop, phone] = [made.browser(), made.browser()];
    const { body } = await laptop.signUp();
    await phone.signIn();
    expect(await made.storage.keys()).toContain(`active-sessions-${body.user.id}`);
    await made.storage.delete(`active-sessions-${body.user.id}`);
    await end(made, phone);
    expect([await laptop.session(), await twinOf(phone).session()]).toEqual([null, null]);
  });

  it("a copy that is being written when its session ends does not outlive it", async () => {
    const storage = await openStorage();
    const gate = { closesFor: "", reached: () => {}, open: Promise.resolve() };
    const gated: SecondaryStorage = {
      ...storage,
      async set(key, value, ttl) {
        if (key === gate.closesFor) {
          gate.closesFor = "";
          gate.reached();
          await gate.open;
        }
        return storage.set(key, value, ttl);
      },
    };
    const { browser } = await makeAuth({ secondaryStorage: gated, session: store.session });
    const alice = browser();
    await alice.signUp();
    await advance(2 * DAY_MS);
    let open = () => {};
    gate.open = new Promise((resolve) => (open = resolve));
    const reached = new Promise<void>((resolve) => (gate.reached = resolve));
    gate.closesFor = store.session.storeToken === "hashed" ? sha256(tokenOf(alice)) : tokenOf(alice);
    const refresh = twinOf(alice).session();
    await reached;
    const ended = twinOf(alice).post("/sign-out");
    // What is being written waits until the session was ended.
    for (let turns = 0; turns < 20; turns++) await new Promise(setImmediate);
    open();
    await Promise.all([refresh, ended]);
    expect(await twinOf(alice).session()).toBeNull();
    expect(await storage.keys()).toEqual([]);
  });

  it("a copy that is about to be written when another server ends its session is not written", async () => {
    const storage = await openStorage();
    let reached = () => {};
    let gate: Promise<void> | null = null;
    const gated: SecondaryStorage = {
      ...storage,
      async increment(key, ttl) {
        reached();
        await gate;
        return storage.increment(key, ttl);
      },
    };
    const here = await makeAuth({ secondaryStorage: gated, session: store.session });
    const there = await makeAuth({ ...here.options, plugins: [], database: here.db, secondaryStorage: storage });
    const alice = here.browser();
    await alice.signUp();
    await advance(2 * DAY_MS);
    let open = () => {};
    gate = new Promise((resolve) => (open = resolve));
    const isReached = new Promise<void>((resolve) => (reached = resolve));
    const refresh = twinOf(alice).session();
    await isReached;
    await Object.assign(there.browser(), { jar: new Map(alice.jar) }).post("/sign-out");
    open();
    await refresh;
    expect(await twinOf(alice).session()).toBeNull();
    expect(await storage.keys()).toEqual([]);
  });

  it("a session of somebody who signs in while the user is being deleted ends with the user", async () => {
    let reached = () => {};
    const isReached = new Promise<void>((resolve) => (reached = resolve));
    let goOn = () => {};
    const mayGoOn = new Promise<void>((resolve) => (goOn = resolve));
    const storage = await openStorage();
    const { browser, auth } = await makeAuth({
      session: store.session,
      secondaryStorage: storage,
      // A database without transactions: others see what was done so far.
      database: (options) => {
        const { transaction: _none, ...adapter } = memoryAdapter({})(options);
        return { ...adapter, transaction: (work) => work(adapter) };
      },
      databaseHooks: {
        user: {
          delete: {
            before: async () => {
              reached();
              await mayGoOn;
            },
          },
        },
      },
    });
    const [alice, phone] = [browser(), browser()];
    const { body } = await alice.signUp();
    await phone.signIn();
    const { internalAdapter } = await auth.$context;
    const deletion = internalAdapter.deleteUser(body.user.id);
    await isReached;
    const session = await internalAdapter.createSession(body.user.id);
    expect(await internalAdapter.findSession(session.token)).not.toBeNull();
    goOn();
    await deletion;
    expect(await internalAdapter.findSession(session.token)).toBeNull();
    expect(await phone.session()).toBeNull();
    const late = await internalAdapter.createSession(body.user.id).catch(() => null);
    expect(late && (await internalAdapter.findSession(late.token))).toBeNull();
    expect(await storage.keys()).toEqual([`revoked-sessions-before-${body.user.id}`]);
  });

  it("ending all sessions ends them, however far it gets", async () => {
    const storage = await openStorage();
    let left = Number.POSITIVE_INFINITY;
    const failing = async <T>(work: () => T): Promise<Awaited<T>> => {
      if (left-- <= 0) throw new Error("down");
      return await work();
    };
    const { browser } = await makeAuth({
      session: store.session,
      secondaryStorage: {
        ...storage,
        set: (...args) => failing(() => storage.set(...args)),
        delete: (key) => failing(() => storage.delete(key)),
        getAndDelete: (key) => failing(() => storage.getAndDelete(key)),
        increment: (...args) => failing(() => storage.increment(...args)),
      },
    });
    const [alice, phone] = [browser(), browser()];
    await alice.signUp();
    for (let steps = 1; steps < 8; steps++) {
      await alice.signIn();
      await phone.signIn();
      const before = [twinOf(alice), twinOf(phone)];
      left = steps;
      const { status } = await alice.post("/revoke-sessions");
      left = Number.POSITIVE_INFINITY;
      // A turn that could not be given back is over by now.
      await advance(11_000);
      // With the database deciding, a call that failed has ended nothing for good, and says so.
      if (status === 200 || store.session.storeSessionInDatabase !== true)
        for (const browser of before) expect(await twinOf(browser).session(), `${steps}`).toBeNull();
      await before[0]?.post("/revoke-sessions");
    }
  });

  it("what stands under a token and is no copy of its session is none, and never a 500 (advisory 97)", async () => {
    const { browser, storage, internalAdapter } = await make(store);
    const [alice, bob] = [browser(), browser("bob")];
    const { body } = await alice.signUp();
    await bob.signUp();
    const [key, other] = [alice, bob].map((who) =>
      store.session.storeToken === "hashed" ? sha256(tokenOf(who)) : tokenOf(who),
    ) as [string, string];
    const copy = (await storage.get(key)) as string;
    const spoiled = [
      "{",
      "",
      "null",
      "[]",
      "7",
      '"text"',
      '{"session":{},"user":{}}',
      '{"session":null,"user":null}',
      (await storage.get(other)) as string,
      copy.slice(0, -2),
      copy.replace(key, `${key}x`),
      copy.replace(/"expiresAt":"[^"]*"/, '"expiresAt":"soon"'),
      copy.replace(/"createdAt":"[^"]*",?/, ""),
      copy.replaceAll(body.user.id, "somebody").replace("somebody", body.user.id),
    ];
    const isFoundInDatabase = store.session.storeSessionInDatabase === true && !store.session.preserveSessionInDatabase;
    for (const value of spoiled) {
      await storage.set(key, value);
      const answer = await twinOf(alice).get("/get-session");
      expect(answer.status, value).toBe(200);
      expect(answer.body?.user.email ?? null, value).toBe(isFoundInDatabase ? alice.email : null);
    }
    await storage.set(key, copy);
    for (const value of ["{", "7", "{}", "[1,null,{}]", '[{"token":5,"expiresAt":1e99}]', `[{"token":"${key}"}]`]) {
      await storage.set(`active-sessions-${body.user.id}`, value);
      await storage.set(`revoked-sessions-before-${body.user.id}`, value);
      if (value === "7") await storage.delete(`revoked-sessions-before-${body.user.id}`);
      expect((await twinOf(alice).get("/list-sessions")).status, value).toBe(200);
      expect((await twinOf(alice).post("/update-user", { name: "Alice" })).status, value).toBe(200);
      expect(await internalAdapter.findSession(tokenOf(alice)), value).not.toBeNull();
    }
    expect((await twinOf(alice).post("/sign-out")).status).toBe(200);
    expect(await twinOf(alice).session()).toBeNull();
  });

  it("naming another key as a session removes nothing that stands there", async () => {
    const { browser, storage } = await make(store);
    const [alice, bob] = [browser(), browser("bob")];
    const { body } = await alice.signUp();
    await bob.signUp();
    await storage.set("verification:x", '{"identifier":"x","value":"y"}');
    await browser().signIn();
    const keys = await storage.keys();
    const named = [`active-sessions-${body.user.id}`, "verification:x", tokenOf(bob), sha256(tokenOf(bob)), ...keys];
    for (const token of named.filter((key) => !key.includes(tokenOf(alice)) && key !== sha256(tokenOf(alice))))
      expect((await alice.post("/revoke-session", { token })).body).toEqual({ status: true });
    expect(await storage.keys()).toContain("verification:x");
    expect((await storage.keys()).filter((key) => key.startsWith("active-sessions-"))).toHaveLength(2);
    expect(await bob.session()).not.toBeNull();
    expect(await alice.session()).not.toBeNull();
  });

  it(
    "two servers share one storage: no list loses a sign-in, and what one ends is ended in the other",
    RACE,
    async () => {
      const { browser, storage, db, options } = await make(store);
      const second = await makeAuth({ ...options, plugins: [], database: db, secondaryStorage: delayed(storage) });
      const alice = browser();
      await alice.signUp();
      const phones = FIFTY.slice(0, 6).map((index) => (index % 2 === 0 ? browser() : second.browser()));
      await Promise.all(phones.map((phone) => phone.signIn()));
      expect((await alice.get("/list-sessions")).body).toHaveLength(7);
      await Object.assign(second.browser(), { jar: alice.jar }).post("/revoke-other-sessions");
      for (const phone of phones) expect(await phone.session()).toBeNull();
      expect(await alice.session()).not.toBeNull();
      expect((await storage.keys()).filter((key) => key.startsWith("session-turn-"))).toEqual([]);
    },
  );

  it("a sign-in after all sessions ended counts, although another server's clock runs ahead", async () => {
    const { browser, storage } = await make(store);
    const [alice, phone] = [browser(), browser()];
    const { body } = await alice.signUp();
    await phone.signIn();
    await advance(60_000);
    await alice.post("/revoke-sessions");
    await advance(-60_000);
    await alice.signIn();
    expect(await alice.session()).not.toBeNull();
    const before = Number(await storage.get(`revoked-sessions-before-${body.user.id}`));
    await twinOf(alice).post("/revoke-sessions");
    expect(Number(await storage.get(`revoked-sessions-before-${body.user.id}`))).toBeGreaterThan(before);
    expect(await alice.session()).toBeNull();
  });
});

describe("session.storeToken", () => {
  it.each(STORES)(
    "hashed: what stands in %s signs nobody in (advisory 78)",
    async (_name, { secondary, memory, session }) => {
      const { browser, rows, storage, internalAdapter } = await make({
        name: "",
        memory: memory as boolean,
        secondary: secondary as boolean,
        session: { ...session, storeToken: "hashed" },
      });
      const alice = browser();
      await alice.signUp();
      const token = tokenOf(alice);
      if (!memory && (!secondary || session?.storeSessionInDatabase))
        expect(rows("select token from session")).toEqual([{ token: sha256(token) }]);
      if (secondary) {
        expect(await storage.keys()).toContain(sha256(token));
        const values = await Promise.all((await storage.keys()).map((key) => storage.get(key)));
        expect(JSON.stringify([await storage.keys(), values])).not.toContain(token);
      }
      expect((await alice.session()).session.token).toBe(token);
      expect(await internalAdapter.findSession(sha256(token))).toBeNull();
      expect((await internalAdapter.updateSession(token, { userAgent: "x" }))?.token).toBe(token);
    },
  );

  it("hashed: a list shows the hashes, and each of them, or the token, ends its session", async () => {
    const { browser } = await makeAuth({ session: { storeToken: "hashed" } });
    const [alice, phone, tablet, bob] = [browser(), browser(), browser(), browser("bob")];
    await alice.signUp();
    await phone.signIn();
    await tablet.signIn();
    await bob.signUp();
    const listed = (await alice.get("/list-sessions")).body.map(({ token }: { token: string }) => token);
    expect(listed.sort()).toEqual([alice, phone, tablet].map((who) => sha256(tokenOf(who))).sort());
    await alice.post("/revoke-session", { token: sha256(tokenOf(phone)) });
    await alice.post("/revoke-session", { token: tokenOf(tablet) });
    await alice.post("/revoke-session", { token: sha256(tokenOf(bob)) });
    const all = await Promise.all([alice, phone, tablet, bob].map((who) => who.session()));
    expect(all.map(Boolean)).toEqual([true, false, false, true]);
    const own = await alice.post("/revoke-session", { token: sha256(tokenOf(alice)) });
    expect(own.cookies.join()).toContain("better-auth.session_token=; Max-Age=0");
  });

  it("hashed: who signed in before the change stays signed in, in one statement", async () => {
    const plain = await makeAuth();
    const alice = plain.browser();
    await alice.signUp();
    const hashed = await makeAuth({ database: plain.db, session: { storeToken: "hashed" } });
    const same = Object.assign(hashed.browser(), { jar: alice.jar });
    const statements = await plain.statementsOf(() => same.session());
    expect(statements).toHaveLength(1);
    expect((await same.session()).session.token).toBe(tokenOf(alice));
    await advance(2 * DAY_MS);
    expect((await same.get("/get-session")).cookies).toHaveLength(1);
    await same.post("/revoke-other-sessions");
    expect(await same.session()).not.toBeNull();
    await same.post("/sign-out");
    expect(plain.rows("select * from session")).toEqual([]);
  });
});
