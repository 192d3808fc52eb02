import { beforeEach, describe, expect, it } from "vitest";
import { make, refusal, settled } from "./test-instance";
import type { EmailOTPOptions } from "./types";

const email = "alice@example.com";
const newEmail = "new@example.com";
const request = "/email-otp/request-email-change";
const change = "/email-otp/change-email";
const enabled: Partial<EmailOTPOptions> = { changeEmail: { enabled: true } };
const verifying: Partial<EmailOTPOptions> = { changeEmail: { enabled: true, verifyCurrentEmail: true } };

async function signedIn(...settings: Parameters<typeof make>) {
  const made = await make(...settings);
  const alice = made.browser("alice");
  await alice.signUp();
  return { ...made, alice };
}

describe("another address by a code", () => {
  it("is mailed to, and is the user's once its code is typed", async () => {
    const called: string[] = [];
    const { alice, mails, last, rows } = await signedIn(enabled, {
      verification: { storeIdentifier: "plain" },
      emailVerification: {
        beforeEmailVerification: async (user) => void called.push(`before ${user.email}`),
        afterEmailVerification: async (user) => void called.push(`after ${user.email}`),
      },
    });
    expect(await alice.post(request, { newEmail: "New@Example.com" })).toMatchObject({
      status: 200,
      body: { success: true },
    });
    await settled();
    expect(mails).toMatchObject([{ email: newEmail, type: "change-email" }]);
    const { user } = await alice.session();
    expect(user.email).toBe(email);
    expect(rows("select identifier from verification")).toEqual([
      { identifier: `change-email-otp-${user.id}:${newEmail}` },
    ]);
    expect(await alice.post(change, { newEmail, otp: last().otp })).toMatchObject({
      status: 200,
      body: { success: true },
    });
    expect((await alice.session()).user).toMatchObject({ id: user.id, email: newEmail, emailVerified: true });
    expect(called).toEqual([`before ${email}`, `after ${newEmail}`]);
    expect(rows("select email, emailVerified from user")).toEqual([{ email: newEmail, emailVerified: 1 }]);
  });

  it("is off unless it is turned on", async () => {
    const { alice, mails } = await signedIn();
    for (const [path, body] of [
      [request, { newEmail }],
      [change, { newEmail, otp: "123456" }],
    ] as const) {
      expect(await alice.post(path, body)).toMatchObject(refusal(400, "CHANGE_EMAIL_WITH_OTP_DISABLED"));
    }
    expect(mails).toEqual([]);
  });

  it.each([request, change])("needs somebody who is signed in, and an address: %s", async (path) => {
    const { alice, browser } = await signedIn(enabled);
    const ask = (over: object, from = alice) => from.post(path, { newEmail, otp: "123456", ...over });
    expect(await ask({}, browser("x"))).toMatchObject(refusal(401, "UNAUTHORIZED"));
    expect(await ask({ newEmail: "bad" })).toMatchObject(refusal(400, "INVALID_EMAIL"));
    expect(await ask({ newEmail: "ALICE@example.com" })).toMatchObject(refusal(400, "EMAIL_IS_THE_SAME"));
    expect(await ask({ newEmail: [newEmail] })).toMatchObject(refusal(400, "VALIDATION_ERROR"));
    expect(await ask({ otp: 123456 })).toMatchObject(refusal(400, "VALIDATION_ERROR"));
  });

  it("does not work with a session that is over, whatever the browser has cached", async () => {
    const { alice, db } = await signedIn(enabled, { session: { cookieCache: { enabled: true, maxAge: 600 } } });
    db.prepare("delete from session").run();
    expect(await alice.post(request, { newEmail })).toMatchObject({ status: 401 });
  });

  it("works for the one who asked, and for the address that was asked for (advisory 13)", async () => {
    const { alice, browser, last, rows } = await signedIn(enabled);
    const bob = browser("bob");
    await bob.signUp();
    await alice.post(request, { newEmail });
    await settled();
    const { otp } = last();
    expect(await bob.post(change, { newEmail, otp })).toMatchObject(refusal(400, "INVALID_OTP"));
    expect(await alice.post(change, { newEmail: "other@example.com", otp })).toMatchObject(refusal(400, "INVALID_OTP"));
    expect(await alice.post(change, { newEmail, otp })).toMatchObject({ status: 200 });
    expect(await alice.post(change, { newEmail: "other@example.com", otp })).toMatchObject(refusal(400, "INVALID_OTP"));
    expect(rows("select email from user order by email")).toEqual([{ email: "bob@example.com" }, { email: newEmail }]);
  });

  it("does not tell whether somebody has the address, neither when asked nor by what wrong codes come to", async () => {
    const { alice, browser, mails, statementsOf } = await signedIn(enabled);
    await browser("bob").signUp();
    const story = async (address: string) => {
      const answers: unknown[] = [];
      const statements = await statementsOf(async () => answers.push(await alice.post(request, { newEmail: address })));
      for (let i = 0; i < 5; i++) answers.push(await alice.post(change, { newEmail: address, otp: "wrong" }));
      return { statements: statements.length, answers: JSON.parse(JSON.stringify(answers)) };
    };
    const taken = await story("bob@example.com");
    expect(taken).toEqual(await story(newEmail));
    await settled();
    expect(mails.map((mail) => mail.email)).toEqual([newEmail]);
  });

  it("is refused when somebody took it meanwhile", async () => {
    const { alice, browser, last, rows } = await signedIn(enabled);
    await alice.post(request, { newEmail });
    await settled();
    await browser("bob").signUp({ email: newEmail });
    expect(await alice.post(change, { newEmail, otp: last().otp })).toMatchObject(refusal(400, "EMAIL_ALREADY_IN_USE"));
    expect(rows("select email from user order by email")).toEqual([{ email }, { email: newEmail }]);
  });

  it("is changed once, of fifty tries at the same moment", async () => {
    const { alice, last } = await signedIn(enabled);
    await alice.post(request, { newEmail });
    await settled();
    const { otp } = last();
    const answers = await Promise.all(Array.from({ length: 50 }, () => alice.post(change, { newEmail, otp })));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  it("is not changed where a hook stops it", async () => {
    const { alice, last, rows } = await signedIn(enabled, {
      databaseHooks: { user: { update: { before: async () => false } } },
    });
    await alice.post(request, { newEmail });
    await settled();
    expect(await alice.post(change, { newEmail, otp: last().otp })).toMatchObject(
      refusal(400, "FAILED_TO_UPDATE_USER"),
    );
    expect(rows("select email from user")).toEqual([{ email }]);
  });
});

describe("with a code from the current address, too", () => {
  let made: Awaited<ReturnType<typeof signedIn>>;
  beforeEach(async () => {
    made = await signedIn(verifying);
  });

  it("is mailed to when that one is right, which spends it", async () => {
    const { alice, mailed, mails, last } = made;
    const otp = await mailed("email-verification");
    expect(await alice.post(request, { newEmail, otp })).toMatchObject({ status: 200 });
    await settled();
    expect(last()).toMatchObject({ email: newEmail, type: "change-email" });
    expect(await alice.post(request, { newEmail: "other@example.com", otp })).toMatchObject(
      refusal(400, "INVALID_OTP"),
    );
    expect(mails).toHaveLength(2);
    expect(await alice.post(change, { newEmail, otp: last().otp })).toMatchObject({ status: 200 });
  });

  it("is refused without it, and with another's", async () => {
    const { alice, browser, mailed, mails } = made;
    await browser("bob").signUp();
    const bobs = await mailed("email-verification", "bob@example.com");
    const count = mails.length;
    for (const otp of [undefined, ""]) {
      expect(await alice.post(request, { newEmail, otp })).toMatchObject(refusal(400, "CURRENT_EMAIL_OTP_REQUIRED"));
    }
    expect(await alice.post(request, { newEmail, otp: bobs })).toMatchObject(refusal(400, "INVALID_OTP"));
    await settled();
    expect(mails).toHaveLength(count);
    expect(await alice.post(change, { newEmail, otp: bobs })).toMatchObject(refusal(400, "INVALID_OTP"));
  });

  it("goes no further once another address would have to agree", async () => {
    const { alice, browser, mailed, last, rows } = made;
    const thief = browser("alice");
    await thief.signIn();
    const codeFor = async (by: typeof alice, address: string) => {
      const otp = await mailed("email-verification");
      expect(await by.post(request, { newEmail: address, otp })).toMatchObject({ status: 200 });
      await settled();
      return last().otp;
    };
    const thiefs = await codeFor(thief, "thief@example.com");
    expect(await alice.post(change, { newEmail, otp: await codeFor(alice, newEmail) })).toMatchObject({ status: 200 });
    expect(await thief.post(change, { newEmail: "thief@example.com", otp: thiefs })).toMatchObject(
      refusal(400, "INVALID_OTP"),
    );
    expect(rows("select email from user")).toEqual([{ email: newEmail }]);
  });

  it("spends nothing on an address that cannot be", async () => {
    const { alice, mailed } = made;
    const otp = await mailed("email-verification");
    expect(await alice.post(request, { newEmail: email, otp })).toMatchObject(refusal(400, "EMAIL_IS_THE_SAME"));
    expect(await alice.post(request, { newEmail: "bad", otp })).toMatchObject(refusal(400, "INVALID_EMAIL"));
    expect(await alice.post(request, { newEmail, otp })).toMatchObject({ status: 200 });
  });
});
