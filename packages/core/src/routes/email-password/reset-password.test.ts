import { afterEach, describe, expect, it, vi } from "vitest";
import { cheapPasswords, makeAuth, ORIGIN, PASSWORD } from "../../test-support/instance";
import { FIFTY, RACE } from "../../test-support/races";
import type { BetterAuthOptions } from "../../types";

type Mail = { url: string; token: string; user: { email: string } };
type Passwords = NonNullable<BetterAuthOptions["emailAndPassword"]>;

/** An instance that keeps its reset mails, with alice signed up. */
async function makeResets(passwords: Partial<Passwords> = {}, options: Partial<BetterAuthOptions> = {}) {
  const mails: Mail[] = [];
  const lines: string[] = [];
  const made = await makeAuth({
    logger: { log: (_level, message, ...rest) => void lines.push([message, ...rest.map(String)].join(" ")) },
    verification: { disableCleanup: true },
    ...(options as object),
    emailAndPassword: {
      enabled: true,
      password: cheapPasswords,
      sendResetPassword: async (mail) => void mails.push(mail as Mail),
      ...passwords,
    },
  });
  const alice = made.browser("alice");
  await alice.signUp();
  const anonymous = made.browser("anonymous");
  const request = async (body: Record<string, unknown> = {}) => {
    await anonymous.post("/request-password-reset", { email: "alice@example.com", ...body });
    return mails.at(-1) as Mail;
  };
  const reset = (token: string, newPassword = "better horse 2") =>
    anonymous.post("/reset-password", { token, newPassword });
  return { ...made, alice, anonymous, mails, lines, request, reset };
}

const INVALID = { status: 400, body: { code: "INVALID_TOKEN", message: "Invalid token" } };

afterEach(() => void vi.useRealTimers());

describe("a reset mail", () => {
  it("leads by way of the server to the application's page, and looking spends nothing", async () => {
    const { anonymous, request, reset } = await makeResets();
    const { url, token } = await request({ redirectTo: "/new-password?from=mail" });
    expect(token).toMatch(/^[a-zA-Z0-9]{24}$/);
    expect(url).toBe(
      `${ORIGIN}/api/auth/reset-password/${token}?callbackURL=${encodeURIComponent("/new-password?from=mail")}`,
    );
    for (const method of ["GET", "HEAD", "GET"]) {
      const opened = await anonymous.send(method, url);
      expect([opened.status, opened.headers.get("location")]).toEqual([
        302,
        `${ORIGIN}/new-password?from=mail&token=${token}`,
      ]);
    }
    expect(await reset(token)).toMatchObject({ status: 200, body: { status: true } });
    const late = await anonymous.get(url);
    expect(late.headers.get("location")).toBe(`${ORIGIN}/new-password?from=mail&error=INVALID_TOKEN`);
  });

  it("without a page leads to the error page", async () => {
    const { anonymous, request } = await makeResets();
    const { url } = await request();
    expect(url.endsWith("?callbackURL=")).toBe(true);
    expect((await anonymous.get(url)).headers.get("location")).toBe(`${ORIGIN}/api/auth/error?error=INVALID_TOKEN`);
  });

  it("leads to an app by its own scheme, when that is trusted", async () => {
    const { anonymous, request } = await makeResets({}, { trustedOrigins: ["myapp://"] });
    const { url, token } = await request({ redirectTo: "myapp://reset" });
    expect((await anonymous.get(url)).headers.get("location")).toBe(`myapp://reset?token=${token}`);
  });

  it("is not sent to an address that nobody has", async () => {
    const { mails, request } = await makeResets();
    await request({ email: "nobody@example.com" });
    expect(mails).toEqual([]);
  });

  it("is not sent for a token that a database hook kept from being stored", async () => {
    const { mails, request, anonymous } = await makeResets(
      {},
      { databaseHooks: { verification: { create: { before: async () => false } } } },
    );
    await request();
    expect(mails).toEqual([]);
    const answer = await anonymous.post("/request-password-reset", { email: "alice@example.com" });
    expect(answer.status).toBe(200);
  });

  it("cannot be asked for where none is sent", async () => {
    const { browser } = await makeAuth();
    expect(await browser().post("/request-password-reset", { email: "alice@example.com" })).toMatchObject({
      status: 400,
      body: { code: "RESET_PASSWORD_DISABLED", message: "Reset password isn't enabled" },
    });
  });
});

describe("a reset", () => {
  it("changes the password, signs nobody in, and leaves sessions alone unless told", async () => {
    const { alice, browser, request, reset, rows } = await makeResets();
    const answer = await reset((await request()).token);
    expect([answer.status, answer.cookies]).toEqual([200, []]);
    expect(await alice.session()).not.toBeNull();
    expect((await browser("alice").signIn()).status).toBe(401);
    expect((await browser("alice").signIn({ password: "better horse 2" })).status).toBe(200);
    expect(rows("select * from verification")).toEqual([]);
  });

  it("ends every session with revokeSessionsOnPasswordReset", async () => {
    const { alice, request, reset, rows } = await makeResets({ revokeSessionsOnPasswordReset: true });
    await alice.signIn();
    await reset((await request()).token);
    expect(await alice.session()).toBeNull();
    expect(rows("select * from session")).toEqual([]);
  });

  describe("of a user whose address nobody had proved", () => {
    const plant = "insert into account (id, accountId, providerId, userId, createdAt, updatedAt)";
    const planted = async (passwords: Partial<Passwords>) => {
      const made = await makeResets(passwords);
      made.db.exec(`${plant} select 'planted', '4242', 'github', id, createdAt, updatedAt from user`);
      const left = () => ({
        providers: made.rows("select providerId from account order by providerId").map(({ providerId }) => providerId),
        sessions: made.rows("select id from session").length,
        emailVerified: made.rows("select emailVerified from user")[0]?.emailVerified,
      });
      return { ...made, left };
    };
    const cleared = { providers: ["credential"], sessions: 0, emailVerified: 1 };

    it("takes away what was planted, accounts and sessions, where it ends sessions (advisory 15)", async () => {
      const { alice, browser, request, reset, left } = await planted({ revokeSessionsOnPasswordReset: true });
      const { token } = await request();
      expect((await reset(token)).status).toBe(200);
      expect(left()).toEqual(cleared);
      expect(await alice.session()).toBeNull();
      expect((await browser("alice").signIn()).status).toBe(401);
      expect((await browser("alice").signIn({ password: "better horse 2" })).status).toBe(200);
      expect(await reset(token, "another horse 3")).toMatchObject(INVALID);
    });

    it("takes nothing away where sessions stay", async () => {
      const { request, reset, left } = await planted({});
      expect((await reset((await request()).token)).status).toBe(200);
      expect(left()).toEqual({ providers: ["credential", "github"], sessions: 1, emailVerified: 0 });
    });

    it("takes away sessions alone by a token of the application, which does not say where it was mailed to", async () => {
      const { auth, reset, left, rows } = await planted({ revokeSessionsOnPasswordReset: true });
      const { internalAdapter } = await auth.$context;
      const value = rows("select id from user")[0]?.id as string;
      const expiresAt = new Date(Date.now() + 60_000);
      await internalAdapter.createVerificationValue({ identifier: "reset-password:of-ours", value, expiresAt });
      expect((await reset("of-ours")).status).toBe(200);
      expect(left()).toEqual({ providers: ["credential", "github"], sessions: 0, emailVerified: 0 });
    });

    it("takes accounts from nobody who has proved the address before, or since the mail", async () => {
      const { db, request, reset, left } = await planted({ revokeSessionsOnPasswordReset: true });
      const { token } = await request();
      db.exec("update user set emailVerified = 1");
      expect((await reset(token)).status).toBe(200);
      expect(left()).toEqual({ ...cleared, providers: ["credential", "github"] });
    });

    it("is refused where the password has changed since the mail", async () => {
      const { alice, request, reset, left } = await planted({ revokeSessionsOnPasswordReset: true });
      const { token } = await request();
      vi.useFakeTimers({ now: Date.now() + 2000, toFake: ["Date"] });
      const change = { currentPassword: PASSWORD, newPassword: "better horse 2" };
      expect((await alice.post("/change-password", change)).status).toBe(200);
      expect(await reset(token, "another horse 3")).toMatchObject(INVALID);
      expect(left()).toEqual({ providers: ["credential", "github"], sessions: 1, emailVerified: 0 });
    });

    it("is refused where the password changes between the look and the write", async () => {
      let meanwhile = async () => {};
      const hash = async (text: string) => {
        await meanwhile();
        return cheapPasswords.hash(text);
      };
      const passwords = { revokeSessionsOnPasswordReset: true, password: { ...cheapPasswords, hash } };
      const { auth, request, reset, left } = await planted(passwords);
      const { adapter } = await auth.$context;
      const { token } = await request();
      meanwhile = async () => {
        const where = [{ field: "providerId", value: "credential" }];
        await adapter.update({ model: "account", where, update: { updatedAt: new Date(Date.now() + 60_000) } });
      };
      expect(await reset(token)).toMatchObject(INVALID);
      expect(left()).toEqual({ providers: ["credential", "github"], sessions: 1, emailVerified: 0 });
    });

    it("is spent by one of many at once", RACE, async () => {
      const { request, reset, left } = await planted({ revokeSessionsOnPasswordReset: true });
      const { token } = await request();
      const answers = await Promise.all(FIFTY.map((n) => reset(token, `better horse ${n}`)));
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
      expect(left()).toEqual(cleared);
    });
  });

  it("takes the token from the query, too", async () => {
    const { anonymous, request } = await makeResets();
    const { token } = await request();
    const answer = await anonymous.post(`/reset-password?token=${token}`, { newPassword: "better horse 2" });
    expect(answer.status).toBe(200);
  });

  it("is not possible with a token that is late", async () => {
    const { request, reset } = await makeResets({ resetPasswordTokenExpiresIn: 900 });
    const { token } = await request();
    vi.useFakeTimers({ now: Date.now() + 901_000, toFake: ["Date"] });
    expect(await reset(token)).toMatchObject(INVALID);
  });

  it.each(["short", "p".repeat(129)])("with a password of a wrong length leaves the token usable", async (password) => {
    const { request, reset } = await makeResets();
    const { token } = await request();
    expect((await reset(token, password)).status).toBe(400);
    expect((await reset(token)).status).toBe(200);
  });

  it("with a token that nobody was sent costs no hash", async () => {
    let hashes = 0;
    const hash = async (password: string) => {
      hashes++;
      return cheapPasswords.hash(password);
    };
    const { request, reset } = await makeResets({ password: { ...cheapPasswords, hash } });
    const { token } = await request();
    hashes = 0;
    expect(await reset("x".repeat(24))).toMatchObject(INVALID);
    expect(hashes).toBe(0);
    expect((await reset(token)).status).toBe(200);
    expect(hashes).toBe(1);
  });

  it("whose hash fails leaves the token usable", async () => {
    let isBroken = false;
    const hash = async (password: string) => {
      if (isBroken) throw new Error("no memory");
      return cheapPasswords.hash(password);
    };
    const { request, reset } = await makeResets({ password: { ...cheapPasswords, hash } });
    const { token } = await request();
    isBroken = true;
    expect((await reset(token)).status).toBe(500);
    isBroken = false;
    expect((await reset(token)).status).toBe(200);
  });

  it("whose write fails leaves password and sessions as they were", async () => {
    const { alice, browser, request, reset } = await makeResets(
      { revokeSessionsOnPasswordReset: true },
      { databaseHooks: { session: { delete: { before: async () => Promise.reject(new Error("down")) } } } },
    );
    const { token } = await request();
    expect((await reset(token)).status).toBe(500);
    expect(await alice.session()).not.toBeNull();
    expect((await browser("alice").signIn()).status).toBe(200);
  });

  it("gives a password to a user who has none", async () => {
    const { db, browser, request, reset, rows } = await makeResets();
    db.exec("update account set providerId = 'github', accountId = '4242', password = null");
    expect((await reset((await request()).token)).status).toBe(200);
    const [{ id }] = rows("select id from user") as [{ id: string }];
    expect(rows("select providerId, accountId from account order by rowid")).toEqual([
      { providerId: "github", accountId: "4242" },
      { providerId: "credential", accountId: id },
    ]);
    expect((await browser("alice").signIn({ password: "better horse 2" })).status).toBe(200);
  });

  it.each(["serial", "uuid"] as const)("works with ids of the kind %s", async (generateId) => {
    const { browser, request, reset } = await makeResets(
      { revokeSessionsOnPasswordReset: true },
      { advanced: { database: { generateId } } },
    );
    expect((await reset((await request()).token)).status).toBe(200);
    expect((await browser("alice").signIn({ password: "better horse 2" })).status).toBe(200);
  });

  it("of a user who is gone says so", async () => {
    const { db, request, reset } = await makeResets();
    const { token } = await request();
    db.exec("delete from user");
    expect(await reset(token)).toMatchObject({ status: 400, body: { code: "USER_NOT_FOUND" } });
  });

  it("tells onPasswordReset afterwards; its failure is logged, and the reset stands", async () => {
    const told: string[] = [];
    const { browser, lines, request, reset } = await makeResets({
      onPasswordReset: async ({ user }) => {
        told.push(user.email);
        throw new Error("the audit service is down");
      },
    });
    expect(await reset((await request()).token)).toMatchObject({ status: 200, body: { status: true } });
    expect(told).toEqual(["alice@example.com"]);
    expect(lines.join("\n")).toContain("the audit service is down");
    expect((await browser("alice").signIn({ password: "better horse 2" })).status).toBe(200);
  });

  it("raises its events: asked for, with or without a user, and changed", async () => {
    const seen: unknown[] = [];
    const plugin = {
      id: "watch",
      events: [
        {
          types: ["password.reset-requested" as const, "password.changed" as const],
          handle: ({ type, userId, identifier }: never) => void seen.push({ type, userId, identifier }),
        },
      ],
    };
    const { request, reset, rows } = await makeResets({}, { plugins: [plugin] });
    const [{ id: userId }] = rows("select id from user") as [{ id: string }];
    await request({ email: "nobody@example.com" });
    await reset((await request()).token);
    expect(seen).toEqual([
      { type: "password.reset-requested", userId: undefined, identifier: "nobody@example.com" },
      { type: "password.reset-requested", userId, identifier: "alice@example.com" },
      { type: "password.changed", userId, identifier: undefined },
    ]);
  });
});

describe("a reset token and later changes of the password", () => {
  const NOON = new Date("2030-01-15T12:00:00.000Z").getTime();
  const at = (ms: number) => vi.useFakeTimers({ now: NOON + ms, toFake: ["Date"] });

  it("a token from before a reset with another one is refused, also of the same millisecond", async () => {
    at(0);
    const { request, reset, alice } = await makeResets();
    const tokens = [(await request()).token, (await request()).token, (await request()).token];
    at(1);
    tokens.push((await request()).token);
    at(2);
    expect((await reset(tokens[1] as string)).status).toBe(200);
    for (const token of [tokens[0], tokens[2], tokens[3]]) expect(await reset(token as string)).toMatchObject(INVALID);
    expect((await alice.signIn({ password: "better horse 2" })).status).toBe(200);
  });

  it("a token from before a change of the password is refused", async () => {
    at(0);
    const { alice, request, reset } = await makeResets();
    const { token } = await request();
    at(1);
    const change = { currentPassword: PASSWORD, newPassword: "third horse 3" };
    expect((await alice.post("/change-password", change)).status).toBe(200);
    expect(await reset(token)).toMatchObject(INVALID);
    expect((await alice.signIn({ password: "third horse 3" })).status).toBe(200);
  });

  it("a token of the very millisecond that the password is from works", async () => {
    at(0);
    const { request, reset } = await makeResets();
    expect((await reset((await request()).token)).status).toBe(200);
    expect((await reset((await request()).token, "third horse 3")).status).toBe(200);
  });

  it("a token from before a user without a password got one is refused", async () => {
    at(0);
    const { db, request, reset } = await makeResets();
    db.exec("delete from account");
    const tokens = [(await request()).token, (await request()).token];
    at(1);
    expect((await reset(tokens[0] as string)).status).toBe(200);
    expect(await reset(tokens[1] as string)).toMatchObject(INVALID);
  });
});

describe("a reset token and later changes of the address", () => {
  const NEW = "new@example.com";

  it("a token that was mailed to the address of before is refused", async () => {
    const { db, alice, request, reset } = await makeResets();
    const { token } = await request();
    db.prepare("update user set email = ?").run(NEW);
    expect(await reset(token)).toMatchObject(INVALID);
    expect((await alice.signIn({ email: NEW })).status).toBe(200);
    const { token: fresh } = await request({ email: NEW.toUpperCase() });
    expect((await reset(fresh)).status).toBe(200);
  });

  it.each(["own-token", "a".repeat(24)])("a token of the application's own making says no address: %s", async (own) => {
    const { auth, rows, reset } = await makeResets();
    const [{ id: value }] = rows("select id from user") as [{ id: string }];
    const { internalAdapter } = await auth.$context;
    const expiresAt = new Date(Date.now() + 60_000);
    await internalAdapter.createVerificationValue({ identifier: `reset-password:${own}`, value, expiresAt });
    expect((await reset(own)).status).toBe(200);
  });
});
