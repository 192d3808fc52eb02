import { describe, expect, it } from "vitest";
import type { Browser } from "../test-support/browser";
import { makeAuth } from "../test-support/instance";
import { openStorage } from "../test-support/storage";
import type { SecondaryStorage } from "../types";

/** Another storage whose calls are counted: those that go out while another is on its way share its round trip. */
function counted(storage: SecondaryStorage) {
  const seen = { calls: 0, trips: 0 };
  let onTheWay = 0;
  const sent = async <T>(work: () => T | PromiseLike<T>): Promise<T> => {
    seen.calls++;
    if (onTheWay++ === 0) seen.trips++;
    try {
      await new Promise(setImmediate);
      return await work();
    } finally {
      onTheWay--;
    }
  };
  const all: SecondaryStorage = {
    get: (key) => sent(() => storage.get(key)),
    set: (key, value, ttl) => sent(() => storage.set(key, value, ttl)),
    delete: (key) => sent(() => storage.delete(key)),
    getAndDelete: (key) => sent(() => storage.getAndDelete(key)),
    increment: (key, ttl) => sent(() => storage.increment(key, ttl)),
  };
  async function during(work: () => Promise<unknown>): Promise<{ calls: number; trips: number }> {
    Object.assign(seen, { calls: 0, trips: 0 });
    await work();
    return { ...seen };
  }
  return { storage: all, during };
}

const tokenOf = (browser: Browser) =>
  decodeURIComponent(browser.jar.get("better-auth.session_token") as string).split(".")[0] as string;

describe("with sessions in a secondary storage alone", () => {
  it("a session is read in one round trip, and in two when a process reads it for the first time", async () => {
    const { storage, during } = counted(await openStorage());
    const first = await makeAuth({ secondaryStorage: storage });
    const alice = first.browser();
    await alice.signUp();
    const second = await makeAuth({ ...first.options, plugins: [], database: first.db, secondaryStorage: storage });
    const there = Object.assign(second.browser(), { jar: alice.jar });
    expect(await during(() => there.session())).toEqual({ calls: 2, trips: 2 });
    expect(await during(() => there.session())).toEqual({ calls: 2, trips: 1 });
    expect(await there.session()).toMatchObject({ user: { email: alice.email } });
  });

  it("hashed tokens cost no round trip more", async () => {
    const { storage, during } = counted(await openStorage());
    const { browser } = await makeAuth({ secondaryStorage: storage, session: { storeToken: "hashed" } });
    const alice = browser();
    await alice.signUp();
    await alice.session();
    expect(await during(() => alice.session())).toEqual({ calls: 2, trips: 1 });
  });

  it("what changes sessions takes the round trips that the page on secondary storage tells", async () => {
    const { storage, during } = counted(await openStorage());
    const { browser } = await makeAuth({ secondaryStorage: storage });
    const [alice, phone, tablet] = [browser(), browser(), browser()];
    await alice.signUp();
    await alice.session();
    const trips = async (work: () => Promise<unknown>) => (await during(work)).trips;
    expect({
      "sign-in": await trips(() => phone.signIn()),
      "another sign-in": await trips(() => tablet.signIn()),
      "list-sessions": await trips(() => alice.get("/list-sessions")),
      "revoke-session": await trips(() => alice.post("/revoke-session", { token: tokenOf(phone) })),
      "sign-out": await trips(() => tablet.post("/sign-out")),
      "update-user": await trips(() => alice.post("/update-user", { name: "Alice 2" })),
    }).toEqual({
      "sign-in": 6,
      "another sign-in": 6,
      "list-sessions": 3,
      "revoke-session": 8,
      "sign-out": 7,
      "update-user": 6,
    });
  });

  it("an owner who is remembered wrongly decides nothing", async () => {
    const storage = await openStorage();
    const { auth, browser } = await makeAuth({ secondaryStorage: storage });
    const [alice, phone, bob] = [browser(), browser(), browser("bob")];
    await alice.signUp();
    const { body } = await bob.signUp();
    await phone.signIn();
    await phone.session();
    // Under the same token stands somebody else's session now.
    const { internalAdapter } = await auth.$context;
    const found = await internalAdapter.findSession(tokenOf(bob));
    const session = { ...found?.session, token: tokenOf(phone) };
    await storage.set(tokenOf(phone), JSON.stringify({ session, user: found?.user }), 60);
    expect((await phone.session()).user.email).toBe(bob.email);
    await internalAdapter.deleteUserSessions(body.user.id);
    await storage.set(tokenOf(phone), JSON.stringify({ session, user: found?.user }), 60);
    expect(await phone.session()).toBeNull();
  });
});
