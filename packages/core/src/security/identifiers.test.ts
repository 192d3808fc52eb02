import { describe, expect, it } from "vitest";
import { type Control, controls, prepare, registry, sendControl } from "../test-support/controls";
import { makeAuth } from "../test-support/instance";
import { mailOptions, makeMailbox } from "../test-support/mailbox";

describe("e-mail addresses", () => {
  it.each([
    "alice＠example.com",
    "alice\u200b@example.com",
    "alice\u202e@example.com",
    "al\u0131ce@example.com",
    "alice@exam\u0440le.com",
    "alice@example.com\u0000",
    " alice@example.com",
    "alice@example.com\n",
    "alice@example",
    "alice@@example.com",
    `${"a".repeat(2000)}@example.com`,
  ])("%j is refused, not rewritten", async (email) => {
    const { browser, rows } = await makeAuth();
    expect(await browser().signUp({ email })).toMatchObject({ status: 400, body: { code: expect.any(String) } });
    expect(await browser().signIn({ email })).toMatchObject({ status: 400, body: { code: "INVALID_EMAIL" } });
    expect(rows("select * from user")).toEqual([]);
  });

  it("are one whatever their case, at sign-up and at sign-in (advisory 95)", async () => {
    const { browser, rows } = await makeAuth();
    expect((await browser("a").signUp({ email: "Alice@Example.COM" })).status).toBe(200);
    expect(await browser("b").signUp({ email: "aLICE@example.com" })).toMatchObject({
      status: 422,
      body: { code: "USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL" },
    });
    expect((await browser("a").signIn({ email: "ALICE@EXAMPLE.COM" })).status).toBe(200);
    expect(rows("select email from user")).toEqual([{ email: "alice@example.com" }]);
  });
});

/** What a mailer, or a database, would read as another address than we do, or as several. */
const NO_SINGLE_ADDRESS: unknown[] = [
  "alice＠example.com",
  "alice@ｅxample.com",
  "alice\u200b@example.com",
  "\u202ealice@example.com",
  "alice@example.com,evil@example.org",
  "alice@example.com;evil@example.org",
  "alice@example.com evil@example.org",
  "alice@example.com\r\nBcc: evil@example.org",
  "alice@example.com\u0000@example.org",
  '"alice@evil.example"@example.com',
  '"alice"@example.com',
  "Alice <alice@example.com>",
  "<alice@example.com>",
  "alice@example.com (evil@example.org)",
  "alice@[127.0.0.1]",
  "alice@example.com%0aBcc:evil@example.org",
  "<img src=x onerror=alert(1)>@example.com",
  '"<script>"@example.com',
  "mailto:alice@example.com",
  ["alice@example.com", "evil@example.org"],
  { address: "alice@example.com" },
];

/** Names of members of an endpoint's body that hold an address. */
function emailFieldsOf(schema: unknown): string[] {
  const def = (schema as { _zod?: { def?: { shape?: object; innerType?: unknown } } })?._zod?.def;
  if (def?.innerType) return emailFieldsOf(def.innerType);
  return Object.keys(def?.shape ?? {}).filter((name) => /email/i.test(name));
}

const takers = Object.entries(registry).flatMap(([key, endpoint]) =>
  emailFieldsOf(endpoint.options.body).map((field) => ({ key, field, control: controls[key] as Control })),
);

describe("an address that is not exactly one address", () => {
  it("can come in through these endpoints", () => {
    expect(takers.map(({ key, field }) => `${key}.${field}`).sort()).toEqual([
      "changeEmail.newEmail",
      "requestPasswordReset.email",
      "sendVerificationEmail.email",
      "signInEmail.email",
      "signInSocialEmail.email",
      "signUpEmail.email",
    ]);
  });

  it.each(takers)("is refused by $key before anything is sent or stored (advisories 56, 60, 61, 62)", async (taker) => {
    const { control, field } = taker;
    const { mails, send } = makeMailbox();
    const { browser, rows } = await prepare({ ...control, options: { ...control.options, ...mailOptions(send) } });
    const users = rows("select * from user");
    mails.length = 0;
    for (const value of NO_SINGLE_ADDRESS) {
      const answer = await sendControl(browser, control, { body: { ...control.body, [field]: value } });
      expect(answer, JSON.stringify(value)).toMatchObject({ status: 400, body: { code: expect.any(String) } });
    }
    expect(mails).toEqual([]);
    expect(rows("select * from user")).toEqual(users);
    expect((await sendControl(browser, control)).status).toBe(200);
  });
});

describe("known and unknown addresses", () => {
  it("answer alike where the contract hides which is which", async () => {
    const { browser } = await makeAuth({ emailAndPassword: { enabled: true, autoSignIn: false } });
    const fresh = await browser("a").signUp({ email: "a@example.com" });
    const taken = await browser("a").signUp({ email: "a@example.com" });
    const shape = (answer: typeof fresh) => ({
      status: answer.status,
      headers: [...answer.headers.keys()],
      keys: Object.keys(answer.body.user).sort(),
      token: answer.body.token,
    });
    expect(shape(taken)).toEqual(shape(fresh));
    const wrong = await browser("x").signIn({ email: "a@example.com", password: "wrong horse 1" });
    const unknown = await browser("x").signIn({ email: "b@example.com", password: "wrong horse 1" });
    expect({ ...unknown, headers: null }).toEqual({ ...wrong, headers: null });
  });

  it("cost one hash each", async () => {
    const calls: string[] = [];
    const password = {
      hash: async (text: string) => {
        calls.push("hash");
        return `h:${text}`;
      },
      verify: async ({ hash, password: text }: { hash: string; password: string }) => {
        calls.push("verify");
        return hash === `h:${text}`;
      },
    };
    const { browser } = await makeAuth({ emailAndPassword: { enabled: true, autoSignIn: false, password } });
    const count = async (work: () => Promise<unknown>) => {
      calls.length = 0;
      await work();
      return calls.length;
    };
    expect(await count(() => browser("a").signUp())).toBe(1);
    expect(await count(() => browser("a").signUp())).toBe(1);
    expect(await count(() => browser("a").signIn({ password: "wrong horse 1" }))).toBe(1);
    expect(await count(() => browser("b").signIn({ password: "wrong horse 1" }))).toBe(1);
  });
});
