import type { AuthEvent, EventSubscriber, SignInRequirement } from "@better-auth/core/types";
import { type Browser, budget, PASSWORD } from "test-kit";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { username } from "../username";
import { make, refusal, wrongCodes } from "./test-instance";

beforeEach(() => vi.useFakeTimers({ toFake: ["Date"], now: Date.UTC(2030, 0, 15) }));
afterEach(() => vi.useRealTimers());

const email = "alice@example.com";
const path = "/sign-in/email-otp";
const isSignedIn = async (browser: Browser) => (await browser.session()) !== null;

describe("signing in by a code", () => {
  it("makes somebody new, verified; later it is them", async () => {
    const { mailed, browser, rows } = await make();
    const first = browser("first");
    const image = "https://img.example.com/a.png";
    const answer = await first.post(path, {
      email: "Alice@Example.com",
      otp: await mailed("sign-in"),
      name: "Alice",
      image,
    });
    const { session, user } = await first.session();
    expect(answer).toMatchObject({ status: 200, body: { token: session.token, user: { email, emailVerified: true } } });
    expect(user).toMatchObject({ email, name: "Alice", image, emailVerified: true });
    const second = browser("second");
    const otp = await mailed("sign-in");
    expect(await second.post(path, { email, otp, name: "Other" })).toMatchObject({
      status: 200,
      body: { user: { id: user.id, name: "Alice" } },
    });
    expect(rows("select * from user")).toHaveLength(1);
    expect(rows("select * from session")).toHaveLength(2);
  });

  it("takes a code once", async () => {
    const { mailed, browser } = await make();
    const otp = await mailed("sign-in");
    expect(await browser("a").post(path, { email, otp })).toMatchObject({ status: 200, body: { user: { name: "" } } });
    expect(await browser("b").post(path, { email, otp })).toMatchObject(refusal(400, "INVALID_OTP"));
  });

  it("takes it for five minutes, or as long as the options say", async () => {
    const { mailed, browser } = await make({ expiresIn: 60 });
    const otp = await mailed("sign-in");
    vi.setSystemTime(Date.now() + 59_000);
    expect(await browser("a").post(path, { email, otp })).toMatchObject({ status: 200 });
    const late = await mailed("sign-in");
    vi.setSystemTime(Date.now() + 60_000);
    expect(await browser("b").post(path, { email, otp: late })).toMatchObject(refusal(400, "OTP_EXPIRED"));
    expect(await isSignedIn(browser("b"))).toBe(false);
  });

  it("takes a code only for the address it was sent to", async () => {
    const { mailed, browser } = await make();
    const otp = await mailed("sign-in");
    const b = browser("b");
    expect(await b.post(path, { email: "other@example.com", otp })).toMatchObject(refusal(400, "INVALID_OTP"));
    expect(await b.post(path, { email, otp })).toMatchObject({ status: 200 });
  });

  it.each([
    [{ email, otp: 123456 }, "VALIDATION_ERROR"],
    [{ email, otp: ["123456"] }, "VALIDATION_ERROR"],
    [{ email, otp: { $ne: "" } }, "VALIDATION_ERROR"],
    [{ email }, "VALIDATION_ERROR"],
    [{ otp: "123456" }, "VALIDATION_ERROR"],
    [{ email, otp: "123456", name: 5 }, "VALIDATION_ERROR"],
    [{ email, otp: "123456", name: "x".repeat(256) }, "VALIDATION_ERROR"],
    [{ email, otp: "123456", name: "a\u0000b" }, "VALIDATION_ERROR"],
    [{ email, otp: "123456", image: "a\u0000b" }, "VALIDATION_ERROR"],
    [{ email, otp: "" }, "INVALID_OTP"],
    [{ email: "bad", otp: "123456" }, "INVALID_OTP"],
    [{ email: "a\u0000@example.com", otp: "123456" }, "INVALID_OTP"],
    [{ email: `a@example.com' or '1'='1`, otp: "123456" }, "INVALID_OTP"],
    [{ email, otp: "\u0000" }, "INVALID_OTP"],
  ])("refuses %j", async (body, code) => {
    const { browser, rows, mailed } = await make({ generateOTP: () => "654321" });
    await mailed("sign-in");
    const b = browser();
    expect(await b.post(path, body)).toMatchObject(refusal(400, code));
    expect(await isSignedIn(b)).toBe(false);
    expect(rows("select * from user")).toEqual([]);
  });

  it("is closed to pages of others, before there is any cookie", async () => {
    const { browser, mailed } = await make();
    const otp = await mailed("sign-in");
    const b = browser("victim");
    const foreign = { origin: "https://evil.example", headers: { "sec-fetch-site": "cross-site" } };
    expect(await b.post(path, { email, otp }, foreign)).toMatchObject({ status: 403, cookies: [] });
    expect(await b.post(path, { email, otp })).toMatchObject({ status: 200 });
  });

  it("takes three statements for somebody known", async () => {
    const { mailed, browser, statementsOf } = await make();
    await browser("a").post(path, { email, otp: await mailed("sign-in") });
    const otp = await mailed("sign-in");
    expect(await statementsOf(() => browser("b").post(path, { email, otp }))).toHaveLength(budget(3, 4));
  });
});

describe("somebody new", () => {
  const additionalFields = {
    nick: { type: "string", required: false },
    age: { type: "number" },
    plan: { type: "string", input: false, defaultValue: "free" },
  } as const;
  const user = { additionalFields };

  it("brings additional fields, and nothing that only the server may set", async () => {
    const { mailed, browser, rows } = await make({}, { user });
    const otp = await mailed("sign-in");
    const planted = {
      plan: "pro",
      role: "admin",
      id: "chosen",
      emailVerified: false,
      createdAt: "2000-01-01T00:00:00.000Z",
      __proto__: { plan: "pro" },
      constructor: { prototype: { plan: "pro" } },
    };
    const answer = await browser().post(path, { ...planted, email, otp, age: 30, nick: "Al" });
    expect(answer).toMatchObject({ status: 200, body: { user: { nick: "Al", age: 30, plan: "free" } } });
    const [row] = rows("select * from user");
    expect(row).toMatchObject({ nick: "Al", age: 30, plan: "free", email, emailVerified: 1 });
    expect(row?.id).not.toBe("chosen");
    expect(new Date(String(row?.createdAt)).getTime()).toBe(Date.now());
  });

  it("keeps the code when a field is wrong or missing, and has another try", async () => {
    const { mailed, browser, rows } = await make({}, { user });
    const otp = await mailed("sign-in");
    const b = browser();
    expect(await b.post(path, { email, otp })).toMatchObject(refusal(400, "MISSING_FIELD"));
    expect(await b.post(path, { email, otp, age: "x" })).toMatchObject(refusal(400, "VALIDATION_ERROR"));
    expect(rows("select * from user")).toEqual([]);
    expect(await b.post(path, { email, otp, age: 30 })).toMatchObject({ status: 200 });
  });

  it("is not asked for fields before the code is right, which would tell that they are new", async () => {
    const { mailed, browser } = await make({}, { user });
    await browser("bob").signUp({ age: 40 });
    await mailed("sign-in", "bob@example.com");
    await mailed("sign-in");
    const b = browser("x");
    const known = await b.post(path, { email: "bob@example.com", otp: "wrong" });
    expect(known).toMatchObject(refusal(400, "INVALID_OTP"));
    expect((await b.post(path, { email, otp: "wrong" })).body).toEqual(known.body);
  });

  it("is not asked for fields when they are known; what they send of them changes nothing", async () => {
    const { mailed, browser } = await make({}, { user });
    await browser("alice").signUp({ age: 40 });
    const b = browser("b");
    for (const fields of [{}, { age: "x" }, { age: 7, name: "Z" }]) {
      const answer = await b.post(path, { email, otp: await mailed("sign-in"), ...fields });
      expect(answer).toMatchObject({ status: 200, body: { user: { age: 40, name: "alice" } } });
    }
  });

  it("stays out where sign-up is closed, whoever made the code", async () => {
    const { api, browser, rows } = await make({ disableSignUp: true });
    const otp = await api.createVerificationOTP({ body: { email, type: "sign-in" } });
    expect(await browser().post(path, { email, otp })).toMatchObject(refusal(400, "INVALID_OTP"));
    expect(rows("select * from user")).toEqual([]);
    expect(rows("select * from verification")).toEqual([]);
  });

  it("is judged by the application", async () => {
    const { mailed, browser, rows } = await make({}, { user: { validateUserInfo: () => ({ error: "not_invited" }) } });
    const answer = await browser().post(path, { email, otp: await mailed("sign-in") });
    expect(answer).toMatchObject(refusal(403, "not_invited"));
    expect(rows("select * from user")).toEqual([]);
  });

  it("is one, of two codes or two requests at once", async () => {
    const { mailed, browser, rows } = await make();
    const otp = await mailed("sign-in");
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, i) => browser(`b${i}`).post(path, { email, otp })),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ body }) => body.code === "INVALID_OTP")).toHaveLength(49);
    expect(rows("select * from user")).toHaveLength(1);
    expect(rows("select * from session")).toHaveLength(1);
  });

  it("chooses a name under the same rules as anywhere, with the plugin for names", async () => {
    const { mailed, browser, rows } = await make({}, { plugins: [username()] });
    const b = browser();
    const otp = await mailed("sign-in");
    expect(await b.post(path, { email, otp, username: "a b!" })).toMatchObject(refusal(400, "INVALID_USERNAME"));
    expect(rows("select * from user")).toEqual([]);
    await browser("bob").signUp({ username: "bob" });
    expect(await b.post(path, { email, otp, username: "BOB" })).toMatchObject(
      refusal(400, "USERNAME_IS_ALREADY_TAKEN"),
    );
    expect(await b.post(path, { email, otp, username: "Alice" })).toMatchObject({
      status: 200,
      body: { user: { username: "alice" } },
    });
  });
});

describe("guessing", () => {
  it("ends after three wrong ones; the right one is gone then", async () => {
    const { mailed, browser } = await make();
    const otp = await mailed("sign-in");
    const b = browser();
    for (const wrong of wrongCodes(otp, 3)) {
      expect(await b.post(path, { email, otp: wrong })).toMatchObject(refusal(400, "INVALID_OTP"));
    }
    expect(await b.post(path, { email, otp })).toMatchObject(refusal(403, "TOO_MANY_ATTEMPTS"));
    expect(await b.post(path, { email, otp })).toMatchObject(refusal(400, "INVALID_OTP"));
    expect(await b.post(path, { email, otp: await mailed("sign-in") })).toMatchObject({ status: 200 });
  });

  it.each([1, 5])("ends after %i, where the options say so", async (allowedAttempts) => {
    const { mailed, browser } = await make({ allowedAttempts });
    const b = browser();
    const first = await mailed("sign-in");
    for (const wrong of wrongCodes(first, allowedAttempts - 1)) await b.post(path, { email, otp: wrong });
    expect(await b.post(path, { email, otp: first })).toMatchObject({ status: 200 });
    const second = await mailed("sign-in");
    for (const wrong of wrongCodes(second, allowedAttempts)) await b.post(path, { email, otp: wrong });
    expect(await b.post(path, { email, otp: second })).toMatchObject(refusal(403, "TOO_MANY_ATTEMPTS"));
  });

  it("is judged no more often than that, by a hundred at once (advisory 82)", async () => {
    const judged = vi.fn(async (otp: string) => `h(${otp})`);
    const { mailed, browser, rows } = await make({ storeOTP: { hash: judged } });
    const otp = await mailed("sign-in");
    judged.mockClear();
    const guesses = [...wrongCodes(otp, 100)].map((guess, i) => browser(`b${i}`).post(path, { email, otp: guess }));
    const answers = await Promise.all(guesses);
    expect(answers.every(({ status }) => status === 400 || status === 403)).toBe(true);
    expect(judged.mock.calls.length).toBeLessThanOrEqual(3);
    expect(rows("select * from session")).toEqual([]);
  });

  it("raises what a counter of failures listens to", async () => {
    const events: AuthEvent[] = [];
    const heard: EventSubscriber = { types: ["sign-in.failed"], handle: (event) => void events.push(event) };
    const { mailed, browser } = await make({}, { plugins: [{ id: "log", events: [heard] }] });
    const otp = await mailed("sign-in");
    const b = browser();
    await b.post(path, { email, otp: "wrong" });
    await b.post(path, { email, otp });
    await b.post(path, { email, otp });
    expect(events).toMatchObject([
      { factor: "email-otp", reason: "INVALID_OTP", identifier: email },
      { factor: "email-otp", reason: "INVALID_OTP", identifier: email },
    ]);
    expect(JSON.stringify(events)).not.toContain(otp);
  });

  it("raises it when the code is right, and nobody new may come in or this one may not", async () => {
    const events: AuthEvent[] = [];
    const heard: EventSubscriber = { types: ["sign-in.failed"], handle: (event) => void events.push(event) };
    const plugins = [{ id: "log", events: [heard] }];
    const closed = await make({ disableSignUp: true }, { plugins });
    await closed.browser("alice").signUp();
    const otp = await closed.mailed("sign-in");
    closed.db.prepare("delete from user").run();
    expect(await closed.browser().post(path, { email, otp })).toMatchObject(refusal(400, "INVALID_OTP"));
    const refusing = await make({}, { plugins, user: { validateUserInfo: () => ({ error: "not_invited" }) } });
    const body = { email, otp: await refusing.mailed("sign-in") };
    expect(await refusing.browser().post(path, body)).toMatchObject(refusal(403, "not_invited"));
    expect(events).toMatchObject([
      { factor: "email-otp", reason: "INVALID_OTP", identifier: email },
      { factor: "email-otp", reason: "not_invited", identifier: email },
    ]);
  });
});

describe("what somebody planted before the address was proved (advisory 15)", () => {
  it("is gone with the first sign-in by a code: password and sessions", async () => {
    const { mailed, browser, rows } = await make();
    const mallory = browser("alice");
    await mallory.signUp({ name: "Mallory" });
    expect(await isSignedIn(mallory)).toBe(true);
    const alice = browser("phone");
    await alice.post(path, { email, otp: await mailed("sign-in") });
    expect((await alice.session()).user).toMatchObject({ email, emailVerified: true });
    expect(await isSignedIn(mallory)).toBe(false);
    expect(await mallory.post("/sign-in/email", { email, password: PASSWORD })).toMatchObject({ status: 401 });
    expect(rows("select * from account")).toEqual([]);
  });

  it("is gone although the one who planted it signs in at the same moment", async () => {
    const { mailed, browser } = await make();
    await browser("alice").signUp({ name: "Mallory" });
    const otp = await mailed("sign-in");
    const mallories = Array.from({ length: 10 }, (_, i) => browser(`m${i}`));
    const alice = browser("phone");
    await Promise.all([
      ...mallories.map((mallory) => mallory.post("/sign-in/email", { email, password: PASSWORD })),
      alice.post(path, { email, otp }),
    ]);
    expect(await isSignedIn(alice)).toBe(true);
    for (const mallory of mallories) expect(await isSignedIn(mallory)).toBe(false);
  });

  it("stays of somebody who had proved it: password and other sessions", async () => {
    const { mailed, browser, db } = await make();
    const desk = browser("alice");
    await desk.signUp();
    db.prepare("update user set emailVerified = 1").run();
    await browser("phone").post(path, { email, otp: await mailed("sign-in") });
    expect(await isSignedIn(desk)).toBe(true);
    expect((await browser("alice").signIn()).status).toBe(200);
  });
});

describe("a second factor", () => {
  const asked: unknown[] = [];
  const second: SignInRequirement = {
    id: "second",
    order: 500,
    evaluate: (_user, factor) => {
      asked.push(factor);
      return { status: "pending", identifier: "x", response: { owed: true } };
    },
  };

  it("stands between a code and a session; nothing of the answer opens a route (advisories 10, 55, 80, 84, 94)", async () => {
    asked.length = 0;
    const { mailed, browser, rows } = await make(
      { changeEmail: { enabled: true } },
      { plugins: [{ id: "second", signInRequirements: [second] }], session: { cookieCache: { enabled: true } } },
    );
    const alice = browser("phone");
    const otp = await mailed("sign-in");
    const answer = await alice.post(path, { email, otp });
    expect(answer).toMatchObject({ status: 200, body: { owed: true } });
    // What was proved is told, so that a code sent to the same address is no second factor.
    expect(asked).toEqual([expect.objectContaining({ id: "email-otp", provesEmail: true })]);
    expect(rows("select * from session")).toEqual([]);
    expect(await isSignedIn(alice)).toBe(false);
    expect(await alice.post("/email-otp/request-email-change", { newEmail: "n@example.com" })).toMatchObject({
      status: 401,
    });
    expect(await alice.post(path, { email, otp })).toMatchObject(refusal(400, "INVALID_OTP"));
  });
});
