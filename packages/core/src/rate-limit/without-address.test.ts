import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createAuthEndpoint } from "../endpoint/create-endpoint";
import { makeAuth } from "../test-support/instance";

const from = (address: string) => ({ headers: { "x-forwarded-for": address } });
const ALICE = { email: "alice@example.com", password: "a wrong one" };

beforeEach(() => vi.useFakeTimers({ toFake: ["Date"], now: Date.UTC(2030, 0, 15) }));
afterEach(() => vi.useRealTimers());

/** An instance whose limits are on; nobody that `browser` makes has an address. */
const limited = (over: object = {}) => makeAuth({ rateLimit: { enabled: true, ...over } });

describe("requests without an address that can be believed", () => {
  it("are counted by the account they name, so that one client does not lock the others out", async () => {
    const { browser } = await limited();
    const attacker = browser("attacker");
    const statuses = async (email: string, times: number) => {
      const got: number[] = [];
      for (let i = 0; i < times; i++) got.push((await attacker.post("/sign-in/email", { ...ALICE, email })).status);
      return got;
    };
    expect(await statuses("alice@example.com", 5)).toEqual([401, 401, 401, 429, 429]);
    expect((await browser("bob").signUp()).status).toBe(200);
    expect((await browser("bob").signIn()).status).toBe(200);
  });

  it("are one account in every spelling, and none when it is no text", async () => {
    const { browser } = await limited();
    const statuses: number[] = [];
    for (const email of ["Bob@example.com", "BOB@EXAMPLE.COM", " bob@example.com", "bob@example.com"])
      statuses.push((await browser().post("/sign-in/email", { ...ALICE, email })).status);
    expect(statuses.map((status) => status === 429)).toEqual([false, false, false, true]);
    const odd: number[] = [];
    for (const email of [1, null, ["x"], undefined])
      odd.push((await browser().post("/sign-in/email", { email })).status);
    expect(odd).toEqual([400, 400, 400, 429]);
  });

  it("have all together the looser of the route's and the general rule, so that trying many accounts ends", async () => {
    const spray = async (rateLimit: object) => {
      const { browser } = await limited({ window: 10, ...rateLimit });
      let passed = 0;
      for (let i = 0; i < 12; i++) {
        const email = `user${i}@example.com`;
        if ((await browser().post("/sign-in/email", { ...ALICE, email })).status !== 429) passed++;
      }
      return passed;
    };
    expect(await spray({ max: 5 })).toBe(5);
    expect(await spray({ max: 1 })).toBe(3);
    expect(await spray({ max: 5, customRules: { "/sign-in/*": { window: 10, max: 8 } } })).toBe(8);
  });

  it("are counted as the session they carry, once it is ours", async () => {
    const { browser } = await limited({ customRules: { "/get-session": { window: 10, max: 2 } } });
    const alice = browser("alice");
    const bob = browser("bob");
    await alice.signUp();
    await bob.signUp();
    const status = async (who: typeof alice) => (await who.get("/get-session")).status;
    const stranger = browser();
    expect([await status(stranger), await status(stranger), await status(stranger)]).toEqual([200, 200, 429]);
    expect([await status(alice), await status(alice), await status(alice)]).toEqual([200, 200, 429]);
    expect(await status(bob)).toBe(200);
    for (const [name, value] of alice.jar) stranger.jar.set(name, value.replace(/^./, "_"));
    expect(await status(stranger)).toBe(429);
  });

  it("are not limited together where tracking is turned off, but still by account and by session", async () => {
    const lines: string[] = [];
    const { browser } = await makeAuth({
      rateLimit: { enabled: true, max: 2, customRules: { "/get-session": { window: 10, max: 2 } } },
      advanced: { ipAddress: { disableIpTracking: true } },
      logger: { log: (_level, message) => lines.push(message) },
    });
    expect(lines.filter((line) => line.includes("disableIpTracking"))).toHaveLength(1);
    const alice = browser("alice");
    await alice.signUp();
    const get = async (who: typeof alice, path: string) => (await who.get(path, from("198.51.100.1"))).status;
    const open: number[] = [];
    const signedIn: number[] = [];
    const guesses: number[] = [];
    for (let i = 0; i < 4; i++) {
      open.push(await get(browser(), "/ok"));
      signedIn.push(await get(alice, "/get-session"));
      guesses.push((await browser().post("/sign-in/email", ALICE, from("198.51.100.1"))).status);
    }
    expect(open).toEqual([200, 200, 200, 200]);
    expect(signedIn).toEqual([200, 200, 429, 429]);
    expect(guesses).toEqual([401, 401, 401, 429]);
    expect(lines).toHaveLength(1);
  });

  it("leave neither addresses nor tokens in the store of the counters", async () => {
    const { browser, rows } = await limited({ storage: "database" });
    const alice = browser("alice");
    await alice.signUp();
    await alice.session();
    await alice.signIn();
    const keys = rows("select key from rateLimit").map(({ key }) => String(key));
    expect(keys.map((key) => key.replace(/:[\w+/]{43}=\|/, ":<hash>|")).sort()).toEqual([
      "account:<hash>|/sign-in/email",
      "account:<hash>|/sign-up/email",
      "no-trusted-ip|/sign-in/email",
      "no-trusted-ip|/sign-up/email",
      "session:<hash>|/get-session",
    ]);
    const [{ token }] = rows("select token from session") as [{ token: string }];
    expect(keys.join()).not.toMatch(/alice/i);
    expect(keys.join()).not.toContain(token);
  });

  it("that are refused for where they come from do not count against the account", async () => {
    const { browser } = await limited();
    await browser("alice").signUp();
    const lured = browser();
    lured.jar.set("some", "cookie");
    const statuses: number[] = [];
    for (let i = 0; i < 5; i++)
      statuses.push((await lured.post("/sign-in/email", ALICE, { origin: "https://evil.example" })).status);
    expect(statuses).toEqual([403, 403, 403, 403, 403]);
    expect((await browser("alice").signIn()).status).toBe(200);
  });

  it("are counted by whatever member of the body a plugin's route names", async () => {
    const call = createAuthEndpoint(
      "/call",
      { method: "POST", metadata: { accountField: "phoneNumber" } },
      async () => "called",
    );
    const plugin = {
      id: "phone",
      endpoints: { call },
      rateLimit: [{ window: 10, max: 1, pathMatcher: (path: string) => path === "/call" }],
    };
    const { browser, auth } = await makeAuth({ plugins: [plugin], rateLimit: { enabled: true } });
    const status = async (phoneNumber: string) => (await browser().post("/call", { phoneNumber })).status;
    expect([await status("+1"), await status("+1"), await status("+2")]).toEqual([200, 429, 200]);
    const direct = auth.api as unknown as { call(input: object): Promise<string> };
    for (let i = 0; i < 3; i++) expect(await direct.call({ body: { phoneNumber: "+1" } })).toBe("called");
  });
});

describe("requests with an address", () => {
  it("never count against an account, so that nobody can lock its owner out", async () => {
    const { browser } = await limited();
    await browser("alice").signUp();
    for (let i = 0; i < 30; i++) await browser().post("/sign-in/email", ALICE, from(`198.51.100.${i}`));
    const owner = browser("alice");
    const answer = await owner.post("/sign-in/email", { ...ALICE, password: "correct horse 1" }, from("203.0.113.7"));
    expect(answer.status).toBe(200);
  });
});
