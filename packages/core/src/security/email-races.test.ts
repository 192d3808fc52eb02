import { describe, expect, it } from "vitest";
import { memoryAdapter } from "../adapters-memory";
import { makeAuth } from "../test-support/instance";
import { makeMailbox } from "../test-support/mailbox";
import { FIFTY, RACE, raceDatabase } from "../test-support/races";
import { databaseName } from "../test-support/test-database";
import type { BetterAuthOptions } from "../types";

const NAMES = FIFTY.map((index) => `browser${index}`);

const DATABASES: [string, () => { file?: string; database?: NonNullable<BetterAuthOptions["database"]> }][] = [
  [databaseName, raceDatabase],
  ["the memory adapter", () => ({ database: memoryAdapter({}) })],
];

/** Nobody goes on before so many have come: all of them have read what nobody has changed yet. */
function makeGate() {
  let missing = 0;
  let open = () => {};
  let opened = Promise.resolve();
  return {
    closeFor(count: number) {
      missing = count;
      opened = new Promise((resolve) => {
        open = resolve;
      });
    },
    async pass() {
      if (--missing === 0) open();
      await opened;
    },
  };
}

/** Users, signed up, and what the application is told. The gate stands before each change of a user. */
async function setUp(database: { file?: string; database?: NonNullable<BetterAuthOptions["database"]> }) {
  const { send, mails, last } = makeMailbox();
  const told: string[] = [];
  const changed: string[] = [];
  const gate = makeGate();
  const { auth, browser } = await makeAuth({
    ...database,
    emailVerification: {
      sendVerificationEmail: send("verify"),
      autoSignInAfterVerification: true,
      afterEmailVerification: async ({ email }) => void told.push(email),
    },
    user: { changeEmail: { enabled: true } },
    databaseHooks: { user: { update: { before: gate.pass, after: async ({ email }) => void changed.push(email) } } },
  });
  const { adapter } = await auth.$context;
  const users = () => adapter.findMany<{ id: string; email: string; emailVerified: boolean }>({ model: "user" });
  const verifyAll = () => adapter.updateMany({ model: "user", where: [], update: { emailVerified: true } });
  return { browser, mails, last, told, changed, gate, users, adapter, verifyAll };
}

describe.each(DATABASES)("fifty visits of one link at once, on %s,", RACE, (_name, database) => {
  it("verify the address once: one is told, one is signed in, the others see what is verified already", async () => {
    const { browser, last, told, changed, gate, users, adapter } = await setUp(database());
    await browser("alice").signUp();
    await browser("alice").post("/send-verification-email", { email: "alice@example.com", callbackURL: "/in" });
    const before = await adapter.count({ model: "session" });
    gate.closeFor(50);
    const answers = await Promise.all(NAMES.map((name) => browser(name).get(last().url)));
    expect(new Set(answers.map(({ status, headers }) => `${status} ${headers.get("location")}`))).toEqual(
      new Set(["302 /in"]),
    );
    expect(answers.filter(({ cookies }) => cookies.length > 0)).toHaveLength(1);
    expect(told).toEqual(["alice@example.com"]);
    expect(changed).toEqual(["alice@example.com"]);
    expect((await users())[0]?.emailVerified).toBe(true);
    expect(await adapter.count({ model: "session" })).toBe(before + 1);
  });

  it("change the address once: the others are refused", async () => {
    const { browser, last, told, changed, gate, users, verifyAll } = await setUp(database());
    const alice = browser("alice");
    await alice.signUp();
    await verifyAll();
    await alice.post("/change-email", { newEmail: "new@example.com", callbackURL: "/in" });
    gate.closeFor(50);
    const answers = await Promise.all(NAMES.map((name) => browser(name).get(last().url)));
    const locations = answers.map(({ headers }) => headers.get("location"));
    expect(locations.filter((location) => location === "/in")).toHaveLength(1);
    expect(locations.filter((location) => location === "/in?error=INVALID_TOKEN")).toHaveLength(49);
    expect(told).toEqual(["new@example.com"]);
    expect(changed).toEqual(["new@example.com"]);
    expect((await users())[0]?.email).toBe("new@example.com");
  });
});

describe.each(DATABASES)("at once, on %s,", RACE, (_name, database) => {
  it("twenty users who each proved one new address: one gets it (advisory 100)", async () => {
    const { browser, mails, gate, users, verifyAll } = await setUp(database());
    const names = NAMES.slice(0, 20);
    for (const name of names) {
      const somebody = browser(name);
      await somebody.signUp();
      await verifyAll();
      await somebody.post("/change-email", { newEmail: "wanted@example.com", callbackURL: "/in" });
    }
    expect(mails).toHaveLength(20);
    gate.closeFor(20);
    const answers = await Promise.all(mails.map(({ url }, index) => browser(`visitor${index}`).get(url)));
    const locations = answers.map(({ status, headers }) => `${status} ${headers.get("location")}`);
    expect(locations.filter((location) => location === "302 /in")).toHaveLength(1);
    expect(
      locations.filter((location) => location === "302 /in?error=USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL"),
    ).toHaveLength(19);
    expect((await users()).filter(({ email }) => email === "wanted@example.com")).toHaveLength(1);
  });

  it("links to two new addresses of one user: one is written, and it is the one its link was sent to (advisory 100)", async () => {
    const { browser, mails, gate, users, verifyAll, changed } = await setUp(database());
    const alice = browser("alice");
    await alice.signUp();
    await verifyAll();
    for (const newEmail of ["first@example.com", "second@example.com"])
      await alice.post("/change-email", { newEmail, callbackURL: `/${newEmail}` });
    gate.closeFor(2);
    const answers = await Promise.all(mails.map(({ url }) => browser("anybody").get(url)));
    const [user] = await users();
    const winners = answers.map(({ headers }) => headers.get("location")).filter((to) => !to?.includes("error"));
    expect(winners).toEqual([`/${user?.email}`]);
    expect(changed).toEqual([user?.email]);
  });
});
