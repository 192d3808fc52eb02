import { describe, expect, it } from "vitest";
import { fakeProvider } from "../test-support/fake-provider";
import { linkSocial, locationOf, makeSocial, signInSocial } from "../test-support/social";

const emails = (rows: (sql: string) => Record<string, unknown>[]) =>
  rows("select email, emailVerified from user order by email").map(({ email, emailVerified }) => [
    email,
    Boolean(emailVerified),
  ]);

describe("the address of somebody who comes back", () => {
  it("is verified once their provider has seen that they read its mail, and stays so", async () => {
    const { browser, fake, rows } = await makeSocial();
    fake.person = { ...fake.person, email_verified: false };
    await signInSocial(browser());
    expect(emails(rows)).toEqual([["alice@example.com", false]]);
    // Another address proves nothing of this one.
    fake.person = { ...fake.person, email: "other@example.com", email_verified: true };
    await signInSocial(browser("other"));
    expect(emails(rows)).toEqual([["alice@example.com", false]]);
    fake.person = { ...fake.person, email: "Alice@Example.com" };
    const later = browser("later");
    await signInSocial(later);
    expect((await later.session()).user).toMatchObject({ email: "alice@example.com", emailVerified: true });
    fake.person = { ...fake.person, email_verified: false };
    await signInSocial(browser("last"));
    expect(emails(rows)).toEqual([["alice@example.com", true]]);
  });

  it("is not verified where a hook keeps it from being", async () => {
    const { browser, fake, rows } = await makeSocial({
      databaseHooks: { user: { update: { before: async () => false } } },
    });
    fake.person = { ...fake.person, email_verified: false };
    await signInSocial(browser());
    fake.person = { ...fake.person, email_verified: true };
    expect(locationOf(await signInSocial(browser("later")))).toBe("/done");
    expect(emails(rows)).toEqual([["alice@example.com", false]]);
  });
});

describe("an address that the provider is followed in", () => {
  const make = async () => {
    const over = fakeProvider("fake", { overrideUserInfoOnSignIn: true });
    const made = await makeSocial({}, [over]);
    const comeWith = async (email: string, isVerified: boolean) => {
      over.person = { ...over.person, email, email_verified: isVerified };
      return locationOf(await signInSocial(made.browser(email)));
    };
    return { ...made, comeWith };
  };

  it("moves to one whose mail is read, and not from there to one that nobody has proved", async () => {
    const { comeWith, rows } = await make();
    await comeWith("first@example.com", false);
    await comeWith("second@example.com", false);
    expect(emails(rows)).toEqual([["second@example.com", false]]);
    await comeWith("Third@example.com", true);
    expect(emails(rows)).toEqual([["third@example.com", true]]);
    expect(await comeWith("fourth@example.com", false)).toBe("/done");
    expect(await comeWith("no address", true)).toBe("/done");
    expect(emails(rows)).toEqual([["third@example.com", true]]);
  });

  it("does not move to one that nobody has proved where the old one is proved meanwhile", async () => {
    let prove = () => {};
    const over = fakeProvider("fake", { overrideUserInfoOnSignIn: true });
    const before = async (changes: Record<string, unknown>) => void (changes.email && prove());
    const { browser, db, rows } = await makeSocial({ databaseHooks: { user: { update: { before } } } }, [over]);
    over.person = { ...over.person, email: "first@example.com", email_verified: false };
    await signInSocial(browser());
    prove = () => db.exec("update user set emailVerified = 1");
    over.person = { ...over.person, email: "second@example.com" };
    expect(locationOf(await signInSocial(browser("later")))).toBe("/done");
    expect(emails(rows)).toEqual([["first@example.com", true]]);
  });

  it("does not move to one that somebody has", async () => {
    const { browser, comeWith, rows } = await make();
    await browser("taken").signUp();
    await comeWith("first@example.com", true);
    expect(await comeWith("taken@example.com", true)).toBe("/done");
    expect(emails(rows)).toEqual([
      ["first@example.com", true],
      ["taken@example.com", false],
    ]);
  });

  it("does not move when an account is linked", async () => {
    const { browser, fake, rows } = await make();
    const alice = browser();
    await alice.signUp();
    await linkSocial(alice);
    fake.person = { ...fake.person, email: "moved@example.com" };
    await linkSocial(alice);
    expect(emails(rows)).toEqual([["alice@example.com", false]]);
  });
});
