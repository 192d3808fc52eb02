import { BetterAuthError } from "@better-auth/core/error";
import { describe, expect, it, vi } from "vitest";
import { make, refusal, settled } from "./test-instance";

const email = "alice@example.com";
const path = "/email-otp/verify-email";
const send = "/email-otp/send-verification-otp";
const autoSignIn = { emailVerification: { autoSignInAfterVerification: true } };

describe("verifying an address by a code", () => {
  it("verifies it, and signs nobody in", async () => {
    const { mailed, browser, rows } = await make();
    const alice = browser("alice");
    await alice.signUp();
    const anybody = browser("anybody");
    const otp = await mailed("email-verification");
    expect(await anybody.post(path, { email: "ALICE@example.com", otp })).toMatchObject({
      status: 200,
      cookies: [],
      body: { status: true, token: null, user: { email, emailVerified: true } },
    });
    expect(rows("select emailVerified from user")).toEqual([{ emailVerified: 1 }]);
    expect(await anybody.post(path, { email, otp })).toMatchObject(refusal(400, "INVALID_OTP"));
  });

  it("signs in where the options say so", async () => {
    const { mailed, browser } = await make({}, autoSignIn);
    await browser("alice").signUp();
    const phone = browser("phone");
    const answer = await phone.post(path, { email, otp: await mailed("email-verification") });
    const { session, user } = await phone.session();
    expect(user.emailVerified).toBe(true);
    expect(answer.body).toMatchObject({ status: true, token: session.token });
  });

  it("keeps the session of somebody who is signed in already", async () => {
    const { mailed, browser, rows } = await make({}, autoSignIn);
    const alice = browser("alice");
    await alice.signUp();
    const answer = await alice.post(path, { email, otp: await mailed("email-verification") });
    expect(answer.body.token).toBe((await alice.session()).session.token);
    expect(rows("select * from session")).toHaveLength(1);
  });

  it.each([{}, autoSignIn.emailVerification])(
    "is seen at once by a browser with a cached session: %j",
    async (options) => {
      const { mailed, browser } = await make(
        {},
        { emailVerification: options, session: { cookieCache: { enabled: true, maxAge: 600 } } },
      );
      const alice = browser("alice");
      await alice.signUp();
      expect((await alice.session()).user.emailVerified).toBe(false);
      await alice.post(path, { email, otp: await mailed("email-verification") });
      expect((await alice.session()).user.emailVerified).toBe(true);
    },
  );

  it("is done once: a later code of the same kind signs nobody in and calls nobody", async () => {
    const called: string[] = [];
    const { mailed, browser } = await make(
      {},
      {
        emailVerification: {
          autoSignInAfterVerification: true,
          beforeEmailVerification: async (user) => void called.push(`before ${user.emailVerified}`),
          afterEmailVerification: async (user) => void called.push(`after ${user.emailVerified}`),
        },
      },
    );
    await browser("alice").signUp();
    await browser("x").post(path, { email, otp: await mailed("email-verification") });
    expect(called).toEqual(["before false", "after true"]);
    const later = browser("later");
    expect(await later.post(path, { email, otp: await mailed("email-verification") })).toMatchObject({
      status: 200,
      cookies: [],
      body: { status: true, token: null, user: { emailVerified: true } },
    });
    expect(called).toHaveLength(2);
  });

  it.each([
    [{ email: "bad", otp: "1" }, "INVALID_EMAIL"],
    [{ email: "nobody@example.com", otp: "1" }, "INVALID_OTP"],
    [{ email, otp: 1 }, "VALIDATION_ERROR"],
    [{ email }, "VALIDATION_ERROR"],
  ])("refuses %j", async (body, code) => {
    const { browser } = await make();
    expect(await browser().post(path, body)).toMatchObject(refusal(400, code));
  });

  it("says to whoever has the code that nobody has the address", async () => {
    const { browser, api } = await make();
    const otp = await api.createVerificationOTP({ body: { email, type: "email-verification" } });
    expect(await browser().post(path, { email, otp })).toMatchObject(refusal(400, "USER_NOT_FOUND"));
  });
});

describe("a code at sign-up", () => {
  const requiring = { emailAndPassword: { enabled: true, requireEmailVerification: true } };

  it("is mailed where the plugin is told to", async () => {
    const { browser, mails, last } = await make({ sendVerificationOnSignUp: true });
    const alice = browser("alice");
    await alice.signUp();
    expect(mails).toMatchObject([{ email, type: "email-verification" }]);
    expect(await alice.post(path, { email, otp: last().otp })).toMatchObject({ status: 200 });
    expect((await browser("bob").signUp({ email })).status).toBe(422);
    expect(mails).toHaveLength(1);
  });

  it("does not tell whether the address was taken, where the core does not", async () => {
    const { browser, mails } = await make({ sendVerificationOnSignUp: true }, requiring);
    const shape = async (name: string) => {
      const { status, body, cookies } = await browser(name).signUp({ email });
      return { status, cookies, keys: Object.keys(body.user), token: body.token };
    };
    expect(await shape("eve")).toEqual(await shape("alice"));
    await settled();
    expect(mails.map((mail) => mail.email)).toEqual([email, email]);
  });

  it("takes the place of the core's links: at sign-up, and on request", async () => {
    const { browser, mails, last } = await make({ overrideDefaultEmailVerification: true }, requiring);
    const alice = browser("alice");
    expect((await alice.signUp()).status).toBe(200);
    await vi.waitUntil(() => mails.length === 1);
    expect(mails).toMatchObject([{ email, type: "email-verification" }]);
    expect(await alice.signIn()).toMatchObject(refusal(403, "EMAIL_NOT_VERIFIED"));
    await alice.post("/send-verification-email", { email });
    await alice.post("/send-verification-email", { email: "nobody@example.com" });
    await vi.waitUntil(() => mails.length === 2);
    await settled();
    expect(mails).toHaveLength(2);
    await alice.post(path, { email, otp: last().otp });
    expect((await alice.signIn()).status).toBe(200);
  });

  it("is mailed once with both options, and waits for the mail when it signs in", async () => {
    const { browser, mails } = await make(
      { overrideDefaultEmailVerification: true, sendVerificationOnSignUp: true },
      { emailVerification: { sendOnSignUp: true } },
    );
    await browser("alice").signUp();
    expect(mails).toHaveLength(1);
  });

  it("leaves a mail of the application's own alone", async () => {
    const links: string[] = [];
    const { browser, mails } = await make(
      { overrideDefaultEmailVerification: true },
      { emailVerification: { sendOnSignUp: true, sendVerificationEmail: async ({ url }) => void links.push(url) } },
    );
    await browser("alice").signUp();
    expect([links.length, mails.length]).toEqual([1, 0]);
  });

  it("is sent by somebody who sends codes for it", async () => {
    const { browser } = await make();
    expect(await browser().post("/send-verification-email", { email })).toMatchObject(
      refusal(400, "VERIFICATION_EMAIL_NOT_ENABLED"),
    );
    expect((await browser().post(send, { email, type: "email-verification" })).status).toBe(200);
  });
});

describe("codes in the place of links, beside a change of address by links", () => {
  const changing = { user: { changeEmail: { enabled: true } } };
  const overriding = { overrideDefaultEmailVerification: true };

  it("are refused at the start, with the way out", async () => {
    const made = make(overriding, changing);
    await expect(made).rejects.toThrow(BetterAuthError);
    await expect(made).rejects.toThrow("emailOTP({ changeEmail: { enabled: true } })");
  });

  it("are not in the way of a function of the application's own", async () => {
    const links: string[] = [];
    const sendVerificationEmail = async ({ user }: { user: { email: string } }) => void links.push(user.email);
    const { browser, mails } = await make(overriding, { ...changing, emailVerification: { sendVerificationEmail } });
    const alice = browser("alice");
    await alice.signUp();
    expect(await alice.post("/change-email", { newEmail: "new@example.com" })).toMatchObject({ status: 200 });
    await settled();
    expect(links.at(-1)).toBe("new@example.com");
    expect(mails).toEqual([]);
  });

  it("are mailed to whom the core names, without looking for them again", async () => {
    const { auth, browser, mails, statementsOf } = await make(overriding);
    const alice = browser("alice");
    await alice.signUp();
    const { options } = await auth.$context;
    expect(options.emailVerification?.sendVerificationEmail).toBeTypeOf("function");
    const looks = async (ask: () => Promise<unknown>) =>
      (await statementsOf(ask)).filter((sql) => /from ["`]user["`] where/.test(sql)).length;
    expect(await looks(() => browser("x").post("/send-verification-email", { email }))).toBe(1);
    await settled();
    expect(mails).toMatchObject([{ email, type: "email-verification" }]);
  });
});
