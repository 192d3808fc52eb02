import { beforeEach, describe, expect, it, vi } from "vitest";
import { APIError } from "../../api";
import { budget } from "../../test-support/budget";
import { cheapPasswords, makeAuth, ORIGIN, SECRET } from "../../test-support/instance";
import { claimsOf, makeMailbox } from "../../test-support/mailbox";
import type { BetterAuthOptions, BetterAuthPlugin, EmailVerificationOptions } from "../../types";
import { createEmailVerificationToken } from "../../user-lifecycle/email-link";

const linkOf = (token: string, callbackURL?: string) =>
  `/verify-email?${new URLSearchParams({ token, ...(callbackURL === undefined ? {} : { callbackURL }) })}`;

/** An instance that sends mails, and alice, who is signed up, in a browser of hers. */
async function setUp(
  verification: EmailVerificationOptions = {},
  options: Omit<Partial<BetterAuthOptions>, "plugins"> & { plugins?: BetterAuthPlugin[] } = {},
) {
  const mailbox = makeMailbox();
  const made = await makeAuth({
    emailVerification: { sendVerificationEmail: mailbox.send("verify"), ...verification },
    ...options,
  });
  const alice = made.browser("alice");
  await alice.signUp();
  const userOf = (name: string) => made.rows("select * from user where name = ?", name)[0] as Record<string, unknown>;
  const token = await createEmailVerificationToken(SECRET, alice.email, undefined, 600, { userId: userOf("alice").id });
  return { ...made, ...mailbox, alice, anybody: made.browser("anybody"), userOf, token };
}

describe("a link that verifies an address", () => {
  it("is mailed, works in any browser, and leads on to its target", async () => {
    const { alice, anybody, last, userOf } = await setUp();
    await alice.post("/send-verification-email", { email: alice.email, callbackURL: "/welcome?x=1&y=2#top" });
    const mail = last();
    expect(mail.url).toBe(
      `${ORIGIN}/api/auth/verify-email?token=${mail.token}&callbackURL=${encodeURIComponent("/welcome?x=1&y=2#top")}`,
    );
    expect(claimsOf(mail.token)).toMatchObject({ email: alice.email, userId: userOf("alice").id });
    const answer = await anybody.get(mail.url);
    expect(answer).toMatchObject({ status: 302, cookies: [] });
    expect(answer.headers.get("location")).toBe("/welcome?x=1&y=2#top");
    expect(userOf("alice").emailVerified).toBe(1);
    expect((await alice.session()).user.emailVerified).toBe(true);
  });

  it("answers with JSON when it has no target, and the same on every further visit", async () => {
    const { anybody, token } = await setUp();
    for (let visit = 0; visit < 3; visit++) {
      expect(await anybody.get(linkOf(token))).toMatchObject({ status: 200, body: { status: true, user: null } });
    }
  });

  it("that somebody spoiled, or that names another user, says INVALID_TOKEN and changes nothing", async () => {
    const { alice, anybody, token, userOf } = await setUp();
    const others = await createEmailVerificationToken(SECRET, alice.email, undefined, 600, { userId: "other" });
    const foreign = await createEmailVerificationToken("x".repeat(32), alice.email);
    for (const wrong of ["", "x.y.z", `${token.slice(0, -4)}AAAA`, others, foreign]) {
      expect(await anybody.get(linkOf(wrong))).toMatchObject({ status: 401, body: { code: "INVALID_TOKEN" } });
      const answer = await anybody.get(linkOf(wrong, "/page?a=1#here"));
      expect(answer.status).toBe(302);
      expect(answer.headers.get("location")).toBe("/page?a=1&error=INVALID_TOKEN#here");
    }
    expect(userOf("alice").emailVerified).toBe(0);
  });

  it("that came too late says TOKEN_EXPIRED", async () => {
    const { anybody, alice, last, userOf } = await setUp({ expiresIn: 5 });
    await alice.post("/send-verification-email", { email: alice.email, callbackURL: "/page" });
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 6_000 });
    try {
      expect((await anybody.get(last().url)).headers.get("location")).toBe("/page?error=TOKEN_EXPIRED");
      expect(await anybody.get(linkOf(last().token))).toMatchObject({ status: 401, body: { code: "TOKEN_EXPIRED" } });
    } finally {
      vi.useRealTimers();
    }
    expect(userOf("alice").emailVerified).toBe(0);
  });

  it("of a user who is gone, or has another address by now, says USER_NOT_FOUND", async () => {
    const { anybody, token, db, userOf } = await setUp();
    db.prepare("update user set email = 'moved@example.com'").run();
    expect(await anybody.get(linkOf(token))).toMatchObject({ status: 401, body: { code: "USER_NOT_FOUND" } });
    expect(userOf("alice").emailVerified).toBe(0);
    db.prepare("delete from user").run();
    expect((await anybody.get(linkOf(token, "/page"))).headers.get("location")).toBe("/page?error=USER_NOT_FOUND");
  });

  it("does not verify an address that went to somebody else", async () => {
    const { anybody, browser, token, db, userOf } = await setUp();
    db.prepare("update user set email = 'moved@example.com'").run();
    await browser("bob").signUp({ email: "alice@example.com" });
    expect(await anybody.get(linkOf(token))).toMatchObject({ status: 401, body: { code: "INVALID_TOKEN" } });
    expect([userOf("alice").emailVerified, userOf("bob").emailVerified]).toEqual([0, 0]);
  });

  it("does not verify an address that the user gives up at the same moment", async () => {
    let changed = () => {};
    const { anybody, token, db, userOf } = await setUp({ beforeEmailVerification: async () => changed() });
    changed = () => db.prepare("update user set email = 'moved@example.com'").run();
    await anybody.get(linkOf(token));
    expect(userOf("alice")).toMatchObject({ email: "moved@example.com", emailVerified: 0 });
  });

  it("made by an application works without a user's id", async () => {
    const { anybody, userOf } = await setUp();
    expect((await anybody.get(linkOf(await createEmailVerificationToken(SECRET, "ALICE@example.com")))).status).toBe(
      200,
    );
    expect(userOf("alice").emailVerified).toBe(1);
  });

  it("outlives a rotation of the secrets", async () => {
    const { token, db } = await setUp();
    const rotated = await makeAuth({
      database: db,
      secrets: [{ version: 1, value: "Zt8wLr4JxQ2nVb6KcM9yHg3FsD7pTe5A" }],
    });
    expect((await rotated.browser().get(linkOf(token))).status).toBe(200);
  });
});

describe("the application's functions", () => {
  const seen: unknown[] = [];
  beforeEach(() => {
    seen.length = 0;
  });
  const note = (what: string) => async (user: { email: string; emailVerified: boolean }, request?: Request) =>
    void seen.push([what, user.email, user.emailVerified, request instanceof Request]);

  it("are called once, before and after, with the user and the request", async () => {
    const { anybody, token } = await setUp({
      beforeEmailVerification: note("before"),
      afterEmailVerification: note("after"),
    });
    await anybody.get(linkOf(token));
    await anybody.get(linkOf(token));
    expect(seen).toEqual([
      ["before", "alice@example.com", false, true],
      ["after", "alice@example.com", true, true],
    ]);
  });

  it("stop a verification by a throw before it", async () => {
    const { anybody, token, userOf } = await setUp({
      beforeEmailVerification: async () => {
        throw new APIError("BAD_REQUEST", { code: "NOT_NOW", message: "Not now" });
      },
      afterEmailVerification: note("after"),
    });
    expect(await anybody.get(linkOf(token))).toMatchObject({ status: 400, body: { code: "NOT_NOW" } });
    expect(userOf("alice").emailVerified).toBe(0);
    expect(seen).toEqual([]);
  });

  it("that refuse lead to the target with their code, as everything does that a person is to see", async () => {
    const { anybody, token } = await setUp({
      beforeEmailVerification: async () => {
        throw new APIError("BAD_REQUEST", { code: "NOT_NOW", message: "Not now" });
      },
    });
    expect((await anybody.get(linkOf(token, "/page?x=1"))).headers.get("location")).toBe("/page?x=1&error=NOT_NOW");
  });

  it("do not undo one by a throw after it: that is logged", async () => {
    const logged: string[] = [];
    const { anybody, token, userOf } = await setUp(
      {
        afterEmailVerification: async () => {
          throw new Error("The newsletter is down");
        },
      },
      { logger: { log: (level, message) => void logged.push(`${level} ${message}`) } },
    );
    expect((await anybody.get(linkOf(token))).status).toBe(200);
    expect(userOf("alice").emailVerified).toBe(1);
    expect(logged.filter((line) => line.startsWith("error"))).toHaveLength(1);
  });

  it("are not called when a database hook stops it, and nobody is signed in", async () => {
    const { anybody, token, userOf, rows } = await setUp(
      { afterEmailVerification: note("after"), autoSignInAfterVerification: true },
      { databaseHooks: { user: { update: { before: async () => false } } } },
    );
    expect(await anybody.get(linkOf(token))).toMatchObject({ status: 401, body: { code: "FAILED_TO_UPDATE_USER" } });
    expect((await anybody.get(linkOf(token, "/page"))).headers.get("location")).toBe(
      "/page?error=FAILED_TO_UPDATE_USER",
    );
    expect(userOf("alice").emailVerified).toBe(0);
    expect(rows("select * from session")).toHaveLength(1);
    expect(seen).toEqual([]);
  });
});

describe("autoSignInAfterVerification", () => {
  const options = { autoSignInAfterVerification: true };

  it("signs in the browser that opens the link, once", async () => {
    const { anybody, browser, token, rows } = await setUp(options);
    await anybody.get(linkOf(token, "/in"));
    expect((await anybody.session()).user).toMatchObject({ email: "alice@example.com", emailVerified: true });
    const second = browser("second");
    expect(await second.get(linkOf(token, "/in"))).toMatchObject({ status: 302, cookies: [] });
    expect(rows("select * from session")).toHaveLength(2);
  });

  it("leaves the owner's session as it is, and replaces somebody else's", async () => {
    const { alice, browser, token, rows, db } = await setUp(options);
    const before = (await alice.session()).session.id;
    expect((await alice.get(linkOf(token))).cookies).toHaveLength(1);
    expect(await alice.session()).toMatchObject({ session: { id: before }, user: { emailVerified: true } });
    expect(rows("select * from session")).toHaveLength(1);

    db.prepare("update user set emailVerified = 0").run();
    const bob = browser("bob");
    await bob.signUp();
    await bob.get(linkOf(token));
    expect((await bob.session()).user.email).toBe("alice@example.com");
  });

  it("asks what is owed besides the address: without it there is no session", async () => {
    const plugin: BetterAuthPlugin = {
      id: "second-step",
      signInRequirements: [
        {
          id: "second-step",
          order: 500,
          evaluate: (_user, factor) =>
            factor.id === "email-verification"
              ? { status: "pending", identifier: "x", response: { secondStep: true } }
              : { status: "satisfied" },
        },
      ],
    };
    const { anybody, token, rows, userOf } = await setUp(options, { plugins: [plugin] });
    const answer = await anybody.get(linkOf(token));
    expect(answer).toMatchObject({ status: 200, body: { secondStep: true } });
    expect(await anybody.session()).toBeNull();
    expect(rows("select * from session")).toHaveLength(1);
    expect(userOf("alice").emailVerified).toBe(1);
  });

  it("leads to the target with a code when a sign-in is denied, and the address is verified all the same", async () => {
    const plugin: BetterAuthPlugin = {
      id: "doors",
      signInRequirements: [
        {
          id: "doors",
          order: 500,
          evaluate: (_user, factor) =>
            factor.id === "email-verification"
              ? { status: "deny", error: { status: 403, code: "CLOSED", message: "Closed" } }
              : { status: "satisfied" },
        },
      ],
    };
    const { anybody, token, userOf } = await setUp(options, { plugins: [plugin] });
    expect(await anybody.get(linkOf(token, "/page"))).toMatchObject({ status: 302, cookies: [] });
    expect(userOf("alice").emailVerified).toBe(1);
    const again = await setUp(options, { plugins: [plugin] });
    const answer = await again.anybody.get(linkOf(again.token, "/page"));
    expect(answer.headers.get("location")).toBe("/page?error=CLOSED");
  });

  it("meets emailAndPassword.requireEmailVerification by itself", async () => {
    const { anybody, token } = await setUp(options, {
      emailAndPassword: { enabled: true, password: cheapPasswords, requireEmailVerification: true },
    });
    await anybody.get(linkOf(token));
    expect(await anybody.session()).not.toBeNull();
  });
});

describe("verify-email", () => {
  it("says what a request without a query lacks", async () => {
    const { anybody } = await setUp();
    expect(await anybody.get("/verify-email")).toMatchObject({
      status: 400,
      body: { code: "VALIDATION_ERROR", message: "[query.token] Invalid input: expected string, received undefined" },
    });
  });

  it("is answered when looked at with HEAD, as scanners of mail do, and does nothing", async () => {
    const told: string[] = [];
    const { anybody, token, userOf, rows, statementsOf } = await setUp({
      autoSignInAfterVerification: true,
      beforeEmailVerification: async () => void told.push("before"),
      afterEmailVerification: async () => void told.push("after"),
    });
    const change = await createEmailVerificationToken(SECRET, "alice@example.com", "new@example.com", 600, {
      userId: userOf("alice").id,
      requestType: "change-email-verification",
    });
    const statements = await statementsOf(async () => {
      for (const link of [token, change]) {
        expect(await anybody.send("HEAD", linkOf(link))).toMatchObject({ status: 200, body: null, cookies: [] });
        const led = await anybody.send("HEAD", linkOf(link, "/in"));
        expect([led.status, led.headers.get("location"), led.cookies]).toEqual([302, "/in", []]);
      }
    });
    expect([statements, told]).toEqual([[], []]);
    expect(userOf("alice")).toMatchObject({ email: "alice@example.com", emailVerified: 0 });
    expect(rows("select * from session")).toHaveLength(1);
    expect((await anybody.send("HEAD", linkOf("x.y.z", "/in"))).headers.get("location")).toBe(
      "/in?error=INVALID_TOKEN",
    );

    await anybody.get(linkOf(token));
    expect([userOf("alice").emailVerified, told]).toEqual([1, ["before", "after"]]);
    await anybody.get(linkOf(change));
    expect(userOf("alice").email).toBe("new@example.com");
  });

  it("sends three statements at most", async () => {
    const { alice, anybody, token, statementsOf, db } = await setUp({ autoSignInAfterVerification: true });
    // The user, the change, the session.
    expect(await statementsOf(() => anybody.get(linkOf(token)))).toHaveLength(budget(3, 4));
    // Verified already.
    expect(await statementsOf(() => alice.get(linkOf(token)))).toHaveLength(1);
    db.prepare("update user set emailVerified = 0").run();
    // The session with its user, the change.
    expect(await statementsOf(() => alice.get(linkOf(token)))).toHaveLength(budget(2, 3));
    // Refused before the database is asked.
    expect(await statementsOf(() => alice.get(linkOf("x.y.z")))).toHaveLength(0);
  });

  it("raises an event with the change, and undoes both together", async () => {
    const events: unknown[] = [];
    let isBroken = true;
    const plugin: BetterAuthPlugin = {
      id: "audit",
      events: [
        {
          types: ["email.verified"],
          durable: true,
          handle(event) {
            if (isBroken) throw new Error("The audit log is full");
            events.push(event);
          },
        },
      ],
    };
    const { anybody, token, userOf } = await setUp({}, { plugins: [plugin] });
    expect((await anybody.get(linkOf(token))).status).toBe(500);
    expect(userOf("alice").emailVerified).toBe(0);
    isBroken = false;
    expect((await anybody.get(linkOf(token))).status).toBe(200);
    expect(events).toMatchObject([{ type: "email.verified", userId: userOf("alice").id, email: "alice@example.com" }]);
  });

  it("redirects, as a direct call, by throwing", async () => {
    const { auth, token } = await setUp();
    await expect(auth.api.verifyEmail({ query: { token, callbackURL: "/page" } })).rejects.toMatchObject({
      statusCode: 302,
    });
    expect(await auth.api.verifyEmail({ query: { token } })).toEqual({ status: true, user: null });
    await expect(auth.api.verifyEmail({ query: { token: "x" } })).rejects.toMatchObject({ statusCode: 401 });
  });

  it.each(["/日本", "/ä?x=ö"])("leads on to %s, in a form that headers take (advisory 68)", async (target) => {
    const { anybody, token, alice } = await setUp();
    for (const link of [linkOf(token, target), linkOf("x.y.z", target)]) {
      const answer = await anybody.get(link);
      expect(answer.status).toBe(302);
      expect(decodeURI(answer.headers.get("location") as string)).toContain(target);
    }
    const signIn = await alice.signIn({ callbackURL: target });
    expect(signIn).toMatchObject({ status: 200, body: { url: target } });
    expect(signIn.headers.get("location")).toBe(encodeURI(target));
  });
});
