import { describe, expect, it } from "vitest";
import type { Browser } from "../test-support/browser";
import { cheapPasswords, makeAuth, ORIGIN } from "../test-support/instance";
import { type Mailer, mailOptions, makeMailbox } from "../test-support/mailbox";
import type { BetterAuthOptions } from "../types";

/** Headers with which somebody would have links lead to a site of theirs. */
const HOSTILE_HEADERS = {
  host: "evil.example",
  "x-forwarded-host": "evil.example",
  "x-forwarded-proto": "http",
  "x-forwarded-port": "81",
  "x-forwarded-prefix": "/evil",
  "x-original-url": "https://evil.example/",
  "x-rewrite-url": "/evil",
  forwarded: 'host="evil.example";proto=http',
  referer: `${ORIGIN}/evil`,
};

describe("links in mails", () => {
  it("lead to the configured origin, whatever the headers say (advisories 76, 91)", async () => {
    for (const trustedProxyHeaders of [false, true]) {
      const { send, mails } = makeMailbox();
      const { browser, db } = await makeAuth({ ...mailOptions(send), advanced: { trustedProxyHeaders } });
      const alice = browser();
      const headers = { headers: HOSTILE_HEADERS };
      await alice.post("/sign-up/email", { name: "a", email: alice.email, password: "correct horse 1" }, headers);
      await alice.post("/send-verification-email", { email: alice.email }, headers);
      await alice.post("/request-password-reset", { email: alice.email, redirectTo: "/reset" }, headers);
      await alice.post("/change-email", { newEmail: "new@example.com" }, headers);
      db.prepare("update user set emailVerified = 1").run();
      await alice.post("/change-email", { newEmail: "new@example.com" }, headers);
      await alice.get(mails.at(-1)?.url as string, headers);
      await alice.post("/delete-user", {}, headers);
      expect(mails.map(({ kind }) => kind)).toEqual([
        "verify",
        "verify",
        "reset",
        "verify",
        "confirm",
        "verify",
        "delete",
      ]);
      for (const { url } of mails) {
        expect(url.startsWith(`${ORIGIN}/api/auth/`), url).toBe(true);
        expect(url).not.toContain("evil");
      }
    }
  });
});

/** Requests whose answers hide whether an address is known, or taken. Each on a fresh instance. */
const HIDING: [
  string,
  (alice: Browser, email: string) => Promise<{ status: number; body: unknown; headers: Headers }>,
][] = [
  [
    "send-verification-email",
    (alice, email) => alice.post("/send-verification-email", { email }, { withoutCookies: true }),
  ],
  [
    "request-password-reset",
    (alice, email) => alice.post("/request-password-reset", { email }, { withoutCookies: true }),
  ],
  ["change-email", (alice, newEmail) => alice.post("/change-email", { newEmail })],
];

/** Everybody whom an address can belong to, as the one who asks does not know. */
async function everybody(send: (kind: string) => Mailer, logger: BetterAuthOptions["logger"] = { disabled: true }) {
  const { browser, db, statementsOf } = await makeAuth({ ...mailOptions(send), logger });
  const alice = browser();
  await alice.signUp();
  await browser("bob").signUp();
  await browser("verified").signUp();
  db.prepare("update user set emailVerified = 1 where name = 'verified'").run();
  return { alice, statementsOf, addresses: ["bob@example.com", "verified@example.com", "nobody@example.com"] };
}

describe("answers that hide whether there is an account", () => {
  it.each(HIDING)("of %s do not wait for a mail that hangs (advisory 112)", async (_name, ask) => {
    let hangs = false;
    const { alice, addresses } = await everybody(() => () => (hangs ? new Promise(() => {}) : Promise.resolve()));
    hangs = true;
    for (const address of addresses) expect((await ask(alice, address)).status, address).toBe(200);
  });

  it.each(HIDING)("of %s do not fail with a mail: that is logged (advisory 112)", async (_name, ask) => {
    for (const fail of [
      async () => {
        throw new Error("SMTP 421");
      },
      () => {
        throw new Error("SMTP 421");
      },
    ]) {
      const logged: unknown[][] = [];
      let fails = false;
      const { alice, addresses } = await everybody(() => () => (fails ? fail() : Promise.resolve()), {
        log: (level, ...rest) => void (level === "error" && logged.push(rest)),
      });
      fails = true;
      for (const address of addresses) expect((await ask(alice, address)).status, address).toBe(200);
      await new Promise((resolve) => setImmediate(resolve));
      expect(logged.length).toBeGreaterThan(0);
      expect(JSON.stringify(logged)).not.toMatch(/token=/);
    }
  });

  it.each(HIDING)("of %s are the same to the byte, after as many statements (advisory 49)", async (_name, ask) => {
    const { alice, addresses, statementsOf } = await everybody(makeMailbox().send);
    const seen = new Set<string>();
    for (const address of addresses) {
      const statements = await statementsOf(async () => {
        const { status, body, headers } = await ask(alice, address);
        seen.add(JSON.stringify([status, body, [...headers]]));
      });
      // Expired values are swept by whoever comes by, once a minute.
      seen.add(`${statements.filter((sql) => !sql.startsWith("delete")).length} statements`);
    }
    expect([...seen]).toHaveLength(2);
  });

  it("of sign-up do not wait for a mail that hangs, and are the same for a taken address (advisories 49, 112)", async () => {
    const hang = () => () => new Promise<void>(() => {});
    const { browser } = await makeAuth({
      ...mailOptions(hang),
      emailAndPassword: {
        enabled: true,
        password: cheapPasswords,
        requireEmailVerification: true,
        onExistingUserSignUp: hang(),
      },
    });
    const answers = [await browser("alice").signUp(), await browser("alice").signUp()];
    const text = answers.map(({ status, body, headers }) =>
      JSON.stringify([status, body, [...headers]]).replaceAll(/"(id|createdAt|updatedAt)":"[^"]+"/g, "$1"),
    );
    expect(text[1]).toBe(text[0]);
  });
});
