import { type Browser, cheapPasswords, PASSWORD } from "test-kit";
import { describe, expect, it, vi } from "vitest";
import { make, refusal, settled } from "./test-instance";

const email = "alice@example.com";
const path = "/email-otp/reset-password";
const password = "better horse 2";
const isSignedIn = async (browser: Browser) => (await browser.session()) !== null;

const known = async (...settings: Parameters<typeof make>) => {
  const made = await make(...settings);
  await made.browser("alice").signUp();
  made.db.prepare("update user set emailVerified = 1").run();
  return made;
};

describe("a new password by a code", () => {
  it.each(["/email-otp/request-password-reset", "/forget-password/email-otp"])("is set after %s", async (ask) => {
    const { browser, last, mails } = await known();
    const b = browser("b");
    expect(await b.post(ask, { email: "ALICE@example.com" })).toMatchObject({ status: 200, body: { success: true } });
    await settled();
    expect(mails).toMatchObject([{ email, type: "forget-password" }]);
    const { otp } = last();
    expect(await b.post(path, { email, otp, password })).toMatchObject({
      status: 200,
      body: { success: true },
      cookies: [],
    });
    expect(await b.post("/sign-in/email", { email, password: PASSWORD })).toMatchObject({ status: 401 });
    expect(await b.post("/sign-in/email", { email, password })).toMatchObject({ status: 200 });
    expect(await b.post(path, { email, otp, password: "third horse 3" })).toMatchObject(refusal(400, "INVALID_OTP"));
  });

  it("is asked for with the same answer by whoever has no account, and nobody is mailed", async () => {
    const { browser, mails } = await known();
    const ask = async (address: string) => {
      const { status, body } = await browser("x").post("/email-otp/request-password-reset", { email: address });
      return { status, body };
    };
    expect(await ask("nobody@example.com")).toEqual(await ask(email));
    await settled();
    expect(mails.map((mail) => mail.email)).toEqual([email]);
    expect(await browser().post("/email-otp/request-password-reset", { email: "bad" })).toMatchObject(
      refusal(400, "INVALID_EMAIL"),
    );
  });

  it("has a length that passwords may have, which is asked before the code is spent and before anything is hashed", async () => {
    const hash = vi.fn(cheapPasswords.hash);
    const { browser, mailed } = await known(
      {},
      { emailAndPassword: { enabled: true, password: { ...cheapPasswords, hash } } },
    );
    const b = browser("b");
    const otp = await mailed("forget-password");
    hash.mockClear();
    for (const [bad, code] of [
      ["short", "PASSWORD_TOO_SHORT"],
      ["x".repeat(129), "PASSWORD_TOO_LONG"],
    ] as const) {
      expect(await b.post(path, { email, otp, password: bad })).toMatchObject(refusal(400, code));
    }
    expect(await b.post(path, { email, otp: "wrong", password })).toMatchObject(refusal(400, "INVALID_OTP"));
    expect(hash).not.toHaveBeenCalled();
    expect(await b.post(path, { email, otp, password })).toMatchObject({ status: 200 });
    expect(hash).toHaveBeenCalledTimes(1);
  });

  it.each([
    [{ email: "bad", otp: "1", password }, "INVALID_EMAIL"],
    [{ email, otp: 1, password }, "VALIDATION_ERROR"],
    [{ email, otp: "1", password: ["x"] }, "VALIDATION_ERROR"],
    [{ email: "nobody@example.com", otp: "123456", password }, "INVALID_OTP"],
  ])("refuses %j", async (body, code) => {
    const { browser } = await make();
    expect(await browser().post(path, body)).toMatchObject(refusal(400, code));
  });

  it("ends sessions where the options say so, and tells the application", async () => {
    const told: string[] = [];
    for (const revokeSessionsOnPasswordReset of [false, true]) {
      const { browser, mailed } = await known(
        {},
        {
          emailAndPassword: {
            enabled: true,
            password: cheapPasswords,
            revokeSessionsOnPasswordReset,
            onPasswordReset: async ({ user }) => void told.push(user.email),
          },
        },
      );
      const desk = browser("alice");
      await desk.signIn();
      await browser("b").post(path, { email, otp: await mailed("forget-password"), password });
      expect(await isSignedIn(desk)).toBe(!revokeSessionsOnPasswordReset);
    }
    expect(told).toEqual([email, email]);
  });

  it("is a first one for somebody who signed in by codes so far", async () => {
    const { browser, mailed } = await make();
    await browser("a").post("/sign-in/email-otp", { email, otp: await mailed("sign-in") });
    await browser("b").post(path, { email, otp: await mailed("forget-password"), password });
    expect(await browser("c").post("/sign-in/email", { email, password })).toMatchObject({ status: 200 });
  });

  it("is set once, of fifty who try at the same moment", async () => {
    const { browser, mailed } = await known();
    const otp = await mailed("forget-password");
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, i) => browser(`b${i}`).post(path, { email, otp, password: `new horse ${i}` })),
    );
    const winner = answers.findIndex(({ status }) => status === 200);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(await browser("c").post("/sign-in/email", { email, password: `new horse ${winner}` })).toMatchObject({
      status: 200,
    });
  });

  it("ends what somebody planted before the address was proved (advisory 15)", async () => {
    const { auth, browser, mailed, rows } = await make();
    const mallory = browser("alice");
    const { user } = (await mallory.signUp({ name: "Mallory" })).body;
    const { internalAdapter } = await auth.$context;
    await internalAdapter.createAccount({ userId: user.id, providerId: "github", accountId: "mallory" });
    expect(await isSignedIn(mallory)).toBe(true);
    await browser("b").post(path, { email, otp: await mailed("forget-password"), password });
    expect(await isSignedIn(mallory)).toBe(false);
    expect(rows("select providerId from account")).toEqual([{ providerId: "credential" }]);
    expect(rows("select emailVerified from user")).toEqual([{ emailVerified: 1 }]);
    expect(await browser("c").post("/sign-in/email", { email, password })).toMatchObject({ status: 200 });
  });

  it.each([
    ["a hook stops it", () => false as const, 400],
    ["it fails", () => Promise.reject(new Error("down")), 500],
  ])("is nothing half done when %s", async (_, stop, status) => {
    let isStopped = false;
    const before = async () => (isStopped ? stop() : undefined);
    const { browser, mailed, rows } = await make(
      {},
      { databaseHooks: { account: { create: { before }, update: { before } } } },
    );
    const mallory = browser("alice");
    await mallory.signUp();
    const otp = await mailed("forget-password");
    isStopped = true;
    expect((await browser("b").post(path, { email, otp, password })).status).toBe(status);
    expect(rows("select emailVerified from user")).toEqual([{ emailVerified: 0 }]);
    expect(await isSignedIn(mallory)).toBe(true);
    isStopped = false;
    await browser("b").post(path, { email, otp: await mailed("forget-password"), password });
    expect(await isSignedIn(mallory)).toBe(false);
    expect(await browser("c").post("/sign-in/email", { email, password })).toMatchObject({ status: 200 });
  });

  it("is set, too, when somebody else proves the address while it is hashed", async () => {
    let meanwhile = () => {};
    const hash = async (text: string) => {
      meanwhile();
      return cheapPasswords.hash(text);
    };
    const emailAndPassword = { enabled: true, password: { ...cheapPasswords, hash } };
    const { browser, mailed, db } = await make({}, { emailAndPassword });
    await browser("alice").signUp();
    const otp = await mailed("forget-password");
    meanwhile = () => void db.prepare("update user set emailVerified = 1").run();
    expect(await browser("b").post(path, { email, otp, password })).toMatchObject({ status: 200 });
    expect(await browser("c").post("/sign-in/email", { email, password })).toMatchObject({ status: 200 });
  });
});
