import { describe, expect, it } from "vitest";
import { makeAuth } from "../test-support/instance";
import type { DatabaseHooks } from "../types";

const source = { method: "import" };

describe("ids that somebody chose", () => {
  it("are kept when a plugin brings users and accounts from elsewhere", async () => {
    const { auth, rows } = await makeAuth();
    const { internalAdapter } = await auth.$context;
    const user = await internalAdapter.createUser({ id: "user-1", name: "A", email: "a@example.com" }, source);
    expect(user?.id).toBe("user-1");
    const account = { id: "account-1", userId: "user-1", providerId: "github", accountId: "1" };
    expect(await internalAdapter.linkAccount(account)).toMatchObject(account);
    const expiresAt = new Date(Date.now() + 60_000);
    await internalAdapter.createVerificationValue({ id: "value-1", identifier: "x", value: "y", expiresAt });
    const both = await internalAdapter.createOAuthUser(
      { id: "user-2", name: "B", email: "b@example.com" },
      { id: "account-2", providerId: "github", accountId: "2" },
    );
    expect(both).toMatchObject({ user: { id: "user-2" }, account: { id: "account-2", userId: "user-2" } });
    expect(rows("select id from verification")).toEqual([{ id: "value-1" }]);
  });

  it("are kept when a database hook gives them, and never come from a request", async () => {
    const withId =
      (id: string) =>
      async <T extends object>(data: T) => ({ data: { ...data, id } });
    const databaseHooks: DatabaseHooks = {
      user: { create: { before: withId("user-1") } },
      account: { create: { before: withId("account-1") } },
      session: { create: { before: withId("session-1") } },
    };
    const hooked = await makeAuth({ databaseHooks });
    const alice = hooked.browser();
    expect((await alice.signUp({ id: "evil" })).body.user.id).toBe("user-1");
    expect(hooked.rows("select id, userId from account union all select id, userId from session")).toEqual([
      { id: "account-1", userId: "user-1" },
      { id: "session-1", userId: "user-1" },
    ]);
    expect((await alice.get("/get-session")).body.session.id).toBe("session-1");

    const plain = await makeAuth();
    expect((await plain.browser().signUp({ id: "evil" })).body.user.id).not.toBe("evil");
  });
});

describe("what hooks see of calls by plugins", () => {
  it("is the address as it is stored, and a session with the defaults of its fields", async () => {
    const seen: unknown[] = [];
    const { auth } = await makeAuth({
      session: { additionalFields: { place: { type: "string", required: false, defaultValue: "nowhere" } } },
      databaseHooks: {
        user: { update: { before: async ({ email }) => void seen.push(email) } },
        session: { create: { before: async (session) => void seen.push(session.place) } },
      },
    });
    const { internalAdapter } = await auth.$context;
    const user = await internalAdapter.createUser({ name: "A", email: "a@example.com" }, source);
    await internalAdapter.updateUser(user?.id as string, { email: "New@Example.com" });
    await internalAdapter.updateUserByEmail("NEW@example.com", { email: "Newer@Example.com" });
    await internalAdapter.createSession(user?.id as string);
    await internalAdapter.createSession(user?.id as string, false, { place: "here" });
    expect(seen).toEqual(["new@example.com", "newer@example.com", "nowhere", "here"]);
  });
});

it("finds nobody, and deletes nothing, by what is not there", async () => {
  const { auth, browser, rows } = await makeAuth();
  await browser().signUp();
  const { internalAdapter } = await auth.$context;
  const nothing = undefined as unknown as string;
  for (const find of ["findUserById", "findSession", "findCredentialAccount", "findVerificationValue"] as const)
    expect(await internalAdapter[find](nothing), find).toBeNull();
  expect(await internalAdapter.consumeVerificationValue(nothing)).toBeNull();
  for (const list of ["findAccounts", "findAccountByUserId", "listSessions"] as const)
    expect(await internalAdapter[list](nothing), list).toEqual([]);
  await internalAdapter.deleteUser(nothing);
  await internalAdapter.deleteSession(nothing);
  await internalAdapter.deleteUserSessions(nothing);
  await internalAdapter.deleteAccount(nothing);
  await internalAdapter.deleteAccounts(nothing);
  await internalAdapter.deleteVerificationByIdentifier(nothing);
  const counts =
    "select (select count(*) from user) u, (select count(*) from session) s, (select count(*) from account) a";
  expect(rows(counts)).toEqual([{ u: 1, s: 1, a: 1 }]);
});
