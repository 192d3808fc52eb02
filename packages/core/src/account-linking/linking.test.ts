import { describe, expect, it } from "vitest";
import { fakeProvider } from "../test-support/fake-provider";
import { PASSWORD } from "../test-support/instance";
import { FIFTY, RACE, raceDatabase } from "../test-support/races";
import { comeBack, linkSocial, locationOf, makeSocial, signInSocial, startSocial } from "../test-support/social";
import type { BetterAuthOptions } from "../types";
import { decideExplicitLink, decideImplicitLink, type LinkingRules } from "./decide";

const RULES: LinkingRules = {
  isEnabled: true,
  onlyExplicit: false,
  isTrusted: false,
  allowsDifferentEmails: false,
  asksForEmail: false,
};

describe("whether an account belongs to whoever has its address here", () => {
  it.each(
    [true, false].flatMap((here) =>
      [true, false].flatMap((there) => [true, false].map((trusted) => [here, there, trusted] as const)),
    ),
  )("proved here: %s, there: %s, trusted: %s", (emailVerified, there, isTrusted) => {
    const decision = decideImplicitLink({ emailVerified }, { emailVerified: there }, { ...RULES, isTrusted });
    expect(decision).toBe(emailVerified && (there || isTrusted) ? "link" : "account_not_linked");
  });

  it("is nothing that anybody decides while linking is off, or asked for only", () => {
    for (const rules of [{ isEnabled: false }, { onlyExplicit: true }]) {
      const decision = decideImplicitLink({ emailVerified: true }, { emailVerified: true }, { ...RULES, ...rules });
      expect(decision).toBe("account_not_linked");
    }
  });
});

describe("whether somebody who is signed in may have an account", () => {
  const alice = { email: "alice@example.com", isFresh: true };
  const asksForEmail = { asksForEmail: true };
  it.each<[string, { email?: string | null; emailVerified: boolean }, Partial<LinkingRules>, string]>([
    ["the same address", { email: "Alice@Example.com", emailVerified: true }, {}, "link"],
    [
      "an address that nobody proved there",
      { email: "alice@example.com", emailVerified: false },
      {},
      "unable_to_link_account",
    ],
    [
      "the same from a trusted provider",
      { email: "alice@example.com", emailVerified: false },
      { isTrusted: true },
      "link",
    ],
    ["another address", { email: "x@example.com", emailVerified: true }, {}, "email_does_not_match"],
    [
      "another address, allowed",
      { email: "x@example.com", emailVerified: true },
      { allowsDifferentEmails: true },
      "link",
    ],
    ["no address", { email: null, emailVerified: true }, {}, "email_does_not_match"],
    ["no address, proved or not", { email: null, emailVerified: false }, {}, "unable_to_link_account"],
    ["no address, where people are asked for one", { email: null, emailVerified: false }, asksForEmail, "link"],
    [
      "another address, where people are",
      { email: "x@example.com", emailVerified: true },
      asksForEmail,
      "email_does_not_match",
    ],
    [
      "an address that nobody proved, where people are",
      { email: "alice@example.com", emailVerified: false },
      asksForEmail,
      "unable_to_link_account",
    ],
    [
      "no address, where people are, and linking is off",
      { email: null, emailVerified: false },
      { ...asksForEmail, isEnabled: false },
      "unable_to_link_account",
    ],
    [
      "linking is off",
      { email: "alice@example.com", emailVerified: true },
      { isEnabled: false },
      "unable_to_link_account",
    ],
  ])("%s", (_, said, rules, decision) => {
    expect(decideExplicitLink(alice, said, { ...RULES, ...rules })).toBe(decision);
  });

  it("an account without an address, when they have proved of late who they are", () => {
    const stale = { ...alice, isFresh: false };
    const nothing = { email: null, emailVerified: false };
    expect(decideExplicitLink(stale, nothing, { ...RULES, ...asksForEmail })).toBe("session_not_fresh");
    // An address of the provider's is judged as ever.
    expect(decideExplicitLink(stale, { email: alice.email, emailVerified: true }, { ...RULES, ...asksForEmail })).toBe(
      "link",
    );
  });
});

const accounts = (rows: (sql: string) => Record<string, unknown>[]) =>
  rows("select providerId, accountId from account").map(({ providerId, accountId }) => [providerId, accountId]);

describe("a sign-in with an account whose address somebody has here", () => {
  const verified = "update user set emailVerified = 1";

  it("links when both sides have proved it, and never to a user whom nobody has proved to be (advisory 14)", async () => {
    const { browser, db, rows } = await makeSocial();
    const planted = browser("alice");
    await planted.signUp();
    const owner = browser("owner");
    expect(locationOf(await signInSocial(owner))).toBe("/sorry?error=account_not_linked");
    expect(await owner.session()).toBeNull();
    expect(rows("select * from account")).toHaveLength(1);
    db.exec(verified);
    expect(locationOf(await signInSocial(owner))).toBe("/done");
    expect((await owner.session()).user).toMatchObject({ name: "alice", email: "alice@example.com" });
    expect((await browser("alice").signIn({ password: PASSWORD })).status).toBe(200);
  });

  it("takes no option for the word of whoever signed up first (advisory 14)", async () => {
    const warnings: string[] = [];
    const { browser, rows } = await makeSocial({
      account: { accountLinking: { requireLocalEmailVerified: false, trustedProviders: ["fake"] } },
      logger: { log: (level, message) => void (level === "warn" && warnings.push(message)) },
    });
    await browser("planter").signUp({ email: "alice@example.com" });
    expect(locationOf(await signInSocial(browser("owner")))).toBe("/sorry?error=account_not_linked");
    expect(rows("select * from account")).toHaveLength(1);
    expect(warnings).toContainEqual(expect.stringContaining("requireLocalEmailVerified: false does nothing"));
  });

  it("does not link on the word of a provider that has not seen the address (advisory 104)", async () => {
    const { browser, db, fake, rows } = await makeSocial();
    await browser("alice").signUp();
    db.exec(verified);
    fake.person.email_verified = false;
    expect(locationOf(await signInSocial(browser("mallory")))).toBe("/sorry?error=account_not_linked");
    expect(rows("select * from account")).toHaveLength(1);
  });

  it.each<[string, NonNullable<BetterAuthOptions["account"]>["accountLinking"], string]>([
    ["off", { enabled: false }, "/sorry?error=account_not_linked"],
    ["for those who ask", { disableImplicitLinking: true }, "/sorry?error=account_not_linked"],
    ["trusting, by a list", { trustedProviders: ["fake"] }, "/done"],
    ["trusting, by a function", { trustedProviders: async () => ["fake"] }, "/done"],
    ["trusting another one", { trustedProviders: ["other"] }, "/sorry?error=account_not_linked"],
  ])("heeds the options: linking is %s", async (_, accountLinking, location) => {
    const { browser, db, fake } = await makeSocial({ account: { accountLinking } });
    await browser("alice").signUp();
    db.exec(verified);
    fake.person.email_verified = accountLinking?.trustedProviders === undefined;
    expect(locationOf(await signInSocial(browser("other")))).toBe(location);
  });

  it("gives it once, of fifty at once", RACE, async () => {
    const { browser, db, rows } = await makeSocial(raceDatabase());
    await browser("alice").signUp();
    db.exec(verified);
    const answers = await Promise.all(FIFTY.map((index) => signInSocial(browser(`b${index}`))));
    expect(answers.map(locationOf)).toEqual(FIFTY.map(() => "/done"));
    expect(accounts(rows).filter(([provider]) => provider === "fake")).toEqual([["fake", "1"]]);
  });
});

describe("somebody who is signed in", () => {
  it("links an account, and is signed in as before", async () => {
    const { browser, rows } = await makeSocial();
    const alice = browser();
    await alice.signUp();
    const before = await alice.session();
    expect(locationOf(await linkSocial(alice))).toBe("/done");
    expect(await alice.session()).toEqual(before);
    expect(accounts(rows)).toContainEqual(["fake", "1"]);
    // Once more: the tokens are renewed, nothing else.
    expect(locationOf(await linkSocial(alice))).toBe("/done");
    expect(accounts(rows)).toHaveLength(2);
  });

  it("is granted more by linking again, though sign-ins keep the tokens that are there", async () => {
    const { browser, fake, rows } = await makeSocial({ account: { updateAccountOnSignIn: false } });
    const alice = browser();
    await signInSocial(alice);
    const stored = () => rows("select accessToken, scope from account")[0];
    const before = stored();
    fake.tokens = { accessToken: "more", scopes: ["profile", "drive"] };
    await signInSocial(browser("again"));
    expect(stored()).toEqual(before);
    expect(locationOf(await linkSocial(alice, "fake", { scopes: ["drive"] }))).toBe("/done");
    expect(stored()).toEqual({ accessToken: "more", scope: "profile,email,drive" });
  });

  it("keeps what was granted at a sign-in that asks for less", async () => {
    const { browser, fake, rows } = await makeSocial();
    const alice = browser();
    await signInSocial(alice);
    fake.tokens = { accessToken: "more", scopes: ["drive"] };
    await linkSocial(alice, "fake", { scopes: ["drive"] });
    fake.tokens = { accessToken: "later", scopes: ["profile"] };
    await signInSocial(browser("later"));
    expect(rows("select accessToken, scope from account")).toEqual([
      { accessToken: "later", scope: "profile,email,drive" },
    ]);
  });

  it("does not get an account that is somebody else's, nor one with another address", async () => {
    const { browser, fake, rows } = await makeSocial();
    fake.person = { sub: "7", email: "octo@example.com", email_verified: true };
    await signInSocial(browser("octo"));
    const alice = browser();
    await alice.signUp();
    const taken = "/sorry?error=account_already_linked_to_different_user";
    expect(locationOf(await linkSocial(alice))).toBe(taken);
    fake.person = { sub: "8", email: "second@example.com", email_verified: true };
    expect(locationOf(await linkSocial(alice))).toBe("/sorry?error=email_does_not_match");
    expect(accounts(rows)).toHaveLength(2);
  });

  it("does not get an account that others link at the same moment, nor do two of them", RACE, async () => {
    const { browser, fake, rows } = await makeSocial({
      ...raceDatabase(),
      account: { accountLinking: { allowDifferentEmails: true } },
    });
    fake.person = { sub: "shared", email: "shared@example.com", email_verified: true };
    const people = await Promise.all(Array.from({ length: 12 }, (_, index) => signedIn(browser, `p${index}`)));
    const begun = await Promise.all(people.map((one) => startSocial(one, "fake", {}, "/link-social")));
    const answers = await Promise.all(
      people.map((one, index) => comeBack(one, "fake", { code: "good", state: begun[index]?.state as string })),
    );
    const linked = answers.filter((answer) => locationOf(answer) === "/done").length;
    expect(linked).toBeLessThanOrEqual(1);
    expect(rows("select * from account where providerId = 'fake'")).toHaveLength(linked);
    // Whoever asks next gets it, or finds whose it is.
    expect(locationOf(await linkSocial(people[0] as (typeof people)[0]))).toMatch(
      /^\/(done|sorry\?error=account_already)/,
    );
  });

  it("links in the browser and as the person that asked (advisories 87, 99)", async () => {
    const { browser, rows } = await makeSocial();
    const mallory = browser("mallory");
    await mallory.signUp();
    const { state } = await startSocial(mallory, "fake", {}, "/link-social");
    // Signed out meanwhile, and somebody else signed in: nobody gets the account.
    await mallory.post("/sign-out");
    expect(locationOf(await comeBack(mallory, "fake", { code: "good", state }))).toBe(
      "/sorry?error=unable_to_link_account",
    );
    const again = await startSocial(await signedIn(browser, "bob"), "fake", {}, "/link-social");
    const victim = await signedIn(browser, "victim");
    expect(locationOf(await comeBack(victim, "fake", { code: "good", state: again.state }))).toMatch(/state_mismatch$/);
    expect(rows("select * from account where providerId = 'fake'")).toEqual([]);
  });

  it("takes over name and picture, where asked for, and never the address", async () => {
    const { browser, fake } = await makeSocial({
      account: { accountLinking: { updateUserInfoOnLink: true, allowDifferentEmails: true } },
    });
    const alice = browser();
    await alice.signUp();
    fake.person = {
      sub: "3",
      name: "Ada",
      email: "ada@example.com",
      email_verified: true,
      picture: "https://x.example/a",
    };
    await linkSocial(alice);
    expect((await alice.session()).user).toMatchObject({
      name: "Ada",
      image: "https://x.example/a",
      email: "alice@example.com",
      emailVerified: false,
    });
    fake.person = { ...fake.person, name: "Ada Again" };
    await linkSocial(alice);
    expect((await alice.session()).user).toMatchObject({ name: "Ada Again", email: "alice@example.com" });
  });
});

async function signedIn(browser: Awaited<ReturnType<typeof makeSocial>>["browser"], name: string) {
  const one = browser(name);
  await one.signUp();
  return one;
}

describe("two providers", () => {
  it("whose people have one subject are two accounts (advisory 103)", async () => {
    const [one, two] = [fakeProvider("one"), fakeProvider("two")];
    two.person = { sub: "1", email: "bob@example.com", email_verified: true, name: "Bob" };
    const { browser, rows } = await makeSocial({}, [one, two]);
    await signInSocial(browser("a"), "one");
    const bob = browser("b");
    await signInSocial(bob, "two");
    expect((await bob.session()).user.email).toBe("bob@example.com");
    expect(accounts(rows).sort()).toEqual([
      ["one", "1"],
      ["two", "1"],
    ]);
  });

  it("whose people have no address are nobody, not one (advisory 43)", async () => {
    const { browser, fake, rows } = await makeSocial();
    for (const sub of ["1", "2"]) {
      fake.person = { sub, name: "Somebody" };
      expect(locationOf(await signInSocial(browser(sub)))).toBe("/sorry?error=email_not_found");
    }
    expect(rows("select * from user")).toEqual([]);
  });
});
