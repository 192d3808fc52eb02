import { PASSWORD } from "test-kit";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { emailOTP } from ".";
import { make, refusal, settled } from "./test-instance";
import type { EmailOTPOptions, EmailOTPType } from "./types";

beforeEach(() => vi.useFakeTimers({ toFake: ["Date"], now: Date.UTC(2030, 0, 15) }));
afterEach(() => vi.useRealTimers());

const email = "alice@example.com";
const send = "/email-otp/send-verification-otp";
const check = "/email-otp/check-verification-otp";

describe("asking for a code", () => {
  it("mails it, and keeps it where a reader of the table does not see it", async () => {
    const { browser, mails, rows, last } = await make({}, { verification: { storeIdentifier: "plain" } });
    const answer = await browser().post(send, { email: "Alice@Example.com", type: "sign-in" });
    expect(answer).toMatchObject({ status: 200, body: { success: true } });
    expect(mails).toMatchObject([{ email, type: "sign-in", otp: expect.stringMatching(/^\d{6}$/) }]);
    expect(last().ctx?.path).toBe(send);
    const [row] = rows("select * from verification");
    expect(row?.identifier).toBe(`sign-in-otp-${email}`);
    expect(JSON.stringify(row)).not.toContain(last().otp);
    expect(new Date(String(row?.expiresAt)).getTime()).toBe(Date.now() + 300_000);
  });

  it.each([
    ["plain", (otp: string) => `${otp}:0`],
    [{ hash: async (otp) => `h(${otp})` }, (otp: string) => `h(${otp}):0`],
    [{ encrypt: async (otp) => `e:${otp}`, decrypt: async (s) => s.slice(2) }, (otp: string) => `e:${otp}:0`],
  ] as [EmailOTPOptions["storeOTP"], (otp: string) => string][])("stores it as asked: %j", async (storeOTP, stored) => {
    const { mailed, rows, browser } = await make({ storeOTP });
    const otp = await mailed("sign-in");
    expect(rows("select value from verification")).toEqual([{ value: stored(otp) }]);
    expect(await browser().post("/sign-in/email-otp", { email, otp })).toMatchObject({ status: 200 });
  });

  it("makes it as long as asked, or as the application makes it", async () => {
    expect(await (await make({ otpLength: 8 })).mailed("sign-in")).toMatch(/^\d{8}$/);
    const asked: unknown[] = [];
    const own = await make({
      generateOTP: async (request, ctx) => {
        asked.push([request, ctx?.path]);
        return request.type === "sign-in" ? "own-code" : undefined;
      },
    });
    await own.browser("alice").signUp();
    expect(await own.mailed("sign-in")).toBe("own-code");
    expect(await own.mailed("email-verification")).toMatch(/^\d{6}$/);
    expect(asked[0]).toEqual([{ email, type: "sign-in" }, send]);
  });

  it.each([
    [{ email, type: "change-email" }, 400, "INVALID_OTP_TYPE"],
    [{ email: "bad", type: "sign-in" }, 400, "INVALID_EMAIL"],
    [{ email: "a\u0000@example.com", type: "sign-in" }, 400, "INVALID_EMAIL"],
    [{ email: [email], type: "sign-in" }, 400, "VALIDATION_ERROR"],
    [{ email: { $ne: null }, type: "sign-in" }, 400, "VALIDATION_ERROR"],
    [{ email, type: "two-factor" }, 400, "VALIDATION_ERROR"],
    [{ email }, 400, "VALIDATION_ERROR"],
    [{}, 400, "VALIDATION_ERROR"],
  ])("refuses %j", async (body, status, code) => {
    const { browser, mails, rows } = await make();
    expect(await browser().post(send, body)).toMatchObject(refusal(status, code));
    expect(mails).toEqual([]);
    expect(rows("select * from verification")).toEqual([]);
  });

  it("answers although the mail fails, and says where no function sends it", async () => {
    const failing = await make({ sendVerificationOTP: () => Promise.reject(new Error("smtp")) });
    expect(await failing.browser().post(send, { email, type: "sign-in" })).toMatchObject({ status: 200 });
    const none = await make({ sendVerificationOTP: undefined as never });
    expect(await none.browser().post(send, { email, type: "sign-in" })).toMatchObject(
      refusal(400, "SEND_VERIFICATION_OTP_MISSING"),
    );
  });

  it.each([
    ["otpLength", 0],
    ["otpLength", 2.5],
    ["expiresIn", -1],
    ["allowedAttempts", 0],
    ["allowedAttempts", Number.NaN],
  ])("is refused at the start with %s: %d", (option, value) => {
    expect(() => emailOTP({ sendVerificationOTP: () => {}, [option]: value })).toThrow(option);
  });

  it("is limited, like every route of the plugin, each by itself", async () => {
    const { browser, auth } = await make({}, { rateLimit: { enabled: true } });
    const routes = Object.values(auth.api)
      .map((endpoint) => (endpoint as { path?: string }).path)
      .filter((path): path is string => /email-otp/.test(path ?? ""));
    expect(routes).toHaveLength(9);
    for (const path of routes) {
      const b = browser("b");
      const statuses: number[] = [];
      for (let i = 0; i < 4; i++) statuses.push((await b.post(path, {})).status);
      expect([path, statuses[2] === 429, statuses[3]]).toEqual([path, false, 429]);
    }
    const own = await make({ rateLimit: { window: 10, max: 1 } }, { rateLimit: { enabled: true } });
    const b = own.browser();
    expect((await b.post(send, { email, type: "sign-in" })).status).toBe(200);
    expect((await b.post(send, { email, type: "sign-in" })).status).toBe(429);
  });
});

describe("asking again", () => {
  it("makes another code; the one before does not work any more", async () => {
    const { mailed, browser } = await make();
    const first = await mailed("sign-in");
    const second = await mailed("sign-in");
    const b = browser("b");
    if (first !== second) {
      expect(await b.post("/sign-in/email-otp", { email, otp: first })).toMatchObject(refusal(400, "INVALID_OTP"));
    }
    expect(await b.post("/sign-in/email-otp", { email, otp: second })).toMatchObject({ status: 200 });
  });

  it("sends the same one with its time anew and its attempts counted, with resendStrategy", async () => {
    const { mailed, browser } = await make({ resendStrategy: "reuse" });
    const b = browser("b");
    const first = await mailed("sign-in");
    await b.post("/sign-in/email-otp", { email, otp: "wrong" });
    vi.setSystemTime(Date.now() + 200_000);
    expect(await mailed("sign-in")).toBe(first);
    vi.setSystemTime(Date.now() + 200_000);
    for (let i = 0; i < 2; i++) await b.post("/sign-in/email-otp", { email, otp: "wrong" });
    // The attempts are used up, so there is no use in sending it again.
    const fresh = await mailed("sign-in");
    expect(fresh).not.toBe(first);
    expect(await b.post("/sign-in/email-otp", { email, otp: fresh })).toMatchObject({ status: 200 });
    expect(await mailed("sign-in")).not.toBe(fresh);
  });

  it("makes another one where the first cannot be read, and where it is over", async () => {
    const hashed = await make({ resendStrategy: "reuse", storeOTP: "hashed", otpLength: 12 });
    expect(await hashed.mailed("sign-in")).not.toBe(await hashed.mailed("sign-in"));
    const readable = await make({ resendStrategy: "reuse", otpLength: 12 });
    const first = await readable.mailed("sign-in");
    vi.setSystemTime(Date.now() + 301_000);
    expect(await readable.mailed("sign-in")).not.toBe(first);
  });
});

describe("checking a code", () => {
  it("says whether it is right, and leaves it to be used", async () => {
    const { mailed, browser } = await make();
    await browser("alice").signUp();
    const otp = await mailed("email-verification");
    const b = browser("b");
    for (let i = 0; i < 5; i++) {
      expect(await b.post(check, { email, type: "email-verification", otp })).toMatchObject({
        status: 200,
        body: { success: true },
      });
    }
    expect(await b.post(check, { email, type: "sign-in", otp })).toMatchObject(refusal(400, "INVALID_OTP"));
    expect(await b.post("/email-otp/verify-email", { email, otp })).toMatchObject({ status: 200 });
    expect(await b.post(check, { email, type: "email-verification", otp })).toMatchObject(refusal(400, "INVALID_OTP"));
  });

  it("counts wrong ones together with those of the operation itself (advisory 83)", async () => {
    const { mailed, browser } = await make();
    await browser("alice").signUp();
    const otp = await mailed("forget-password");
    const b = browser("b");
    const reset = (code: string) =>
      b.post("/email-otp/reset-password", { email, otp: code, password: "better horse 2" });
    const guess = (code: string) => b.post(check, { email, type: "forget-password", otp: code });
    expect(await guess(otp)).toMatchObject({ status: 200 });
    for (const attempt of [guess, reset, guess]) expect(await attempt("x")).toMatchObject(refusal(400, "INVALID_OTP"));
    expect(await reset(otp)).toMatchObject(refusal(403, "TOO_MANY_ATTEMPTS"));
    expect(await guess(otp)).toMatchObject(refusal(400, "INVALID_OTP"));
  });

  it.each([
    [{ email: "bad", type: "sign-in", otp: "1" }, "INVALID_EMAIL"],
    [{ email, type: "nothing", otp: "1" }, "VALIDATION_ERROR"],
    [{ email, type: "sign-in", otp: 123456 }, "VALIDATION_ERROR"],
    [{ email, type: "sign-in" }, "VALIDATION_ERROR"],
    [{ email, type: "change-email", otp: "1" }, "INVALID_OTP"],
  ])("refuses %j", async (body, code) => {
    const { browser } = await make();
    expect(await browser().post(check, body)).toMatchObject(refusal(400, code));
  });
});

describe("the server", () => {
  it("makes a code for a mail of its own, and reads it", async () => {
    const { api, mails, browser } = await make();
    const otp = await api.createVerificationOTP({ body: { email: "Alice@Example.com", type: "sign-in" } });
    expect(otp).toMatch(/^\d{6}$/);
    expect(mails).toEqual([]);
    expect(await api.getVerificationOTP({ query: { email: "ALICE@example.com", type: "sign-in" } })).toEqual({ otp });
    expect(await api.getVerificationOTP({ query: { email, type: "forget-password" } })).toEqual({ otp: null });
    expect(await api.getVerificationOTP({ query: { email: "bad", type: "sign-in" } })).toEqual({ otp: null });
    expect(await browser().post("/sign-in/email-otp", { email, otp })).toMatchObject({ status: 200 });
    expect(await api.getVerificationOTP({ query: { email, type: "sign-in" } })).toEqual({ otp: null });
  });

  it("cannot read what is a hash, and nothing that is over", async () => {
    const { api } = await make({ storeOTP: "hashed" });
    const get = () => api.getVerificationOTP({ query: { email, type: "sign-in" } });
    expect(await get()).toEqual({ otp: null });
    await api.createVerificationOTP({ body: { email, type: "sign-in" } });
    await expect(get()).rejects.toMatchObject({
      statusCode: 400,
      body: { code: "OTP_NOT_READABLE", message: "OTP is hashed, cannot return the plain text OTP" },
    });
    vi.setSystemTime(Date.now() + 301_000);
    expect(await get()).toEqual({ otp: null });
  });

  it("is the only one who can: neither has a route", async () => {
    const { browser } = await make();
    for (const path of ["/create-verification-otp", "/get-verification-otp", "/email-otp/get-verification-otp"]) {
      expect((await browser().post(path, { email, type: "sign-in" })).status).toBe(404);
      expect((await browser().get(`${path}?email=${email}&type=sign-in`)).status).toBe(404);
    }
  });

  it("cannot make one for what is no address", async () => {
    const { api } = await make();
    const call = api.createVerificationOTP({ body: { email: "someone:new@example.com", type: "change-email" } });
    await expect(call).rejects.toMatchObject({ statusCode: 400, body: { code: "INVALID_EMAIL" } });
  });
});

describe("what the answers tell (advisory 49)", () => {
  const types: EmailOTPType[] = ["sign-in", "email-verification", "forget-password"];

  it.each(types)("is the same whether somebody has the address or not: %s, sign-up closed", async (type) => {
    const { browser, mails } = await make({ disableSignUp: true });
    await browser("alice").signUp();
    const story = async (address: string) => {
      const b = browser("x");
      const answers = [await b.post(send, { email: address, type })];
      // Wrong ones, up to the refusal for too many, and one after it.
      for (let i = 0; i < 5; i++) answers.push(await b.post(check, { email: address, type, otp: "wrong" }));
      await b.post(send, { email: address, type });
      vi.setSystemTime(Date.now() + 301_000);
      answers.push(await b.post(check, { email: address, type, otp: "wrong" }));
      return answers.map(({ status, body, cookies, headers }) => ({ status, body, cookies, headers: [...headers] }));
    };
    const known = await story(email);
    expect(known.map(({ status }) => status)).toEqual([200, 400, 400, 400, 403, 400, 400]);
    expect(await story("nobody@example.com")).toEqual(known);
    await settled();
    expect(mails.map((mail) => mail.email)).toEqual([email, email]);
  });

  it("does not wait for a mail that it hides", async () => {
    let isOver = false;
    const slow = () => new Promise<void>((resolve) => setTimeout(() => resolve(void (isOver = true)), 100));
    const { browser } = await make({ sendVerificationOTP: slow });
    await browser("alice").signUp();
    await browser().post(send, { email, type: "forget-password" });
    expect(isOver).toBe(false);
    await browser().post("/email-otp/request-password-reset", { email });
    expect(isOver).toBe(false);
    await browser().post(send, { email, type: "sign-in" });
    expect(isOver).toBe(true);
  });

  it("takes the same statements", async () => {
    const { browser, statementsOf } = await make({ disableSignUp: true });
    await browser("alice").signUp();
    const ask = async (address: string) => {
      const statements = await statementsOf(() => browser("x").post(send, { email: address, type: "sign-in" }));
      return statements.map((sql) => sql.replace(/'[^']*'(\/\*.*?\*\/)?/g, "?"));
    };
    const known = await ask(email);
    expect(known).toHaveLength(3);
    expect(await ask("nobody@example.com")).toEqual(known);
  });

  it("is nothing about somebody who is not there, even to whoever was sent a code for a password", async () => {
    const { browser, mailed, api } = await make();
    await browser("alice").signUp();
    const b = browser("x");
    const otp = await mailed("forget-password");
    expect(await b.post(check, { email, type: "forget-password", otp })).toMatchObject({ status: 200 });
    const body = { email: "nobody@example.com", type: "forget-password" } as const;
    const made = await api.createVerificationOTP({ body });
    expect(await b.post(check, { ...body, otp: made })).toMatchObject(refusal(400, "USER_NOT_FOUND"));
    expect(
      await b.post("/email-otp/reset-password", { email: body.email, otp: made, password: PASSWORD }),
    ).toMatchObject(refusal(400, "USER_NOT_FOUND"));
  });
});
