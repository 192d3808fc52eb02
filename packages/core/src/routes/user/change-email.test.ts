import { describe, expect, it } from "vitest";
import { revokeUnprovenAccountAccess } from "../../db";
import { budget } from "../../test-support/budget";
import { makeAuth, SECRET } from "../../test-support/instance";
import { claimsOf, makeMailbox } from "../../test-support/mailbox";
import type { BetterAuthOptions, BetterAuthPlugin, UserOptions } from "../../types";
import { createEmailVerificationToken } from "../../user-lifecycle/email-link";

interface Settings {
  change?: Partial<NonNullable<UserOptions["changeEmail"]>>;
  /** With a mail to the old address. */
  confirms?: boolean;
  isVerified?: boolean;
  options?: Partial<BetterAuthOptions> & { plugins?: BetterAuthPlugin[] };
}

const NEW = "new@example.com";

/** Alice and bob, signed in, in browsers of theirs. */
async function setUp({ change = {}, confirms = false, isVerified = true, options = {} }: Settings = {}) {
  const mailbox = makeMailbox();
  const told: unknown[] = [];
  const made = await makeAuth({
    user: {
      changeEmail: {
        enabled: true,
        ...(confirms ? { sendChangeEmailConfirmation: mailbox.send("confirm") } : {}),
        ...change,
      },
    },
    emailVerification: {
      sendVerificationEmail: mailbox.send("verify"),
      afterEmailVerification: async (user) => void told.push(user.email),
    },
    ...options,
  });
  const [alice, bob] = [made.browser("alice"), made.browser("bob")];
  await alice.signUp();
  await bob.signUp();
  if (isVerified) made.db.prepare("update user set emailVerified = 1").run();
  const ask = (newEmail: string, more = {}) =>
    alice.post("/change-email", { newEmail, callbackURL: "/settings", ...more });
  const users = () => made.rows("select email, emailVerified from user order by rowid");
  return { ...made, ...mailbox, told, alice, bob, anybody: made.browser("anybody"), ask, users };
}

const alices = (email: string, emailVerified: number) => [
  { email, emailVerified },
  { email: "bob@example.com", emailVerified },
];
const locationOf = ({ headers }: { headers: Headers }) => headers.get("location");

describe("change-email", () => {
  it("changes the address once the new one has been proved, and tells the browser", async () => {
    const { alice, ask, last, users, told } = await setUp();
    expect(await ask("New@Example.com")).toMatchObject({ status: 200, body: { status: true }, cookies: [] });
    expect(last()).toMatchObject({ kind: "verify", user: { email: NEW, name: "alice" } });
    expect(claimsOf(last().token)).toMatchObject({
      email: "alice@example.com",
      updateTo: NEW,
      requestType: "change-email-verification",
    });
    expect(users()).toEqual(alices("alice@example.com", 1));

    const answer = await alice.get(last().url);
    expect(locationOf(answer)).toBe("/settings");
    expect(answer.cookies).toHaveLength(1);
    expect(users()).toEqual(alices(NEW, 1));
    expect((await alice.session()).user.email).toBe(NEW);
    expect(told).toEqual([NEW]);
  });

  it("asks at the old address first, where the options have a mail for that", async () => {
    const { alice, ask, last, mails, users } = await setUp({ confirms: true });
    await ask(NEW);
    expect(last()).toMatchObject({ kind: "confirm", newEmail: NEW, user: { email: "alice@example.com" } });
    const answer = await alice.get(last().url);
    expect(locationOf(answer)).toBe("/settings");
    expect(answer.cookies).toEqual([]);
    expect(users()).toEqual(alices("alice@example.com", 1));

    expect(mails).toHaveLength(2);
    expect(last()).toMatchObject({ kind: "verify", user: { email: NEW } });
    expect(last().url).toMatch(/&callbackURL=%2Fsettings$/);
    expect(locationOf(await alice.get(last().url))).toBe("/settings");
    expect(users()).toEqual(alices(NEW, 1));
  });

  it("of somebody unverified goes to the new address at once, and stays unverified", async () => {
    const { alice, ask, last, users, told } = await setUp({ confirms: true, isVerified: false });
    await ask(NEW);
    expect(last().kind).toBe("verify");
    expect(await alice.get(`/verify-email?token=${last().token}`)).toMatchObject({
      status: 200,
      body: { status: true, user: { email: NEW, emailVerified: false } },
    });
    expect(users()).toEqual(alices(NEW, 0));
    expect(told).toEqual([]);
  });

  it("needs no session where the link is opened, and makes none", async () => {
    const { anybody, ask, last, users } = await setUp();
    await ask(NEW);
    expect(await anybody.get(last().url)).toMatchObject({ status: 302, cookies: [] });
    expect(users()).toEqual(alices(NEW, 1));
  });

  it("does not tell whether the new address is taken", async () => {
    for (const confirms of [false, true]) {
      const { ask, mails, users } = await setUp({ confirms });
      const free = await ask(NEW);
      const taken = await ask("bob@example.com");
      expect(mails).toHaveLength(1);
      expect({ ...taken, headers: [...taken.headers] }).toEqual({ ...free, headers: [...free.headers] });
      expect(users()).toEqual(alices("alice@example.com", 1));
    }
  });

  it("sends two statements, whether the new address is taken or not", async () => {
    const { ask, statementsOf, alice, anybody, last } = await setUp();
    expect(await statementsOf(() => ask("bob@example.com"))).toHaveLength(2);
    expect(await statementsOf(() => ask(NEW))).toHaveLength(2);
    const { url } = last();
    expect(await statementsOf(() => alice.get(url))).toHaveLength(budget(2, 3));
    expect(await statementsOf(() => anybody.get(url))).toHaveLength(1);
  });

  it("is refused without a session, when it is off, for the same address, and without a way to prove the new one", async () => {
    const { ask, browser, users } = await setUp();
    expect(await browser("x").post("/change-email", { newEmail: NEW })).toMatchObject({ status: 401 });
    expect(await ask("ALICE@example.com")).toMatchObject({ status: 400, body: { code: "EMAIL_IS_THE_SAME" } });
    const off = await setUp({ change: { enabled: false } });
    expect(await off.ask(NEW)).toMatchObject({ status: 400, body: { code: "CHANGE_EMAIL_DISABLED" } });
    for (const change of [{}, { updateEmailWithoutVerification: true }]) {
      const noMails = await setUp({ change, options: { emailVerification: {} } });
      expect(await noMails.ask(NEW)).toMatchObject({ status: 400, body: { code: "VERIFICATION_EMAIL_NOT_ENABLED" } });
    }
    expect(users()).toEqual(alices("alice@example.com", 1));
  });
});

describe("user.changeEmail.updateEmailWithoutVerification", () => {
  const change = { updateEmailWithoutVerification: true };

  it("changes an unverified address at once, and mails a link to verify it", async () => {
    const { alice, ask, last, users } = await setUp({ change, isVerified: false });
    const answer = await ask(NEW);
    expect(answer).toMatchObject({ status: 200, body: { status: true } });
    expect(answer.cookies).toHaveLength(1);
    expect(users()).toEqual(alices(NEW, 0));
    expect((await alice.session()).user.email).toBe(NEW);
    expect(claimsOf(last().token)).not.toHaveProperty("updateTo");
    await alice.get(last().url);
    expect(users()[0]).toEqual({ email: NEW, emailVerified: 1 });
  });

  it("works without mails", async () => {
    const { ask, users } = await setUp({ change, isVerified: false, options: { emailVerification: {} } });
    expect((await ask(NEW)).status).toBe(200);
    expect(users()).toEqual(alices(NEW, 0));
  });

  it("takes no address from somebody else", async () => {
    const { ask, users, mails } = await setUp({ change, isVerified: false });
    expect(await ask("bob@example.com")).toMatchObject({ status: 200, body: { status: true }, cookies: [] });
    expect(users()).toEqual(alices("alice@example.com", 0));
    expect(mails).toEqual([]);
  });

  it("is not for an address that is verified at the same moment", async () => {
    const { ask, users, db } = await setUp({
      change,
      isVerified: false,
      options: {
        databaseHooks: {
          user: { update: { before: async () => void db.prepare("update user set emailVerified = 1").run() } },
        },
      },
    });
    const answer = await ask(NEW);
    expect(answer).toMatchObject({ status: 400, body: { code: "FAILED_TO_UPDATE_USER" }, cookies: [] });
    expect(users()).toEqual(alices("alice@example.com", 1));
  });

  it("is not for verified addresses", async () => {
    const { ask, users, last } = await setUp({ change });
    await ask(NEW);
    expect(users()).toEqual(alices("alice@example.com", 1));
    expect(last().kind).toBe("verify");
  });
});

describe("a link that changes an address", () => {
  it("writes the address it was sent to, whatever was asked for since (advisory 100)", async () => {
    const { alice, ask, mails, users } = await setUp();
    await ask("first@example.com");
    await ask("second@example.com");
    await alice.get(mails[0]?.url as string);
    expect(users()).toEqual(alices("first@example.com", 1));
    // The other one was asked for with an address that is no longer the user's.
    expect(locationOf(await alice.get(mails[1]?.url as string))).toBe("/settings?error=INVALID_TOKEN");
    expect(users()).toEqual(alices("first@example.com", 1));
  });

  it("works once", async () => {
    const { alice, ask, last, users, told } = await setUp();
    await ask(NEW);
    await alice.get(last().url);
    expect(locationOf(await alice.get(last().url))).toBe("/settings?error=INVALID_TOKEN");
    expect(await alice.get(`/verify-email?token=${last().token}`)).toMatchObject({
      status: 401,
      body: { code: "INVALID_TOKEN" },
    });
    expect(users()).toEqual(alices(NEW, 1));
    expect(told).toEqual([NEW]);
  });

  it("is refused when the address was taken meanwhile", async () => {
    const { alice, browser, ask, last, users } = await setUp();
    await ask(NEW);
    await browser("carol").signUp({ email: NEW });
    const code = "USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL";
    expect(locationOf(await alice.get(last().url))).toBe(`/settings?error=${code}`);
    expect(await alice.get(`/verify-email?token=${last().token}`)).toMatchObject({ status: 401, body: { code } });
    expect(users().slice(0, 2)).toEqual(alices("alice@example.com", 1));
  });

  it("is refused in somebody else's browser, at either step", async () => {
    const { alice, bob, ask, last, users, mails } = await setUp({ confirms: true });
    await ask(NEW);
    expect(locationOf(await bob.get(last().url))).toBe("/settings?error=INVALID_USER");
    expect(mails).toHaveLength(1);
    await alice.get(last().url);
    expect(locationOf(await bob.get(last().url))).toBe("/settings?error=INVALID_USER");
    expect(await bob.get(`/verify-email?token=${last().token}`)).toMatchObject({
      status: 401,
      body: { code: "INVALID_USER" },
    });
    expect(users()).toEqual(alices("alice@example.com", 1));
  });

  it("is refused when the user is gone, or has another address by now, at either step", async () => {
    const { anybody, ask, mails, alice, db } = await setUp({ confirms: true });
    await ask(NEW);
    await alice.get(mails[0]?.url as string);
    db.prepare("update user set email = 'moved@example.com' where name = 'alice'").run();
    for (const { url } of mails.slice(0, 2))
      expect(locationOf(await anybody.get(url))).toBe("/settings?error=INVALID_TOKEN");
    db.prepare("delete from user where name = 'alice'").run();
    for (const { url } of mails.slice(0, 2))
      expect(locationOf(await anybody.get(url))).toBe("/settings?error=USER_NOT_FOUND");
    expect(mails).toHaveLength(2);
  });

  it("for one step does not do another (advisory 17)", async () => {
    const { anybody, ask, last, users, mails } = await setUp({ confirms: true, isVerified: true });
    await ask(NEW);
    // The old address alone changes nothing, however often it agrees.
    await anybody.get(last().url);
    await anybody.get(mails[0]?.url as string);
    expect(users()).toEqual(alices("alice@example.com", 1));
    // A link that verifies the old address neither changes it nor is it changed into one by other parameters.
    const plain = await createEmailVerificationToken(SECRET, "alice@example.com");
    await anybody.get(
      `/verify-email?token=${plain}&updateTo=${NEW}&requestType=change-email-verification&email=${NEW}`,
    );
    expect(users()).toEqual(alices("alice@example.com", 1));
  });

  it("does not verify the old address of somebody unverified", async () => {
    const { anybody, ask, last, users } = await setUp({ isVerified: false });
    await ask(NEW);
    await anybody.get(last().url);
    expect(users()[0]).toEqual({ email: NEW, emailVerified: 0 });
  });

  it("that was asked for before the address was proved goes with everything of that time (advisory 15)", async () => {
    const { auth, anybody, ask, mails, users, rows } = await setUp({ isVerified: false });
    await ask("evil@example.com");
    const [{ id } = {}] = rows("select id from user where name = 'alice'");
    await revokeUnprovenAccountAccess({ context: await auth.$context }, id as string);
    expect(locationOf(await anybody.get(mails[0]?.url as string))).toBe("/settings?error=INVALID_TOKEN");
    expect(users()[0]).toEqual({ email: "alice@example.com", emailVerified: 1 });
  });

  it("is stopped by a database hook", async () => {
    const { alice, ask, last, users } = await setUp({
      options: { databaseHooks: { user: { update: { before: async () => false } } } },
    });
    await ask(NEW);
    const answer = await alice.get(last().url);
    expect(locationOf(answer)).toBe("/settings?error=FAILED_TO_UPDATE_USER");
    expect(answer.cookies).toEqual([]);
    expect(users()).toEqual(alices("alice@example.com", 1));
  });

  it("of an application's own making works for its user, and asks to verify the new address", async () => {
    const { bob, anybody, last, users, rows } = await setUp();
    const [{ id } = {}] = rows("select id from user where name = 'alice'");
    const linkTo = async (claims: Record<string, unknown>) =>
      `/verify-email?token=${await createEmailVerificationToken(SECRET, "alice@example.com", NEW, 600, claims)}`;
    expect(await anybody.get(await linkTo({}))).toMatchObject({ status: 401, body: { code: "INVALID_TOKEN" } });
    const link = await linkTo({ userId: id });
    expect(await bob.get(link)).toMatchObject({ status: 401, body: { code: "INVALID_USER" } });
    expect(await anybody.get(link)).toMatchObject({
      status: 200,
      body: { user: { email: NEW, emailVerified: false } },
    });
    expect(users()[0]).toEqual({ email: NEW, emailVerified: 0 });
    await anybody.get(last().url);
    expect(users()[0]).toEqual({ email: NEW, emailVerified: 1 });
  });

  it("raises an event that names both addresses", async () => {
    const events: unknown[] = [];
    const plugin: BetterAuthPlugin = {
      id: "audit",
      events: [{ types: ["email.changed"], handle: (event) => void events.push(event) }],
    };
    const { alice, ask, last } = await setUp({ options: { plugins: [plugin] } });
    await ask(NEW);
    await alice.get(last().url);
    expect(events).toMatchObject([{ type: "email.changed", email: NEW, previousEmail: "alice@example.com" }]);
  });
});
