import { describe, expect, it, vi } from "vitest";
import { fakeProvider } from "../test-support/fake-provider";
import { memoryStorage } from "../test-support/memory-storage";
import { makeAsking, PAGE, silentProvider } from "../test-support/missing-email";
import { linkSocial, locationOf, makeSocial, signInSocial } from "../test-support/social";
import type { AuthEvent, BetterAuthPlugin, SignInRequirement } from "../types";

const HEDY = "hedy@example.com";
const asked = `${PAGE}?provider=fake`;

describe("somebody new whose provider tells no address", () => {
  it("is asked for one, proves it, and is signed up (advisory 43)", async () => {
    const { browser, begin, type, open, mails, last, rows } = await makeAsking();
    const hedy = browser("hedy");
    expect(locationOf(await begin(hedy, { newUserCallbackURL: "/welcome" }))).toBe(asked);
    expect(await hedy.session()).toBeNull();
    expect([...hedy.jar.keys()]).toEqual(["better-auth.provider_sign_in"]);
    for (const table of ["user", "account", "session"]) expect(rows(`select * from ${table}`), table).toEqual([]);

    expect(await type(hedy, "Hedy@Example.com")).toMatchObject({ status: 200, body: { status: true } });
    const { token } = last();
    expect(mails).toEqual([
      {
        email: HEDY,
        token,
        url: `http://localhost:3000/api/auth/sign-in/social/email/callback?token=${token}`,
        provider: { id: "fake", name: "fake" },
      },
    ]);
    expect(await hedy.session()).toBeNull();
    expect(rows("select * from user")).toEqual([]);

    expect(locationOf(await open(hedy))).toBe("/welcome");
    expect((await hedy.session()).user).toMatchObject({ email: HEDY, emailVerified: true, name: "Hedy" });
    expect([...hedy.jar.keys()]).toEqual(["better-auth.session_token"]);
    expect(rows("select providerId, accountId, accessToken, scope from account")).toEqual([
      { providerId: "fake", accountId: "1", accessToken: "fake-access", scope: "profile,email" },
    ]);
    expect(rows("select * from verification")).toEqual([]);
    // From now on the account is enough.
    const later = browser("later");
    expect(locationOf(await begin(later))).toBe("/done");
    expect((await later.session()).user.email).toBe(HEDY);
  });

  it("is asked by a page that brings an ID token, too, and knows where to go", async () => {
    const { browser, type, open } = await makeAsking();
    const body = { provider: "fake", idToken: { token: "good" }, newUserCallbackURL: "/welcome" };
    const url = `http://localhost:3000${asked}`;
    const silent = await browser("x").post("/sign-in/social", { ...body, disableRedirect: true });
    expect(silent).toMatchObject({ status: 200, body: { redirect: false, url, emailRequired: true } });
    expect(locationOf(silent)).toBeNull();
    const hedy = browser("hedy");
    const answer = await hedy.post("/sign-in/social", body);
    expect(answer).toMatchObject({ status: 200, body: { redirect: true, url, emailRequired: true } });
    expect(locationOf(answer)).toBe(url);
    await type(hedy, HEDY);
    expect(locationOf(await open(hedy))).toBe("/welcome");
    // Who is known needs no address.
    const later = browser("later");
    expect((await later.post("/sign-in/social", body)).body.user).toMatchObject({ email: HEDY });
    expect((await later.session()).user.email).toBe(HEDY);
  });

  it("is asked on a page of a trusted origin, and led to where the call said", async () => {
    const page = "https://app.example/complete?step=2";
    const { browser, begin, type, open } = await makeAsking({ trustedOrigins: ["https://app.example"] }, { page });
    const hedy = browser();
    expect(locationOf(await begin(hedy, { callbackURL: "https://app.example/home" }))).toBe(`${page}&provider=fake`);
    await type(hedy, HEDY);
    expect(locationOf(await open(hedy))).toBe("https://app.example/home");
  });

  it("is refused where nobody is asked, and the log names the option", async () => {
    const log = vi.fn();
    const { browser, rows } = await makeSocial({ logger: { level: "warn", log } }, [silentProvider()]);
    expect(locationOf(await signInSocial(browser()))).toBe("/sorry?error=email_not_found");
    expect(log.mock.calls.map(([, message]) => message)).toEqual([expect.stringContaining("account.missingEmail")]);
    const idToken = await browser().post("/sign-in/social", { provider: "fake", idToken: { token: "good" } });
    expect(idToken).toMatchObject({ status: 401, body: { code: "USER_EMAIL_NOT_FOUND" } });
    expect(rows("select * from verification")).toEqual([]);
    expect((await browser().post("/sign-in/social/email", { email: HEDY })).body.code).toBe(
      "PENDING_SIGN_IN_NOT_FOUND",
    );
    expect(locationOf(await browser().get("/sign-in/social/email/callback?token=x"))).toBe(
      "http://localhost:3000/api/auth/error?error=pending_sign_in_not_found",
    );
  });

  it("is refused when the page is of an origin that nobody trusts", async () => {
    const log = vi.fn();
    const { browser, begin, rows } = await makeAsking(
      { logger: { level: "error", log } },
      { page: "https://app.example/complete" },
    );
    expect(locationOf(await begin(browser()))).toBe("/sorry?error=email_not_found");
    expect(log.mock.calls.map(([, message]) => message)).toEqual([expect.stringContaining("trustedOrigins")]);
    expect(rows("select * from verification")).toEqual([]);
  });

  it("is refused when what the provider says is too long to be kept", async () => {
    const log = vi.fn();
    const fake = silentProvider();
    fake.person = { sub: "1", name: "x".repeat(30_000) };
    const { browser, begin, rows } = await makeAsking({ logger: { level: "error", log } }, {}, [fake]);
    expect(locationOf(await begin(browser()))).toBe("/sorry?error=email_not_found");
    expect(log).toHaveBeenCalledOnce();
    expect(rows("select * from verification")).toEqual([]);
  });

  it("does not need to be asked when the application knows the address", async () => {
    const { browser, begin, fake } = await makeAsking();
    fake.person = { sub: "1", email: "mapped@example.com", name: "Mapped" };
    const one = browser();
    expect(locationOf(await begin(one))).toBe("/done");
    expect((await one.session()).user).toMatchObject({ email: "mapped@example.com", emailVerified: false });
  });

  it("is let in by the rules of the provider, after the proof", async () => {
    const closed = fakeProvider("fake", { disableSignUp: true, requireEmailVerification: true });
    closed.person = { sub: "1", name: "Hedy" };
    const { browser, db, rows, signUp } = await makeAsking({}, {}, [closed]);
    expect(locationOf(await signUp(browser("hedy"), HEDY))).toBe("/sorry?error=signup_disabled");
    expect(rows("select * from user")).toEqual([]);
    // Whoever is here already is nobody new.
    await browser("hedy").signUp();
    db.exec("update user set emailVerified = 1");
    expect(locationOf(await signUp(browser("x"), HEDY))).toBe("/done");
    const asking = fakeProvider("fake", { disableImplicitSignUp: true });
    asking.person = { sub: "1", name: "Hedy" };
    const other = await makeAsking({}, {}, [asking]);
    const hedy = other.browser();
    await other.begin(hedy, { requestSignUp: true });
    await other.type(hedy, HEDY);
    expect(locationOf(await other.open(hedy))).toBe("/done");
  });

  it("is judged by user.validateUserInfo with the address that was proved", async () => {
    const seen: unknown[] = [];
    const { browser, signUp, rows } = await makeAsking({
      user: {
        validateUserInfo: ({ user, source }) => {
          seen.push({ email: user.email, source });
          return { error: "not_invited" };
        },
      },
    });
    expect(locationOf(await signUp(browser(), HEDY))).toBe("/sorry?error=not_invited");
    const oauth = { providerId: "fake", profile: { sub: "1", name: "Hedy" } };
    expect(seen).toEqual([{ email: HEDY, source: { action: "create-user", method: "oauth", oauth } }]);
    expect(rows("select * from user")).toEqual([]);
  });

  it("keeps what the profile was mapped to, dates as dates, and tokens as the options say", async () => {
    const born = new Date("1994-11-09T00:00:00.000Z");
    const fake = fakeProvider("fake", {
      async getUserInfo() {
        return { user: { name: "Hedy", emailVerified: false, born, plan: "free" }, data: { sub: "1", born: "x" } };
      },
    });
    const accessTokenExpiresAt = new Date(Date.now() + 3_600_000);
    fake.tokens = { accessToken: "secret-access", accessTokenExpiresAt, raw: { long: "x".repeat(40_000) } };
    const additionalFields = {
      born: { type: "date", required: false },
      plan: { type: "string", required: false },
    } as const;
    const { auth, browser, begin, type, open, rows } = await makeAsking(
      { user: { additionalFields }, account: { encryptOAuthTokens: true } },
      {},
      [fake],
    );
    const hedy = browser();
    await begin(hedy);
    // No token and no profile stands in the store while it waits.
    expect(JSON.stringify(rows("select * from verification"))).not.toMatch(/secret-access|Hedy|fake/);
    await type(hedy, HEDY);
    expect(JSON.stringify(rows("select * from verification"))).not.toMatch(/hedy/i);
    await open(hedy);
    expect((await hedy.session()).user).toMatchObject({ born: born.toISOString(), plan: "free" });
    const { adapter } = await auth.$context;
    const [account] = await adapter.findMany<Record<string, unknown>>({ model: "account" });
    expect(account?.accessTokenExpiresAt).toEqual(accessTokenExpiresAt);
    expect(account?.accessToken).not.toBe("secret-access");
  });

  it("is somebody whom hooks and subscribers hear of, with what the sign-in was begun with", async () => {
    const { getOAuthState } = await import("../api");
    const seen: unknown[] = [];
    const events: AuthEvent[] = [];
    const log: BetterAuthPlugin = { id: "log", events: [{ handle: (event) => void events.push(event) }] };
    const { browser, begin, type, open } = await makeAsking({
      plugins: [log],
      databaseHooks: { user: { create: { before: async () => void seen.push(await getOAuthState()) } } },
    });
    const hedy = browser();
    await begin(hedy, { additionalData: { invite: "abc" } });
    expect(events).toEqual([]);
    await type(hedy, HEDY);
    await open(browser("other"));
    expect(events).toMatchObject([
      { type: "sign-in.failed", factor: "social-email", reason: "pending_sign_in_not_found" },
    ]);
    await open(hedy);
    expect(seen).toMatchObject([{ invite: "abc", callbackURL: "/done" }]);
    expect(events.map(({ type }) => type)).toEqual(
      expect.arrayContaining(["user.created", "account.created", "session.created", "sign-in.succeeded"]),
    );
    expect(events).toContainEqual(expect.objectContaining({ type: "sign-in.succeeded", factor: "social:fake" }));
  });

  it("still owes what everybody owes: a requirement stands before the session", async () => {
    const factors: unknown[] = [];
    const second: SignInRequirement = {
      id: "second",
      order: 500,
      evaluate: (_user, factor) => {
        factors.push(factor);
        return { status: "pending", identifier: "x", response: { owed: true }, page: "/second" };
      },
    };
    const { browser, signUp, rows } = await makeAsking({ plugins: [{ id: "second", signInRequirements: [second] }] });
    const hedy = browser();
    expect(locationOf(await signUp(hedy, HEDY))).toBe("/second?owed=true&callbackURL=%2Fwelcome");
    expect(await hedy.session()).toBeNull();
    expect(rows("select * from session")).toEqual([]);
    // Mail is what they came in by, so it is no second factor.
    expect(factors).toEqual([{ id: "social:fake", provesEmail: true }]);
  });

  it("waits in a secondary storage as well", async () => {
    const secondaryStorage = memoryStorage();
    const { browser, begin, type, open, mails } = await makeAsking({ secondaryStorage });
    const hedy = browser();
    await begin(hedy);
    await type(hedy, "wrong@example.com");
    await type(hedy, HEDY);
    expect(secondaryStorage.keys()).toEqual([expect.stringMatching(/^verification:/)]);
    expect(locationOf(await open(hedy, mails[0]))).toBe(`${PAGE}?error=invalid_token`);
    expect(locationOf(await open(hedy))).toBe("/done");
    expect((await hedy.session()).user.email).toBe(HEDY);
  });
});

describe("somebody who is signed in", () => {
  it("adds an account whose provider tells no address, and is asked for nothing", async () => {
    const { browser, mails, rows } = await makeAsking();
    const alice = browser();
    await alice.signUp();
    expect(locationOf(await linkSocial(alice))).toBe("/done");
    expect(rows("select accountId from account where providerId = 'fake'")).toEqual([{ accountId: "1" }]);
    expect(await alice.post("/link-social", { provider: "fake", idToken: { token: "good" } })).toMatchObject({
      status: 200,
      body: { status: true },
    });
    expect((await alice.session()).user).toMatchObject({ email: "alice@example.com", emailVerified: false });
    expect(mails).toEqual([]);
    expect(rows("select * from user")).toHaveLength(1);
  });

  it("has to have proved of late who they are", async () => {
    const { browser, db, rows } = await makeAsking({ session: { freshAge: 60 } });
    const alice = browser();
    await alice.signUp();
    const longAgo = new Date(Date.now() - 120_000).toISOString();
    db.prepare("update session set createdAt = ?, authenticatedAt = null").run(longAgo);
    expect(locationOf(await linkSocial(alice))).toBe("/sorry?error=session_not_fresh");
    expect(await alice.post("/link-social", { provider: "fake", idToken: { token: "good" } })).toMatchObject({
      status: 403,
      body: { code: "SESSION_NOT_FRESH" },
    });
    expect(rows("select * from account where providerId = 'fake'")).toEqual([]);
  });

  it("does not where nobody is asked for an address", async () => {
    const { browser } = await makeSocial({}, [silentProvider()]);
    const alice = browser();
    await alice.signUp();
    expect(locationOf(await linkSocial(alice))).toBe("/sorry?error=unable_to_link_account");
    expect(await alice.post("/link-social", { provider: "fake", idToken: { token: "good" } })).toMatchObject({
      status: 401,
      body: { code: "USER_EMAIL_NOT_FOUND" },
    });
  });
});
