import { describe, expect, it } from "vitest";
import { memoryAdapter } from "../adapters-memory";
import { createAuthEndpoint, sensitiveSessionMiddleware } from "../api";
import { revokeUnprovenAccountAccess } from "../db";
import { renewOwnSession, signInUser } from "../lifecycle";
import type { Browser } from "../test-support/browser";
import { cheapPasswords, makeAuth, PASSWORD } from "../test-support/instance";
import { makeMailbox } from "../test-support/mailbox";
import { delayed, memoryStorage } from "../test-support/memory-storage";
import { RACE, raceDatabase } from "../test-support/races";
import { databaseName, isOnServer } from "../test-support/test-database";
import type { AdapterFactory, BetterAuthOptions, BetterAuthPlugin, DBAdapter } from "../types";
import type { UserRow } from "../user/store";

// A sign-in looks first and writes the session later. What is taken away in between takes the session along.

type Place = Pick<BetterAuthOptions, "database" | "secondaryStorage" | "session"> & { file?: string };

/** An adapter that knows only what every adapter knows. */
const plain =
  (hasTransactions: boolean): AdapterFactory =>
  (options) => {
    const {
      createIfPresent: _,
      consumeMany: __,
      createIfAbsent: ___,
      ...adapter
    } = memoryAdapter({})(options) as DBAdapter;
    return hasTransactions ? adapter : { ...adapter, transaction: (work) => work(adapter) };
  };

const PLACES: [string, () => Place][] = [
  [databaseName, raceDatabase],
  [
    `${databaseName}, and copies of the sessions in a secondary storage`,
    () => ({
      ...raceDatabase(),
      secondaryStorage: delayed(memoryStorage()),
      session: { storeSessionInDatabase: true },
    }),
  ],
  [
    `${databaseName}, and the sessions in a secondary storage`,
    () => ({ ...raceDatabase(), secondaryStorage: delayed(memoryStorage()) }),
  ],
];
const IN_MEMORY: [string, () => Place][] = [
  ["the memory adapter", () => ({ database: memoryAdapter({}) })],
  ["an adapter of others", () => ({ database: plain(true) })],
  ["an adapter of others without transactions", () => ({ database: plain(false) })],
];

/** Somebody who waits, and whoever lets them go on. */
function makeGate() {
  let isArmed = false;
  let arrive = () => {};
  let open = () => {};
  const arrived = new Promise<void>((resolve) => (arrive = resolve));
  const opened = new Promise<void>((resolve) => (open = resolve));
  return {
    /** The next one who comes waits. */
    arm: () => void (isArmed = true),
    pass: async () => {
      if (!isArmed) return;
      isArmed = false;
      arrive();
      await opened;
    },
    arrived,
    open: () => open(),
  };
}

/** Ways in and out that a plugin brings: each looks, waits at the gate, and then writes. */
const doors = (gate: () => Promise<void>) =>
  ({
    id: "doors",
    endpoints: {
      signInByKey: createAuthEndpoint("/sign-in/key", { method: "POST" }, async (ctx) => {
        const found = await ctx.context.internalAdapter.findUserByEmail("alice@example.com");
        await gate();
        return { status: (await signInUser(ctx, found?.user as UserRow, { id: "key" })).status };
      }),
      renew: createAuthEndpoint("/renew", { method: "POST", use: [sensitiveSessionMiddleware] }, async (ctx) => {
        await gate();
        return { token: (await renewOwnSession(ctx, ctx.context.session)).session.token };
      }),
    },
  }) satisfies BetterAuthPlugin;

async function setUp(place: Place) {
  const { send, last } = makeMailbox();
  const gate = makeGate();
  const made = await makeAuth({
    ...place,
    plugins: [doors(gate.pass)],
    emailAndPassword: {
      enabled: true,
      password: {
        hash: cheapPasswords.hash,
        async verify(input) {
          const isRight = await cheapPasswords.verify(input);
          await gate.pass();
          return isRight;
        },
      },
      sendResetPassword: send("reset"),
      revokeSessionsOnPasswordReset: true,
    },
  });
  const alice = made.browser("alice");
  const { body } = await alice.signUp();
  const context = await made.auth.$context;
  async function reset(newPassword = "better horse 1") {
    await made.browser("x").post("/request-password-reset", { email: "alice@example.com" });
    expect((await made.browser("x").post("/reset-password", { token: last().token, newPassword })).status).toBe(200);
  }
  /** Does the rest of the first while the second waits where the gate is. */
  async function overtake(slow: () => Promise<{ status: number }>, fast: () => Promise<unknown>) {
    gate.arm();
    const answer = slow();
    await gate.arrived;
    await fast();
    gate.open();
    return (await answer).status;
  }
  const prove = () => revokeUnprovenAccountAccess({ context }, body.user.id);
  return { ...made, alice, context, reset, prove, overtake, userId: body.user.id as string };
}

const isSignedIn = async (browser: Browser) => (await browser.session()) !== null;

describe.each(isOnServer ? PLACES : [...PLACES, ...IN_MEMORY])("on %s, what was overtaken ends:", (_, place) => {
  it("a sign-in whose password was right, by a reset", async () => {
    const { alice, browser, reset, overtake } = await setUp(place());
    const mallory = browser("alice");
    expect(await overtake(() => mallory.signIn(), reset)).toBe(401);
    expect(await isSignedIn(mallory)).toBe(false);
    expect((await alice.signIn({ password: "better horse 1" })).status).toBe(200);
  });

  it("a sign-in whose password was right, by the proof of the address (advisory 15)", async () => {
    const { browser, prove, overtake } = await setUp(place());
    const mallory = browser("alice");
    expect(await overtake(() => mallory.signIn(), prove)).toBe(401);
    expect(await isSignedIn(mallory)).toBe(false);
  });

  it("a sign-in by another way than a password, by the proof of the address", async () => {
    const { browser, prove, overtake } = await setUp(place());
    const mallory = browser("alice");
    expect(await overtake(() => mallory.post("/sign-in/key"), prove)).toBe(401);
    expect(await isSignedIn(mallory)).toBe(false);
    expect((await mallory.post("/sign-in/key")).status).toBe(200);
  });

  it("a session that is being renewed, by a reset", async () => {
    const { alice, reset, overtake } = await setUp(place());
    expect(await overtake(() => alice.post("/renew"), reset)).toBe(401);
    expect(await isSignedIn(alice)).toBe(false);
  });

  it("a change of the password by whoever knows the old one, by a reset", async () => {
    const { alice, browser, reset, overtake } = await setUp(place());
    const change = { currentPassword: PASSWORD, newPassword: "mallory's horse", revokeOtherSessions: true };
    expect(await overtake(() => alice.post("/change-password", change), reset)).toBe(400);
    expect(await isSignedIn(alice)).toBe(false);
    expect((await browser("alice").signIn({ password: "mallory's horse" })).status).toBe(401);
    expect((await browser("alice").signIn({ password: "better horse 1" })).status).toBe(200);
  });

  it("not what nobody overtakes", async () => {
    const { browser, overtake } = await setUp(place());
    const slow = browser("alice");
    expect(
      await overtake(
        () => slow.signIn(),
        async () => {},
      ),
    ).toBe(200);
    expect(await isSignedIn(slow)).toBe(true);
  });

  it("sign-ins with the old password, all at once with its change", RACE, async () => {
    const { alice, browser } = await setUp(place());
    const others = Array.from({ length: 20 }, () => browser("alice"));
    const change = { currentPassword: PASSWORD, newPassword: "better horse 1", revokeOtherSessions: true };
    const [changed, ...answers] = await Promise.all([
      alice.post("/change-password", change),
      ...others.map((other) => other.signIn()),
    ]);
    expect(changed.status).toBe(200);
    for (const { status } of answers) expect([200, 401]).toContain(status);
    for (const other of others) expect(await isSignedIn(other)).toBe(false);
    expect(await isSignedIn(alice)).toBe(true);
  });

  it("sign-ins of whoever planted the user, all at once with the proof of the address", RACE, async () => {
    const { browser, prove } = await setUp(place());
    const others = Array.from({ length: 20 }, () => browser("alice"));
    const [proved] = await Promise.all([prove(), ...others.map((other) => other.signIn())]);
    expect(proved?.emailVerified).toBe(true);
    for (const other of others) expect(await isSignedIn(other)).toBe(false);
  });
});
