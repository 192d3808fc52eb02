import { PASSWORD } from "test-kit";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { isSignedIn, make } from "./test-support";
import type { OTPOptions } from "./types";

beforeEach(() => vi.useFakeTimers({ toFake: ["Date"], now: Date.UTC(2030, 0, 15) }));
afterEach(() => vi.useRealTimers());

/** An instance where Alice is asked for codes that are sent. */
async function makeWithAlice(otpOptions: OTPOptions = {}, auth: Parameters<typeof make>[1] = {}) {
  const made = await make({ otpOptions }, auth);
  const alice = made.browser("alice");
  await alice.signUp();
  const answer = await alice.post("/two-factor/enable", { password: PASSWORD, method: "otp" });
  expect(answer).toMatchObject({ status: 200, body: { method: "otp" } });
  return { ...made, alice };
}

describe("a code that is sent", () => {
  it("is the second step", async () => {
    const { pending, sent, rows } = await makeWithAlice();
    const phone = await pending("alice", async (b) => {
      expect((await b.signIn()).body).toEqual({ twoFactorRedirect: true, twoFactorMethods: ["otp"] });
    });
    expect((await phone.post("/two-factor/send-otp")).body).toEqual({ status: true });
    expect(sent).toEqual([expect.stringMatching(/^\d{6}$/)]);
    expect(JSON.stringify(rows("select * from verification"))).not.toContain(sent[0]);
    expect(await phone.post("/two-factor/verify-otp", { code: "999" })).toMatchObject({
      status: 401,
      body: { code: "INVALID_CODE" },
    });
    const right = await phone.post("/two-factor/verify-otp", { code: sent[0] });
    expect(right).toMatchObject({ status: 200, body: { token: expect.any(String), user: { twoFactorEnabled: true } } });
    expect(await isSignedIn(phone)).toBe(true);
    expect(rows("select * from verification")).toEqual([]);
    const again = await phone.post("/two-factor/verify-otp", { code: sent[0] });
    expect(again).toMatchObject({ status: 400, body: { code: "OTP_HAS_EXPIRED" } });
  });

  it.each(["plain", "hashed", "encrypted"] as const)("is stored as asked: %s", async (storeOTP) => {
    const { pending, sent, rows } = await makeWithAlice({ storeOTP, digits: 8 });
    const phone = await pending();
    await phone.post("/two-factor/send-otp");
    expect(sent[0]).toMatch(/^\d{8}$/);
    const stored = rows("select value from verification").map(({ value }) => value);
    expect(stored.includes(`${sent[0]}:0`)).toBe(storeOTP === "plain");
    expect((await phone.post("/two-factor/verify-otp", { code: sent[0] })).status).toBe(200);
  });

  it("works for three minutes, or as long as the options say", async () => {
    const { pending, sent } = await makeWithAlice({ period: 0.5 });
    const phone = await pending();
    await phone.post("/two-factor/send-otp");
    vi.setSystemTime(Date.now() + 31_000);
    const late = await phone.post("/two-factor/verify-otp", { code: sent[0] });
    expect(late).toMatchObject({ status: 400, body: { code: "OTP_HAS_EXPIRED" } });
    // The sign-in goes on with another one.
    await phone.post("/two-factor/send-otp");
    expect((await phone.post("/two-factor/verify-otp", { code: sent[1] })).status).toBe(200);
  });

  it("takes the place of the one before", async () => {
    const { pending, sent } = await makeWithAlice();
    const phone = await pending();
    await phone.post("/two-factor/send-otp");
    vi.setSystemTime(Date.now() + 1000);
    await phone.post("/two-factor/send-otp");
    expect((await phone.post("/two-factor/verify-otp", { code: sent[0] })).status).toBe(401);
    expect((await phone.post("/two-factor/verify-otp", { code: sent[1] })).status).toBe(200);
  });

  it("belongs to the sign-in it was sent for", async () => {
    const { pending, sent } = await makeWithAlice();
    const [phone, tablet] = [await pending(), await pending()];
    await phone.post("/two-factor/send-otp");
    const other = await tablet.post("/two-factor/verify-otp", { code: sent[0] });
    expect(other).toMatchObject({ status: 400, body: { code: "OTP_HAS_EXPIRED" } });
    expect((await phone.post("/two-factor/verify-otp", { code: sent[0] })).status).toBe(200);
  });

  it("is gone after five wrong ones, and another one can be sent", async () => {
    const { pending, sent } = await makeWithAlice();
    const phone = await pending();
    await phone.post("/two-factor/send-otp");
    const answers = [];
    for (let i = 0; i < 7; i++) answers.push((await phone.post("/two-factor/verify-otp", { code: "wrong" })).body.code);
    expect(answers).toEqual([
      ...Array(5).fill("INVALID_CODE"),
      "TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE",
      "OTP_HAS_EXPIRED",
    ]);
    await phone.post("/two-factor/send-otp");
    expect((await phone.post("/two-factor/verify-otp", { code: sent[1] })).status).toBe(200);
  });

  it("locks an account that has no authenticator app, too", async () => {
    const { pending, sent } = await makeWithAlice();
    const statuses: number[] = [];
    for (let i = 0; i < 3; i++) {
      const phone = await pending();
      await phone.post("/two-factor/send-otp");
      for (let k = 0; k < 4; k++) statuses.push((await phone.post("/two-factor/verify-otp", { code: "wrong" })).status);
    }
    expect(statuses).toEqual([...Array(10).fill(401), 429, 429]);
    const phone = await pending();
    await phone.post("/two-factor/send-otp");
    const locked = await phone.post("/two-factor/verify-otp", { code: sent.at(-1) });
    expect(locked).toMatchObject({ status: 429, body: { code: "ACCOUNT_TEMPORARILY_LOCKED" } });
    // Nothing was judged, so the code still waits.
    vi.setSystemTime(Date.now() + 901_000);
    const later = await pending();
    await later.post("/two-factor/send-otp");
    expect((await later.post("/two-factor/verify-otp", { code: sent.at(-1) })).status).toBe(200);
  });

  it("locks an account whose row was never made", async () => {
    const { pending, rows, db } = await makeWithAlice();
    db.prepare("delete from twoFactor").run();
    const phone = await pending();
    await phone.post("/two-factor/send-otp");
    await phone.post("/two-factor/verify-otp", { code: "wrong" });
    expect(rows("select failedVerificationCount from twoFactor")).toEqual([{ failedVerificationCount: 1 }]);
  });

  it("turns two-factor on for whoever is signed in", async () => {
    const { browser, sent, rows } = await make({ otpOptions: {} });
    const alice = browser("alice");
    await alice.signUp();
    expect((await alice.post("/two-factor/send-otp")).status).toBe(200);
    expect((await alice.post("/two-factor/verify-otp", { code: "wrong" })).status).toBe(401);
    const { body } = await alice.post("/two-factor/verify-otp", { code: sent[0] });
    expect(body).toMatchObject({ user: { twoFactorEnabled: true } });
    expect(rows("select token from session")).toEqual([{ token: body.token }]);
    expect((await browser("alice").signIn()).body.twoFactorMethods).toEqual(["otp"]);
  });

  it("is sent to nobody who has not done the first step", async () => {
    const { browser, sent } = await makeWithAlice();
    const answer = await browser("stranger").post("/two-factor/send-otp");
    expect(answer).toMatchObject({ status: 401, body: { code: "INVALID_TWO_FACTOR_COOKIE" } });
    expect(sent).toEqual([]);
  });

  it("answers as if it was sent when the mailer fails", async () => {
    const error = vi.fn();
    const sendOTP = () => Promise.reject(new Error("no mail today"));
    const { pending } = await makeWithAlice({ sendOTP }, { logger: { level: "error", log: error } });
    const phone = await pending();
    expect((await phone.post("/two-factor/send-otp")).status).toBe(200);
    expect(error).toHaveBeenCalled();
  });

  it("needs a way to be sent", async () => {
    const { enrolled } = await make({ skipVerificationOnEnable: true });
    const { browser } = await enrolled();
    for (const [path, body] of [
      ["/two-factor/send-otp", {}],
      ["/two-factor/enable", { password: PASSWORD, method: "otp" }],
    ] as const) {
      expect(await browser.post(path, body)).toMatchObject({ status: 400, body: { code: "OTP_NOT_CONFIGURED" } });
    }
  });
});
