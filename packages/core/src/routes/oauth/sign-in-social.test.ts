import { describe, expect, it } from "vitest";
import { budget } from "../../test-support/budget";
import { fakeProvider } from "../../test-support/fake-provider";
import { FIFTY, RACE, raceDatabase } from "../../test-support/races";
import { comeBack, locationOf, makeSocial, signInSocial, startSocial } from "../../test-support/social";
import type { AuthEvent, BetterAuthPlugin, SignInRequirement } from "../../types";

const counts = (rows: (sql: string) => Record<string, unknown>[]) =>
  Object.fromEntries(
    ["user", "account", "session", "verification"].map((table) => [
      table,
      Number(rows(`select count(*) as count from ${table}`)[0]?.count),
    ]),
  );

describe("a sign-in with a provider", () => {
  it("makes a user, an account and a session, and knows them the next time", async () => {
    const { browser, auth, rows, fake } = await makeSocial();
    const alice = browser();
    const { url, state } = await startSocial(alice, "fake", { newUserCallbackURL: "/welcome", loginHint: "ada" });
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      redirect_uri: "http://localhost:3000/api/auth/callback/fake",
      login_hint: "ada",
    });
    const first = await comeBack(alice, "fake", { code: "good", state });
    expect([first.status, locationOf(first)]).toEqual([302, "/welcome"]);
    expect(await alice.session()).toMatchObject({
      user: { email: "alice@example.com", emailVerified: true, name: "Alice" },
    });
    expect(fake.exchanged[0]?.codeVerifier).toHaveLength(128);

    const again = browser("again");
    expect(locationOf(await signInSocial(again, "fake", { newUserCallbackURL: "/welcome" }))).toBe("/done");
    expect(counts(rows)).toMatchObject({ user: 1, account: 1, session: 2, verification: 0 });
    const [account] = await (await auth.$context).adapter.findMany<Record<string, unknown>>({ model: "account" });
    expect(account).toMatchObject({
      providerId: "fake",
      accountId: "1",
      accessToken: "fake-access",
      refreshToken: "fake-refresh",
      scope: "profile,email",
    });
  });

  it("takes five statements for somebody new, and four for somebody known", async () => {
    const { browser, fake, statementsOf } = await makeSocial();
    await signInSocial(browser("warm"));
    fake.person = { sub: "2", name: "Bob", email: "bob@example.com", email_verified: true };
    for (const [limit, onMysql] of [
      [5, 8],
      [4, 6],
    ] as const) {
      const bob = browser("bob");
      const { state } = await startSocial(bob, "fake");
      const statements = await statementsOf(() => comeBack(bob, "fake", { code: "good", state }));
      expect(statements.length, statements.join("\n")).toBeLessThanOrEqual(budget(limit, onMysql));
    }
  });

  it("follows the account, not the address", async () => {
    const { browser, fake, rows } = await makeSocial();
    await signInSocial(browser());
    fake.person = { ...fake.person, email: "new@example.com", name: "Renamed" };
    const later = browser("later");
    await signInSocial(later);
    expect(await later.session()).toMatchObject({ user: { email: "alice@example.com", name: "Alice" } });
    // Somebody else has the address at the provider by now.
    fake.person = { sub: "2", email: "alice@example.com", email_verified: false, name: "Mallory" };
    const mallory = browser("mallory");
    expect(locationOf(await signInSocial(mallory))).toBe("/sorry?error=account_not_linked");
    expect(await mallory.session()).toBeNull();
    expect(counts(rows)).toMatchObject({ user: 1, account: 1 });
  });

  it("ends where every other way in ends: a requirement stands before the session", async () => {
    const second: SignInRequirement = {
      id: "second",
      order: 500,
      evaluate: () => ({ status: "pending", identifier: "x", response: { owed: true }, page: "/second" }),
    };
    const { browser, rows } = await makeSocial({ plugins: [{ id: "second", signInRequirements: [second] }] });
    const alice = browser();
    expect(locationOf(await signInSocial(alice))).toBe("/second?owed=true&callbackURL=%2Fdone");
    expect(await alice.session()).toBeNull();
    expect(counts(rows)).toMatchObject({ user: 1, account: 1, session: 0 });
  });

  it("tells subscribers, and hooks what it was begun with", async () => {
    const events: AuthEvent[] = [];
    const seen: unknown[] = [];
    const log: BetterAuthPlugin = { id: "log", events: [{ handle: (event) => void events.push(event) }] };
    const { getOAuthState } = await import("../../api");
    const { browser, fake } = await makeSocial({
      plugins: [log],
      databaseHooks: { user: { create: { before: async () => void seen.push(await getOAuthState()) } } },
    });
    await signInSocial(browser(), "fake", { additionalData: { invite: "abc", codeVerifier: "mine" } });
    expect(seen).toMatchObject([
      { invite: "abc", callbackURL: "/done", errorURL: "/sorry", codeVerifier: fake.exchanged[0]?.codeVerifier },
    ]);
    fake.person = { sub: "8", email: "no-page@example.com", email_verified: true };
    await signInSocial(browser("no page"), "fake", { errorCallbackURL: "" });
    expect(seen[1]).toMatchObject({ errorURL: "http://localhost:3000/api/auth/error" });
    expect(events).toContainEqual(expect.objectContaining({ type: "sign-in.succeeded", factor: "social:fake" }));
    fake.person = { sub: "9", email: null };
    await signInSocial(browser("x"));
    expect(events).toContainEqual(
      expect.objectContaining({ type: "sign-in.failed", factor: "social:fake", reason: "email_not_found" }),
    );
  });

  it.each([
    ["no address", { sub: "1", email: null }, "email_not_found"],
    ["no address that is one", { sub: "1", email: "nobody" }, "email_not_found"],
    ["no subject", { sub: "", email: "a@example.com", email_verified: true }, "unable_to_get_user_info"],
  ])("is refused for somebody with %s", async (_, person, error) => {
    const { browser, fake, rows } = await makeSocial();
    fake.person = person;
    expect(locationOf(await signInSocial(browser()))).toBe(`/sorry?error=${error}`);
    expect(counts(rows)).toMatchObject({ user: 0, account: 0, session: 0 });
  });

  it("is refused with a bad code, and says no more than that", async () => {
    const { browser } = await makeSocial();
    const alice = browser();
    const { state } = await startSocial(alice, "fake", { errorCallbackURL: "/sorry?x=1#top" });
    expect(locationOf(await comeBack(alice, "fake", { code: "bad", state }))).toBe("/sorry?x=1&error=invalid_code#top");
  });

  it("lets nobody new in where the configuration says so", async () => {
    const closed = fakeProvider("closed", { disableSignUp: true });
    const asked = fakeProvider("asked", { disableImplicitSignUp: true });
    const { browser, rows } = await makeSocial({}, [closed, asked]);
    expect(locationOf(await signInSocial(browser(), "closed"))).toBe("/sorry?error=signup_disabled");
    expect(locationOf(await signInSocial(browser(), "asked"))).toBe("/sorry?error=signup_disabled");
    expect(counts(rows)).toMatchObject({ user: 0 });
    expect(locationOf(await signInSocial(browser(), "asked", { requestSignUp: true }))).toBe("/done");
  });

  it("waits for the proof of an address where the configuration says so", async () => {
    const mails: string[] = [];
    const strict = fakeProvider("strict", { requireEmailVerification: true });
    strict.person.email_verified = false;
    const { browser, rows, fake } = await makeSocial(
      { emailVerification: { sendOnSignUp: true, sendVerificationEmail: async ({ url }) => void mails.push(url) } },
      [strict],
    );
    const alice = browser();
    expect(locationOf(await signInSocial(alice, "strict"))).toBe("/sorry?error=email_not_verified");
    expect(counts(rows)).toMatchObject({ user: 1, account: 1, session: 0 });
    expect(mails).toHaveLength(1);
    await alice.get(mails[0] as string);
    expect(locationOf(await signInSocial(alice, "strict"))).toBe("/done");
    expect(fake.person.email_verified).toBe(false);
  });

  it("takes over what the provider says at every sign-in, where asked for", async () => {
    const over = fakeProvider("over", { overrideUserInfoOnSignIn: true });
    const { browser } = await makeSocial({}, [over]);
    await signInSocial(browser(), "over");
    over.person = {
      ...over.person,
      name: "New Name",
      email: "other@example.com",
      picture: "https://img.example/a.png",
    };
    const later = browser("later");
    await signInSocial(later, "over");
    expect((await later.session()).user).toMatchObject({
      name: "New Name",
      image: "https://img.example/a.png",
      email: "other@example.com",
      emailVerified: true,
    });
    // As Apple does, which tells a name the first time only.
    over.person = { ...over.person, name: "" };
    const last = browser("last");
    await signInSocial(last, "over");
    expect((await last.session()).user.name).toBe("New Name");
  });

  it("names nobody at the provider for a hint that is empty", async () => {
    const { browser } = await makeSocial({ socialProviders: { github: { clientId: "id", clientSecret: "secret" } } });
    const { url } = await startSocial(browser(), "github", { loginHint: "" });
    expect(url.searchParams.has("login_hint")).toBe(false);
  });

  it("with an ID token says in words why not", async () => {
    const closed = fakeProvider("fake", { verifyIdToken: async () => true, disableSignUp: true });
    const { browser } = await makeSocial({}, [closed]);
    const refused = await browser().post("/sign-in/social", { provider: "fake", idToken: { token: "an.id.token" } });
    expect(refused).toMatchObject({ status: 401, body: { code: "OAUTH_LINK_ERROR", message: "signup disabled" } });
  });

  it("takes no end of a token that is no time", async () => {
    const { browser, rows } = await makeSocial({}, [fakeProvider("fake", { verifyIdToken: async () => true })]);
    const signIn = (expiresAt: number) =>
      browser().post("/sign-in/social", { provider: "fake", idToken: { token: "t", accessToken: "a", expiresAt } });
    for (const expiresAt of [1e300, -1e300, 8.64e15, -1])
      expect(await signIn(expiresAt)).toMatchObject({ status: 400, body: { code: "VALIDATION_ERROR" } });
    expect(counts(rows)).toMatchObject({ user: 0 });
    expect((await signIn(Date.now() + 3600_000)).status).toBe(200);
  });
});

describe("the first sign-in of one account, fifty at once", () => {
  it("makes one user with one account", RACE, async () => {
    const { browser, rows } = await makeSocial(raceDatabase());
    const browsers = FIFTY.map((index) => browser(`b${index}`));
    const answers = await Promise.all(browsers.map((one) => signInSocial(one)));
    expect(answers.map(locationOf)).toEqual(FIFTY.map(() => "/done"));
    expect(counts(rows)).toMatchObject({ user: 1, account: 1, session: 50 });
  });
});
