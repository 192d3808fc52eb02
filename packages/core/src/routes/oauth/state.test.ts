import { afterEach, describe, expect, it, vi } from "vitest";
import { fakeProvider } from "../../test-support/fake-provider";
import { listenToLog } from "../../test-support/log-lines";
import { memoryStorage } from "../../test-support/memory-storage";
import { FIFTY, RACE, raceDatabase } from "../../test-support/races";
import { comeBack, locationOf, makeSocial, signInSocial, startSocial } from "../../test-support/social";

afterEach(() => vi.useRealTimers());

const PLACES: [string, () => Parameters<typeof makeSocial>[0]][] = [
  ["in the database", () => ({})],
  ["in a secondary storage", () => ({ secondaryStorage: memoryStorage(), session: { storeSessionInDatabase: true } })],
  ["in a cookie", () => ({ account: { storeStateStrategy: "cookie" } })],
];
const good = (state: string) => ({ code: "good", state });
const ERROR_PAGE = "http://localhost:3000/api/auth/error?error=";

describe.each(PLACES)("a state that is kept %s", (place, options) => {
  const make = () => makeSocial(options(), [fakeProvider(), fakeProvider("other")]);
  const isInCookie = place === "in a cookie";

  it("has to be there, and known (advisory 64)", async () => {
    const { browser } = await make();
    expect(locationOf(await comeBack(browser(), "fake", { code: "good" }))).toBe(`${ERROR_PAGE}state_not_found`);
    expect(locationOf(await comeBack(browser(), "fake", good("unknown")))).toBe(`${ERROR_PAGE}state_mismatch`);
    const alice = browser();
    await startSocial(alice, "fake");
    expect(locationOf(await comeBack(alice, "fake", good("unknown")))).toBe(`${ERROR_PAGE}state_mismatch`);
  });

  it("serves the browser that took it along, and no other (advisory 19)", async () => {
    const { browser, rows } = await make();
    const mallory = browser("mallory");
    const { state } = await startSocial(mallory, "fake");
    const victim = browser("victim");
    const own = await startSocial(victim, "fake");
    expect(locationOf(await comeBack(victim, "fake", good(state)))).toMatch(/error=state_mismatch$/);
    expect(locationOf(await comeBack(browser("x"), "fake", good(own.state)))).toMatch(/error=state_mismatch$/);
    expect(rows("select * from session")).toEqual([]);
    expect(rows("select * from user")).toEqual([]);
  });

  it("serves the provider that it was made for, and no other (advisory 58)", async () => {
    const { browser, fake, rows } = await make();
    const alice = browser();
    const { state } = await startSocial(alice, "fake");
    expect(locationOf(await comeBack(alice, "other", good(state)))).toBe("/sorry?error=state_mismatch");
    expect(locationOf(await comeBack(alice, "nobody", good(state)))).toMatch(/error=state_mismatch$/);
    expect(fake.exchanged).toEqual([]);
    expect(rows("select * from session")).toEqual([]);
  });

  it("is good for ten minutes", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const { browser } = await make();
    const alice = browser();
    const { state } = await startSocial(alice, "fake");
    vi.setSystemTime(Date.now() + 601_000);
    expect(locationOf(await comeBack(alice, "fake", good(state)))).toMatch(/error=state_mismatch$/);
  });

  it("is spent once", async () => {
    const { browser, rows } = await make();
    const alice = browser();
    const { state } = await startSocial(alice, "fake");
    const jar = new Map(alice.jar);
    expect(locationOf(await comeBack(alice, "fake", good(state)))).toBe("/done");
    expect(locationOf(await comeBack(alice, "fake", good(state)))).toMatch(/error=state_mismatch$/);
    if (isInCookie) return;
    // With every cookie of before, too; a state in a cookie lives in the browser, and the code is what is spent there.
    const twin = Object.assign(browser(), { jar });
    expect(locationOf(await comeBack(twin, "fake", good(state)))).toMatch(/error=state_mismatch$/);
    expect(rows("select * from session")).toHaveLength(1);
  });

  it("is not spent by looking", async () => {
    const { browser } = await make();
    const alice = browser();
    const { state } = await startSocial(alice, "fake");
    await alice.send("HEAD", `/callback/fake?code=good&state=${state}`);
    expect(locationOf(await comeBack(alice, "fake", good(state)))).toBe("/done");
  });

  it("keeps what only the server may say", async () => {
    const { browser, fake } = await make();
    const alice = browser();
    const additionalData = { link: { userId: "x", email: "x" }, codeVerifier: "mine", boundTo: null, serverContext: 1 };
    expect(locationOf(await signInSocial(alice, "fake", { additionalData }))).toBe("/done");
    expect(fake.exchanged[0]?.codeVerifier).toHaveLength(128);
  });

  it("hands on what the provider refused, after it was spent", async () => {
    const { browser } = await make();
    const alice = browser();
    const refused = { error: "access_denied", error_description: `User said ${"no ".repeat(200)}` };
    const { state } = await startSocial(alice, "fake");
    const location = locationOf(await comeBack(alice, "fake", { ...refused, state })) as string;
    expect(location).toMatch(/^\/sorry\?error=access_denied&error_description=User%20said%20no/);
    expect(decodeURIComponent(location).length).toBeLessThan(300);
    expect(locationOf(await comeBack(alice, "fake", good(state)))).toMatch(/error=state_mismatch$/);
  });
});

describe("a state", () => {
  it("that fifty callbacks bring at once opens one session", RACE, async () => {
    const { browser, rows } = await makeSocial(raceDatabase());
    const alice = browser();
    const { state } = await startSocial(alice, "fake");
    const twins = FIFTY.map(() => Object.assign(browser(), { jar: new Map(alice.jar) }));
    const answers = await Promise.all(twins.map((twin) => comeBack(twin, "fake", good(state))));
    const locations = answers.map(locationOf);
    expect(locations.filter((location) => location === "/done")).toHaveLength(1);
    expect(rows("select * from session")).toHaveLength(1);
  });

  it("in a cookie is sealed for that alone (advisories 18, 63)", async () => {
    const { browser, auth } = await makeSocial({ account: { storeStateStrategy: "cookie" } });
    const alice = browser();
    await startSocial(alice, "fake");
    const { symmetricDecrypt, symmetricEncrypt } = await import("../../crypto");
    const { secretConfig } = await auth.$context;
    const sealed = alice.jar.get("better-auth.oauth_state") as string;
    await expect(symmetricDecrypt({ key: secretConfig, data: sealed })).rejects.toThrow();
    // What the secret itself has encrypted is no state.
    const forged = { callbackURL: "/", codeVerifier: "v", oauthState: "mine", expiresAt: Date.now() + 60_000 };
    const data = JSON.stringify({ ...forged, boundTo: { providerId: "fake", redirectURI: "x" } });
    alice.jar.set("better-auth.oauth_state", await symmetricEncrypt({ key: secretConfig, data }));
    expect(locationOf(await comeBack(alice, "fake", good("mine")))).toMatch(/error=state_mismatch$/);
  });

  it("in a cookie that no browser keeps is said to be too long", async () => {
    const { lines, logger } = listenToLog();
    const { browser } = await makeSocial({ logger, account: { storeStateStrategy: "cookie" } });
    await startSocial(browser(), "fake", { additionalData: { cart: "x".repeat(500) } });
    expect(lines.filter((line) => line.startsWith("error"))).toEqual([]);
    await startSocial(browser(), "fake", { additionalData: { cart: "x".repeat(4000) } });
    expect(lines.filter((line) => line.startsWith("error")).join()).toMatch(/longer than the 4096 .* additionalData/);
  });

  it("may come back in another browser where the options say so", async () => {
    const { browser } = await makeSocial({ account: { skipStateCookieCheck: true } });
    const { state } = await startSocial(browser(), "fake");
    expect(locationOf(await comeBack(browser("other"), "fake", good(state)))).toBe("/done");
  });
});

describe("a callback that is posted", () => {
  it("comes again with the browser's cookies, from whatever site the form is", async () => {
    const { browser } = await makeSocial();
    const alice = browser();
    const { state } = await startSocial(alice, "fake");
    const form = new URLSearchParams({ code: "good", state, user: '{"name":{}}', more: "x" });
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    const posted = await alice.send("POST", "/callback/fake", form.toString(), {
      origin: "https://idp.example",
      headers,
    });
    expect(posted.status).toBe(302);
    const target = new URL(locationOf(posted) as string);
    expect(target.searchParams.has("more")).toBe(false);
    expect(await alice.session()).toBeNull();
    expect(locationOf(await alice.get(target.href))).toBe("/done");
  });
});

describe("an issuer (RFC 9207)", () => {
  it("has to be the provider's own, and to be there where it always is", async () => {
    const issuing = fakeProvider("issuing", { issuer: "https://issuing.example", sendsIssuer: true });
    const { browser } = await makeSocial({}, [issuing]);
    const back = async (more: Record<string, string>) => {
      const alice = browser();
      const { state } = await startSocial(alice, "issuing");
      return locationOf(await comeBack(alice, "issuing", { ...good(state), ...more }));
    };
    expect(await back({})).toBe("/sorry?error=issuer_missing");
    expect(await back({ iss: "https://evil.example" })).toBe("/sorry?error=issuer_mismatch");
    expect(await back({ iss: "https://issuing.example" })).toBe("/done");
  });
});

describe("what begins a sign-in", () => {
  it("is refused for providers that are not there, for foreign targets, for reserved parameters (advisory 51) and for data without a floor", async () => {
    const { lines, logger } = listenToLog();
    const { browser } = await makeSocial();
    const post = (body: object) => browser().post("/sign-in/social", body);
    const nobody = await makeSocial({ logger });
    await nobody.browser().post("/sign-in/social", { provider: "n".repeat(5000) });
    expect(lines.find((line) => line.includes("not configured"))?.length).toBeLessThan(300);
    expect(await post({ provider: "nobody" })).toMatchObject({ status: 404, body: { code: "PROVIDER_NOT_FOUND" } });
    for (const target of ["callbackURL", "errorCallbackURL", "newUserCallbackURL"]) {
      expect((await post({ provider: "fake", [target]: "https://evil.example" })).status).toBe(403);
    }
    for (const [levels, status] of [
      [20, 200],
      [40_000, 400],
    ] as const) {
      const data = `{"provider":"fake","callbackURL":"/","additionalData":{"x":${"[".repeat(levels)}${"]".repeat(levels)}}}`;
      const headers = { "content-type": "application/json" };
      expect((await browser().send("POST", "/sign-in/social", data, { headers })).status).toBe(status);
    }
    for (const name of ["state", "redirect_uri", "code_challenge", "client_id", "scope", "nonce"]) {
      expect((await post({ provider: "fake", additionalParams: { [name]: "mine" } })).status).toBe(400);
    }
  });

  it("is a POST: a link begins nothing (advisory 99)", async () => {
    const { browser } = await makeSocial();
    for (const path of ["/sign-in/social?provider=fake", "/link-social?provider=fake"])
      expect((await browser().get(path)).status).toBe(405);
  });
});
