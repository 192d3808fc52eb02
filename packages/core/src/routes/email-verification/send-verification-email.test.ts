import { describe, expect, it } from "vitest";
import { createAuthEndpoint, sendVerificationEmailFn } from "../../api";
import { cheapPasswords, makeAuth, ORIGIN, PASSWORD } from "../../test-support/instance";
import { makeMailbox } from "../../test-support/mailbox";
import type { BetterAuthOptions, EmailVerificationOptions } from "../../types";
import * as z from "../../zod";

async function setUp(verification: EmailVerificationOptions = {}, options: Partial<BetterAuthOptions> = {}) {
  const mailbox = makeMailbox();
  const made = await makeAuth({
    emailVerification: { sendVerificationEmail: mailbox.send("verify"), ...verification },
    ...options,
  } as Parameters<typeof makeAuth>[0]);
  return { ...made, ...mailbox, alice: made.browser("alice"), anybody: made.browser("anybody") };
}

function raise(): never {
  throw new Error("outside of a request");
}

const passwords = (over: object = {}) => ({ emailAndPassword: { enabled: true, password: cheapPasswords, ...over } });

describe("send-verification-email", () => {
  it("answers everybody alike, and mails the one who has something to verify", async () => {
    const { alice, anybody, mails, db } = await setUp();
    await alice.signUp();
    const ask = (email: string) => anybody.post("/send-verification-email", { email, callbackURL: "/a?c=d&e=f" });
    const answers = [await ask("nobody@example.com"), await ask("ALICE@example.com")];
    expect(mails).toMatchObject([{ user: { email: "alice@example.com", name: "alice" } }]);
    expect(mails[0]?.url).toMatch(/&callbackURL=%2Fa%3Fc%3Dd%26e%3Df$/);
    db.prepare("update user set emailVerified = 1").run();
    answers.push(await ask("alice@example.com"));
    expect(mails).toHaveLength(1);
    for (const { status, body, headers, cookies } of answers) {
      expect({ status, body, headers: [...headers], cookies }).toEqual({
        status: 200,
        body: { status: true },
        headers: [["content-type", "application/json"]],
        cookies: [],
      });
    }
  });

  it("leads to / when it is told nothing", async () => {
    const { alice, anybody, last } = await setUp();
    await alice.signUp();
    await anybody.post("/send-verification-email", { email: alice.email });
    expect(last().url).toBe(`${ORIGIN}/api/auth/verify-email?token=${last().token}&callbackURL=%2F`);
  });

  it("tells somebody who is signed in how the own address stands, and mails to no other", async () => {
    const { alice, mails, db } = await setUp();
    await alice.signUp();
    const ask = (email: string) => alice.post("/send-verification-email", { email });
    expect(await ask("bob@example.com")).toMatchObject({ status: 400, body: { code: "EMAIL_MISMATCH" } });
    expect(await ask("Alice@Example.com")).toMatchObject({ status: 200, body: { status: true } });
    expect(mails).toHaveLength(1);
    db.prepare("update user set emailVerified = 1").run();
    expect(await ask(alice.email)).toMatchObject({ status: 400, body: { code: "EMAIL_ALREADY_VERIFIED" } });
    expect(mails).toHaveLength(1);
  });

  it("is refused where the application sends no mails", async () => {
    const { browser } = await makeAuth();
    expect(await browser().post("/send-verification-email", { email: "a@example.com" })).toMatchObject({
      status: 400,
      body: { code: "VERIFICATION_EMAIL_NOT_ENABLED" },
    });
  });

  it("sends one statement, whoever is meant", async () => {
    const { alice, anybody, statementsOf, db } = await setUp();
    await alice.signUp();
    const ask = (email: string) => statementsOf(() => anybody.post("/send-verification-email", { email }));
    const unverified = await ask("alice@example.com");
    const unknown = await ask("nobody@example.com");
    expect(await statementsOf(() => alice.post("/send-verification-email", { email: alice.email }))).toHaveLength(1);
    db.prepare("update user set emailVerified = 1").run();
    const verified = await ask("alice@example.com");
    expect([unverified, unknown, verified].map((statements) => statements.length)).toEqual([1, 1, 1]);
  });

  it("hands its mail to advanced.backgroundTasks, whether it waits otherwise or not", async () => {
    const tasks: Promise<unknown>[] = [];
    const { alice, anybody, mails } = await setUp(
      {},
      { advanced: { backgroundTasks: { handler: (task) => void tasks.push(task) } } },
    );
    await alice.signUp();
    for (const browser of [alice, anybody]) await browser.post("/send-verification-email", { email: alice.email });
    expect(tasks).toHaveLength(2);
    await Promise.all(tasks);
    expect(mails).toHaveLength(2);
  });

  it.each([
    ["throws", () => raise()],
    ["rejects", async () => raise()],
  ])("goes on without advanced.backgroundTasks when that %s, and tells nothing by it", async (_how, handler) => {
    const lines: string[] = [];
    const { alice, anybody, mails } = await setUp(
      {},
      {
        logger: { log: (_level, message) => void lines.push(message) },
        advanced: { backgroundTasks: { handler } },
        ...passwords({
          requireEmailVerification: true,
          sendResetPassword: async () => {},
          onExistingUserSignUp: async () => {},
        }),
      },
    );
    const statuses = [await alice.signUp(), await alice.signUp()].map(({ status }) => status);
    for (const email of [alice.email, "nobody@example.com"]) {
      statuses.push((await anybody.post("/request-password-reset", { email })).status);
      statuses.push((await anybody.post("/send-verification-email", { email })).status);
    }
    expect(statuses).toEqual([200, 200, 200, 200, 200, 200]);
    expect(mails).toHaveLength(2);
    expect(lines.filter((line) => line.includes("advanced.backgroundTasks.handler failed"))).not.toEqual([]);
  });

  it("works as a direct call without headers", async () => {
    const { auth, alice, mails } = await setUp();
    await alice.signUp();
    expect(await auth.api.sendVerificationEmail({ body: { email: alice.email } })).toEqual({ status: true });
    expect(mails).toHaveLength(1);
  });

  it("mails after the commit of a transaction around the call, and never after a roll-back", async () => {
    const { auth, alice, mails } = await setUp();
    await alice.signUp();
    const { runWithTransaction } = await import("../../context");
    const { adapter } = await auth.$context;
    const send = (fails: boolean) =>
      runWithTransaction(adapter, async () => {
        await auth.api.sendVerificationEmail({ body: { email: alice.email } });
        expect(mails).toHaveLength(0);
        if (fails) throw new Error("undone");
      });
    await expect(send(true)).rejects.toThrow("undone");
    expect(mails).toHaveLength(0);
    await send(false);
    expect(mails).toHaveLength(1);
  });
});

describe("sign-up", () => {
  it.each([
    [{ requireEmailVerification: true }, {}, 1],
    [{ requireEmailVerification: true }, { sendOnSignUp: false }, 0],
    [{}, { sendOnSignUp: true }, 1],
    [{}, {}, 0],
  ])("with %j and %j sends %i mails", async (password, verification, count) => {
    const { alice, mails } = await setUp(verification, passwords(password));
    expect((await alice.signUp({ callbackURL: "/welcome" })).status).toBe(200);
    expect(mails).toHaveLength(count);
    for (const { user, url } of mails) {
      expect(user.email).toBe("alice@example.com");
      expect(url).toMatch(/&callbackURL=%2Fwelcome$/);
    }
  });

  it("mails nobody about an address that is taken, and does not tell", async () => {
    const { alice, browser, mails } = await setUp({}, passwords({ requireEmailVerification: true }));
    const first = await alice.signUp();
    const second = await browser("eve").signUp({ email: alice.email });
    expect(second.status).toBe(first.status);
    // In the same order, too: it is part of the answer.
    expect(Object.keys(second.body.user)).toEqual(Object.keys(first.body.user));
    expect(mails).toHaveLength(1);
  });

  it("goes on without a function that sends mails", async () => {
    const { browser } = await makeAuth(passwords({ requireEmailVerification: true }));
    expect((await browser().signUp()).status).toBe(200);
  });
});

describe("a sign-in that is refused for an unverified address", () => {
  it.each([
    [{ sendOnSignIn: true }, 1],
    [{ sendOnSignIn: false }, 0],
    [{}, 0],
  ])("with %j sends %i mails", async (verification, count) => {
    const { alice, mails } = await setUp(
      { sendOnSignUp: false, ...verification },
      passwords({ requireEmailVerification: true }),
    );
    await alice.signUp();
    expect(await alice.signIn({ password: "wrong horse 9" })).toMatchObject({ status: 401 });
    expect(mails).toHaveLength(0);
    const answer = await alice.signIn({ callbackURL: "/after" });
    expect(answer).toMatchObject({ status: 403, body: { code: "EMAIL_NOT_VERIFIED" }, cookies: [] });
    expect(mails).toHaveLength(count);
    if (count === 0) return;
    expect(mails[0]?.url).toMatch(/&callbackURL=%2Fafter$/);
    await alice.get(mails[0]?.url as string);
    expect((await alice.signIn()).status).toBe(200);
    expect(mails).toHaveLength(1);
  });

  it("is no reason to mail where an unverified address may sign in", async () => {
    const { alice, mails } = await setUp({ sendOnSignIn: true });
    await alice.signUp();
    expect((await alice.signIn()).status).toBe(200);
    expect(mails).toHaveLength(0);
  });
});

describe("sendVerificationEmailFn", () => {
  const plugin = {
    id: "resend",
    endpoints: {
      resend: createAuthEndpoint(
        "/resend",
        { method: "POST", body: z.looseObject({ email: z.string() }) },
        async (ctx) => {
          const found = await ctx.context.internalAdapter.findUserByEmail(ctx.body.email);
          if (found) await sendVerificationEmailFn(ctx, found.user);
          return { ok: true };
        },
      ),
    },
  };

  it("sends the mail from a plugin's endpoint, with the body's target", async () => {
    const { alice, last } = await setUp({}, { plugins: [plugin] });
    await alice.signUp();
    await alice.post("/resend", { email: alice.email, callbackURL: "/q" });
    expect(last()).toMatchObject({ user: { email: alice.email }, url: expect.stringMatching(/&callbackURL=%2Fq$/) });
    await alice.post("/resend", { email: alice.email, callbackURL: 5 });
    expect(last().url).toMatch(/&callbackURL=%2F$/);
  });

  it("says that the application sends no mails", async () => {
    const { browser } = await makeAuth({ plugins: [plugin] });
    await browser().post("/sign-up/email", { name: "a", email: "alice@example.com", password: PASSWORD });
    expect(await browser().post("/resend", { email: "alice@example.com" })).toMatchObject({
      status: 400,
      body: { code: "VERIFICATION_EMAIL_NOT_ENABLED" },
    });
  });
});
