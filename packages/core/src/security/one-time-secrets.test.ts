import { describe, expect, it } from "vitest";
import type { Answer, Browser } from "../test-support/browser";
import { fakeProvider } from "../test-support/fake-provider";
import { cheapPasswords, makeAuth, SECRET } from "../test-support/instance";
import { makeMailbox } from "../test-support/mailbox";
import { signInSocial } from "../test-support/social";
import type { BetterAuthOptions, StoreIdentifierOption } from "../types";
import { createEmailVerificationToken } from "../user-lifecycle/email-link";

const FORMS: [string, StoreIdentifierOption][] = [
  ["plain", "plain"],
  ["hashed", "hashed"],
  ["of a hash of the application's", { hash: async (identifier) => `own-${identifier.length}-${identifier}` }],
];

/** Alice and bob, and one of each secret that the core hands out, mailed to alice; in her browser a sign-in with a provider waits for an address. */
async function makeSecrets(storeIdentifier: StoreIdentifierOption, options: Partial<BetterAuthOptions> = {}) {
  const { send, last } = makeMailbox();
  const fake = fakeProvider();
  fake.person = { sub: "7", name: "Hedy" };
  let provider = "";
  const missingEmail = {
    page: "/complete-sign-up",
    sendVerificationEmail: async ({ token }: { token: string }) => {
      provider = token;
    },
  };
  const made = await makeAuth({
    ...(options as object),
    plugins: [fake.plugin],
    account: { missingEmail },
    verification: { storeIdentifier, disableCleanup: true },
    emailAndPassword: { enabled: true, password: cheapPasswords, sendResetPassword: send("reset") },
    emailVerification: { sendVerificationEmail: send("verify") },
    user: { deleteUser: { enabled: true, sendDeleteAccountVerification: send("delete") } },
  });
  const alice = made.browser("alice");
  const { body } = await alice.signUp();
  const bob = made.browser("bob");
  await bob.signUp();
  await alice.post("/request-password-reset", { email: "alice@example.com" });
  const reset = last().token;
  await alice.post("/delete-user", {});
  const deletion = last().token;
  await alice.post("/send-verification-email", { email: "alice@example.com" });
  const email = last().token;
  await signInSocial(alice);
  await alice.post("/sign-in/social/email", { email: "hedy@example.com" });
  return { ...made, alice, bob, userId: body.user.id as string, secrets: { reset, deletion, email, provider } };
}

type Kind = "reset" | "deletion" | "email" | "state" | "provider";

/** Everything that takes a secret, by the kind it takes. Each says whether it was accepted. */
const REDEEMERS: [Kind, string, (browser: Browser, token: string) => Promise<boolean>][] = [
  ["reset", "POST /reset-password", async (browser, token) => isDone(await reset(browser, token))],
  [
    "reset",
    "POST /reset-password with the token in the query",
    async (browser, token) =>
      isDone(
        await browser.post(`/reset-password?token=${encodeURIComponent(token)}`, { newPassword: "better horse 2" }),
      ),
  ],
  [
    "reset",
    "GET /reset-password/:token",
    async (browser, token) =>
      leadsOn(await browser.get(`/reset-password/${encodeURIComponent(token)}?callbackURL=/new`)),
  ],
  ["deletion", "POST /delete-user", async (browser, token) => isDone(await browser.post("/delete-user", { token }))],
  [
    "deletion",
    "GET /delete-user/callback",
    async (browser, token) => isDone(await browser.get(`/delete-user/callback?token=${encodeURIComponent(token)}`)),
  ],
  [
    "email",
    "GET /verify-email",
    async (browser, token) => isDone(await browser.get(`/verify-email?token=${encodeURIComponent(token)}`)),
  ],
  [
    "provider",
    "GET /sign-in/social/email/callback",
    async (browser, token) =>
      leadsOn(await browser.get(`/sign-in/social/email/callback?token=${encodeURIComponent(token)}`)),
  ],
];

function reset(browser: Browser, token: unknown): Promise<Answer> {
  return browser.post("/reset-password", { token, newPassword: "better horse 2" });
}
function leadsOn(answer: Answer): boolean {
  return answer.status === 302 && !answer.headers.get("location")?.includes("error=");
}
function isDone(answer: Answer): boolean {
  if (answer.status >= 400) expect(answer.body.code).toEqual(expect.any(String));
  return answer.status < 400;
}

/** Every secret at every door, on any database. */
const MANY = { timeout: 30_000 };

describe.each(FORMS)("one-time secrets whose stored form is %s", (_name, form) => {
  it("open nothing but what they are for (advisory 17)", MANY, async () => {
    const made = await makeSecrets(form);
    const { alice, auth, rows, secrets, userId } = made;
    const { internalAdapter } = await auth.$context;
    const expiresAt = new Date(Date.now() + 60_000);
    await internalAdapter.createVerificationValue({ identifier: "auth-state:some-state", value: userId, expiresAt });
    const foreign: [Kind, string][] = [
      ["reset", secrets.reset],
      ["deletion", secrets.deletion],
      ["email", secrets.email],
      ["provider", secrets.provider],
      ["state", "some-state"],
    ];
    const before = rows("select * from user order by email");
    for (const [kind, secret] of foreign) {
      const prefixes = ["", "reset-password:", "delete-account-", "auth-state:", "provider-sign-in:"];
      for (const spelling of prefixes.map((prefix) => `${prefix}${secret}`)) {
        for (const [wanted, name, redeem] of REDEEMERS) {
          if (wanted === kind && spelling === secret) continue;
          expect(await redeem(alice, spelling), `${kind} secret as ${spelling} at ${name}`).toBe(false);
        }
      }
    }
    expect(rows("select * from user order by email")).toEqual(before);
    // The control: each still opens its own door.
    expect(await REDEEMERS[5]?.[2](alice, secrets.email)).toBe(true);
    expect(await REDEEMERS[2]?.[2](alice, secrets.reset)).toBe(true);
    expect(await REDEEMERS[0]?.[2](alice, secrets.reset)).toBe(true);
    expect(await REDEEMERS[4]?.[2](alice, secrets.deletion)).toBe(true);
    expect(await REDEEMERS[6]?.[2](alice, secrets.provider)).toBe(true);
  });

  it(
    "are found by the secret, never by what they belong to or by how they are stored (advisories 65, 66)",
    MANY,
    async () => {
      const { alice, rows, userId } = await makeSecrets(form);
      const stored = rows("select id, identifier, value from verification") as Record<string, string>[];
      expect(stored).toHaveLength(3);
      const guesses = [
        userId,
        "alice@example.com",
        "%",
        "*",
        "reset-password:",
        "delete-account-",
        "provider-sign-in:",
      ];
      for (const { id, identifier, value } of stored) guesses.push(id as string, identifier as string, value as string);
      for (const guess of guesses) {
        for (const [, name, redeem] of REDEEMERS)
          expect(await redeem(alice, guess), `"${guess}" at ${name}`).toBe(false);
      }
      expect(rows("select id, identifier, value from verification")).toEqual(stored);
    },
  );

  it("are spent once (advisory 92)", async () => {
    const { alice, bob, secrets } = await makeSecrets(form);
    expect((await reset(bob, secrets.reset)).status).toBe(200);
    for (const [kind, name, redeem] of REDEEMERS) {
      if (kind === "reset") expect(await redeem(alice, secrets.reset), name).toBe(false);
    }
    expect((await alice.post("/delete-user", { token: secrets.deletion })).status).toBe(200);
    await alice.signUp();
    for (const [kind, name, redeem] of REDEEMERS) {
      if (kind === "deletion") expect(await redeem(alice, secrets.deletion), name).toBe(false);
    }
    expect(await REDEEMERS[6]?.[2](alice, secrets.provider)).toBe(true);
    expect(await REDEEMERS[6]?.[2](alice, secrets.provider)).toBe(false);
  });
});

describe("one-time secrets", () => {
  it("stand in no table as they are, unless the options say so", async () => {
    const { rows, secrets } = await makeSecrets("hashed");
    const table = JSON.stringify(rows("select * from verification"));
    expect(table).not.toContain(secrets.reset);
    expect(table).not.toContain(secrets.deletion);
    expect(table).not.toContain(secrets.provider);
    const plain = await makeSecrets("plain");
    expect(JSON.stringify(plain.rows("select * from verification"))).toContain(plain.secrets.reset);
  });

  it("of another secret key open nothing", async () => {
    const { alice, userId } = await makeSecrets("hashed");
    const forged = await createEmailVerificationToken(`${SECRET}x`, "alice@example.com", undefined, 3600, { userId });
    expect(await REDEEMERS[5]?.[2](alice, forged)).toBe(false);
  });

  it.each(["", "{}", "null", "[]", "[{}]", '""', "0"])(
    "are not stepped over by the body %j (advisory 98)",
    async (raw) => {
      const { alice, rows, secrets } = await makeSecrets("hashed");
      const state = () => ["user", "account", "session"].map((table) => rows(`select * from ${table}`));
      const before = state();
      for (const path of [
        "/request-password-reset",
        "/reset-password",
        "/verify-password",
        "/change-password",
        "/unlink-account",
        "/update-session",
      ]) {
        const answer = await alice.send("POST", path, raw);
        expect(answer.status, path).toBe(400);
        expect(answer.body.code, path).toEqual(expect.any(String));
      }
      const answer = await alice.send("POST", "/delete-user", raw);
      // Nothing but a mail, which is what a body without a token asks for.
      if (raw === "{}") expect(answer.body).toEqual({ success: true, message: "Verification email sent" });
      else expect(answer).toMatchObject({ status: 400, body: { code: expect.any(String) } });
      expect(state()).toEqual(before);
      expect((await reset(alice, secrets.reset)).status).toBe(200);
    },
  );

  it.each([undefined, null, "", [], {}, [""], 0, true, { $ne: "" }, { length: 24 }])(
    "are not replaced by the token %j (advisory 98)",
    async (token) => {
      const { alice, rows, secrets } = await makeSecrets("hashed");
      const before = ["user", "account"].map((table) => rows(`select * from ${table}`));
      expect(await reset(alice, token)).toMatchObject({ status: 400, body: { code: expect.any(String) } });
      const deletion = await alice.post("/delete-user", { token });
      expect(deletion.body.message).not.toBe("User deleted");
      expect(["user", "account"].map((table) => rows(`select * from ${table}`))).toEqual(before);
      expect((await reset(alice, secrets.reset)).status).toBe(200);
    },
  );
});
