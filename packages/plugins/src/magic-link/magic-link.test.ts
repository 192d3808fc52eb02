import type { SignInVerdict } from "@better-auth/core/types";
import { budget, memoryStorage, ORIGIN, PASSWORD } from "test-kit";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { isSignedIn, location, make } from "./test-instance";
import type { MagicLinkOptions } from "./types";

beforeEach(() => vi.useFakeTimers({ toFake: ["Date"], now: Date.UTC(2030, 0, 15) }));
afterEach(() => vi.useRealTimers());

describe("asking for a link", () => {
  it("mails it, and keeps its secret where a reader of the table does not see it", async () => {
    const { mailed, rows } = await make();
    const { email, url, token, metadata } = await mailed({
      email: "Alice@Example.com",
      callbackURL: "/home?tab=1",
      newUserCallbackURL: "/welcome",
      errorCallbackURL: "/sorry",
      metadata: { from: "test" },
    });
    expect({ email, metadata }).toEqual({ email: "Alice@Example.com", metadata: { from: "test" } });
    expect(token).toMatch(/^[a-zA-Z]{32}$/);
    const link = new URL(url);
    expect(`${link.origin}${link.pathname}`).toBe(`${ORIGIN}/api/auth/magic-link/verify`);
    expect(Object.fromEntries(link.searchParams)).toEqual({
      token,
      callbackURL: "/home?tab=1",
      newUserCallbackURL: "/welcome",
      errorCallbackURL: "/sorry",
    });
    const [row] = rows("select * from verification");
    expect(JSON.stringify(row)).not.toContain(token);
    expect(JSON.parse(String(row?.value))).toEqual({ type: "magic-link", email: "Alice@Example.com" });
  });

  it.each([{}, { callbackURL: "" }])("leads home where no page is named: %j", async (body) => {
    const { mailed } = await make();
    expect(new URL((await mailed(body)).url).searchParams.get("callbackURL")).toBe("/");
  });

  it.each([
    ["plain", (token: string) => `magic-link:${token}`],
    [{ type: "custom-hasher", hash: async (token) => `own:${token.length}` }, () => "magic-link:own:32"],
  ] as [MagicLinkOptions["storeToken"], (token: string) => string][])(
    "stores the token as asked: %j",
    async (storeToken, stored) => {
      const { mailed, rows, browser } = await make({ storeToken }, { verification: { storeIdentifier: "plain" } });
      const { url, token } = await mailed();
      expect(rows("select identifier from verification")).toEqual([{ identifier: stored(token) }]);
      const phone = browser("phone");
      await phone.get(url);
      expect(await isSignedIn(phone)).toBe(true);
    },
  );

  it("stores a hash where identifiers are plain and tokens are to be hashed", async () => {
    const { mailed, rows, browser } = await make(
      { storeToken: "hashed" },
      { verification: { storeIdentifier: "plain" } },
    );
    const { url, token } = await mailed();
    const [row] = rows("select identifier from verification");
    expect(row?.identifier).toMatch(/^magic-link:[\w-]{43}$/);
    const thief = browser("thief");
    const stolen = String(row?.identifier).slice("magic-link:".length);
    expect(location(await thief.get(url.replace(token, stolen)))).toContain("error=INVALID_TOKEN");
    expect(await isSignedIn(thief)).toBe(false);
  });

  it("takes secrets of one's own", async () => {
    const { mailed, browser } = await make({ generateToken: async (email) => `own-${email.length}` });
    const { url, token } = await mailed();
    expect(token).toBe("own-17");
    expect((await browser("phone").get(url)).status).toBe(302);
  });

  it.each([
    [{}, 400, "VALIDATION_ERROR"],
    [{ email: "bad" }, 400, "VALIDATION_ERROR"],
    [{ email: ["alice@example.com"] }, 400, "VALIDATION_ERROR"],
    [{ email: "alice@example.com", callbackURL: "https://evil.example" }, 403, "INVALID_CALLBACK_URL"],
    [{ email: "alice@example.com", newUserCallbackURL: "//evil.example" }, 403, "INVALID_NEW_USER_CALLBACK_URL"],
    [{ email: "alice@example.com", errorCallbackURL: "/\\evil.example" }, 403, "INVALID_ERROR_CALLBACK_URL"],
  ])("refuses %j", async (body, status, code) => {
    const { browser, mails, rows } = await make();
    expect(await browser().post("/sign-in/magic-link", body)).toMatchObject({ status, body: { code } });
    expect(mails).toEqual([]);
    expect(rows("select * from verification")).toEqual([]);
  });

  it("answers the same whether somebody has the address or not, and with sign-up closed", async () => {
    const { browser } = await make({ disableSignUp: true });
    await browser("alice").signUp();
    const ask = async (email: string) => {
      const { status, body, cookies } = await browser("x").post("/sign-in/magic-link", { email });
      return { status, body, cookies };
    };
    expect(await ask("nobody@example.com")).toEqual(await ask("alice@example.com"));
  });

  it("is limited, and so is visiting", async () => {
    const { browser } = await make({}, { rateLimit: { enabled: true } });
    const b = browser();
    const asked: number[] = [];
    for (let i = 0; i < 7; i++) asked.push((await b.post("/sign-in/magic-link", { email: "a@example.com" })).status);
    expect(asked).toEqual([200, 200, 200, 200, 200, 429, 429]);
    const visited: number[] = [];
    for (let i = 0; i < 7; i++) visited.push((await b.get(`/magic-link/verify?token=${i}`)).status);
    expect(visited).toEqual([302, 302, 302, 302, 302, 429, 429]);
  });
});

describe("visiting a link", () => {
  it("makes somebody new, verified, and leads to the welcome page; later home", async () => {
    const { mailed, browser, rows } = await make();
    const pages = { callbackURL: "/home", newUserCallbackURL: "/welcome" };
    const first = browser("first");
    expect(location(await first.get((await mailed({ ...pages, name: "Alice" })).url))).toBe(`${ORIGIN}/welcome`);
    expect((await first.session()).user).toMatchObject({
      email: "alice@example.com",
      name: "Alice",
      emailVerified: true,
    });
    const second = browser("second");
    expect(location(await second.get((await mailed(pages)).url))).toBe(`${ORIGIN}/home`);
    expect(await isSignedIn(second)).toBe(true);
    expect(rows("select * from user")).toHaveLength(1);
  });

  it("answers with JSON where no page is named", async () => {
    const { mailed, browser } = await make();
    const { token } = await mailed();
    const { status, body } = await browser("app").get(`/magic-link/verify?token=${token}`);
    expect({ status, body }).toMatchObject({
      status: 200,
      body: { user: { email: "alice@example.com" }, session: { token: body.token } },
    });
  });

  it.each([
    ["a database", {}],
    ["a secondary storage", { secondaryStorage: memoryStorage(), session: { storeSessionInDatabase: true } }],
  ])("works once, of fifty visits at the same moment, with %s (advisory 38)", async (_, auth) => {
    const { mailed, browser, rows } = await make({}, auth);
    const { url } = await mailed();
    const visitors = Array.from({ length: 50 }, (_, i) => browser(`b${i}`));
    const answers = await Promise.all(visitors.map((visitor) => visitor.get(url)));
    expect(answers.filter((answer) => location(answer) === `${ORIGIN}/`)).toHaveLength(1);
    expect(answers.filter((answer) => location(answer) === `${ORIGIN}/?error=INVALID_TOKEN`)).toHaveLength(49);
    expect(rows("select * from session")).toHaveLength(1);
    expect(rows("select * from user")).toHaveLength(1);
  });

  it("makes one user of two links that are visited at once", async () => {
    const { mailed, browser, rows } = await make();
    const links = [await mailed(), await mailed()];
    await Promise.all(links.map(({ url }, i) => browser(`b${i}`).get(url)));
    expect(rows("select * from user")).toHaveLength(1);
    expect(rows("select * from session")).toHaveLength(2);
  });

  it("is over after five minutes, or when the options say", async () => {
    const { mailed, browser } = await make({ expiresIn: 60 });
    const { url } = await mailed({ errorCallbackURL: "/sorry?x=1" });
    vi.setSystemTime(Date.now() + 61_000);
    expect(location(await browser("late").get(url))).toBe(`${ORIGIN}/sorry?x=1&error=INVALID_TOKEN`);
  });

  it.each(["x".repeat(256), "a\u0000b", 5])(
    "is not mailed with a name that not every database keeps: %j",
    async (name) => {
      const { browser, mails } = await make();
      const answer = await browser("x").post("/sign-in/magic-link", { email: "alice@example.com", name });
      expect(answer).toMatchObject({ status: 400, body: { code: "VALIDATION_ERROR" } });
      expect(mails).toEqual([]);
    },
  );

  it("does not spend it when a scanner of mail only looks", async () => {
    const { mailed, browser } = await make();
    const { url } = await mailed();
    const scanner = browser("scanner");
    await scanner.send("HEAD", url);
    expect(await isSignedIn(scanner)).toBe(false);
    const phone = browser("phone");
    await phone.get(url);
    expect(await isSignedIn(phone)).toBe(true);
  });

  it("burns it on the way to a refusal (advisory 38)", async () => {
    const { mailed, browser, rows } = await make({ disableSignUp: true });
    const { url } = await mailed();
    expect(location(await browser("x").get(url))).toBe(`${ORIGIN}/?error=new_user_signup_disabled`);
    expect(rows("select * from user")).toEqual([]);
    expect(rows("select * from verification")).toEqual([]);
  });

  it("does not lead away, and does not spend it then", async () => {
    const { mailed, browser } = await make();
    const { token, url } = await mailed();
    for (const name of ["callbackURL", "newUserCallbackURL", "errorCallbackURL"]) {
      const answer = await browser("x").get(`/magic-link/verify?token=${token}&${name}=https://evil.example`);
      expect(answer.status).toBe(403);
    }
    expect(location(await browser("y").get(url))).toBe(`${ORIGIN}/`);
  });

  it("takes away what somebody planted before the address was proved (advisory 15)", async () => {
    const { mailed, browser, rows } = await make({}, { emailAndPassword: { enabled: true } });
    const mallory = browser("alice");
    await mallory.signUp({ name: "Mallory" });
    expect(await isSignedIn(mallory)).toBe(true);
    const alice = browser("phone");
    await alice.get((await mailed()).url);
    expect((await alice.session()).user).toMatchObject({ email: "alice@example.com", emailVerified: true });
    expect(await isSignedIn(mallory)).toBe(false);
    expect((await mallory.post("/sign-in/email", { email: "alice@example.com", password: PASSWORD })).status).toBe(401);
    expect(rows("select * from account")).toEqual([]);
  });

  it("asks what every sign-in is asked: a second factor stays between it and a session", async () => {
    const owed: SignInVerdict = { status: "pending", identifier: "x", response: { owed: true }, page: "/second" };
    const second = { id: "second", signInRequirements: [{ id: "second", order: 500, evaluate: () => owed }] };
    const { mailed, browser, rows } = await make({}, { plugins: [second] });
    const alice = browser("phone");
    const { token } = await mailed();
    const answer = await alice.get(`/magic-link/verify?token=${token}`);
    expect(answer).toMatchObject({ status: 200, body: { owed: true } });
    expect(await isSignedIn(alice)).toBe(false);
    expect(rows("select * from session")).toEqual([]);
  });

  it("tells the page of a second factor where to go on to: somebody new to the welcome page, later home", async () => {
    const owed: SignInVerdict = { status: "pending", identifier: "x", response: {}, page: "/second" };
    const second = { id: "second", signInRequirements: [{ id: "second", order: 500, evaluate: () => owed }] };
    const { mailed, browser } = await make({}, { plugins: [second] });
    const pages = { callbackURL: "/home?tab=1", newUserCallbackURL: "/welcome" };
    const ledTo = async () => location(await browser("x").get((await mailed(pages)).url));
    expect(await ledTo()).toBe("/second?callbackURL=%2Fwelcome");
    expect(await ledTo()).toBe("/second?callbackURL=%2Fhome%3Ftab%3D1");
  });

  it("asks the application about somebody new, and says what it said", async () => {
    const refusing = { user: { validateUserInfo: () => ({ error: "not_invited", errorDescription: "Sorry" }) } };
    const { mailed, browser, rows } = await make({}, refusing);
    const said = "error=not_invited&error_description=Sorry";
    const { url } = await mailed({ callbackURL: "/home", errorCallbackURL: "/sorry" });
    expect(location(await browser("x").get(url))).toBe(`${ORIGIN}/sorry?${said}`);
    const { token } = await mailed();
    expect(location(await browser("x").get(`/magic-link/verify?token=${token}`))).toBe(`${ORIGIN}/?${said}`);
    expect(rows("select * from user")).toEqual([]);
  });

  it.each([
    ["user", "failed_to_create_user"],
    ["session", "failed_to_create_session"],
  ])("tells a page that a hook of the application kept the %s from being made", async (model, error) => {
    const stopping = { databaseHooks: { [model]: { create: { before: async () => false } } } };
    const { mailed, browser, rows } = await make({}, stopping);
    const { token } = await mailed();
    const visit = async (query: string) => location(await browser("x").get(`/magic-link/verify?token=${query}`));
    expect(await visit(token)).toBe(`${ORIGIN}/?error=${error}`);
    const { token: second } = await mailed();
    expect(await visit(`${second}&callbackURL=/home&errorCallbackURL=/sorry`)).toBe(`${ORIGIN}/sorry?error=${error}`);
    expect(rows("select * from session")).toEqual([]);
  });

  it("takes three statements for somebody known", async () => {
    const { mailed, browser, statementsOf } = await make();
    const phone = browser("phone");
    await phone.get((await mailed()).url);
    const { url } = await mailed();
    expect(await statementsOf(() => phone.get(url))).toHaveLength(budget(3, 4));
  });
});
