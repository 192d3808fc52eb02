import { describe, expect, it } from "vitest";
import { makeAuth } from "../test-support/instance";

/** What only the server may say about a user, with values that would show. */
const SERVER_OWNED = {
  id: "my-own-id",
  emailVerified: true,
  createdAt: "2001-01-01T00:00:00.000Z",
  updatedAt: "2001-01-01T00:00:00.000Z",
  role: "admin",
  banned: false,
};
const options = {
  user: {
    additionalFields: {
      role: { type: "string", required: false, defaultValue: "user", input: false },
      nick: { type: "string", required: false },
    },
  },
} as const;

describe("fields that only the server may set", () => {
  it("are not taken at sign-up", async () => {
    const { browser, rows } = await makeAuth(options);
    const answer = await browser().signUp({ ...SERVER_OWNED, nick: "Al", userId: "x", token: "x" });
    expect(answer.status).toBe(200);
    const [user] = rows("select * from user") as [Record<string, unknown>];
    expect(user.nick).toBe("Al");
    expect(user.id).toMatch(/^[a-zA-Z0-9]{32}$/);
    expect(user).toMatchObject({ emailVerified: 0, role: "user" });
    expect(new Date(user.createdAt as string).getFullYear()).toBeGreaterThan(2020);
  });

  it.each(Object.entries(SERVER_OWNED))("%s is not taken by update-user", async (field, value) => {
    const { browser, rows } = await makeAuth(options);
    const alice = browser();
    await alice.signUp();
    const before = rows("select * from user");
    const answer = await alice.post("/update-user", { [field]: value });
    expect(answer).toMatchObject({ status: 400, body: { code: expect.any(String) } });
    expect(rows("select * from user")).toEqual(before);
    expect((await alice.post("/update-user", { nick: "Ally" })).status).toBe(200);
  });

  it("says which additional field it refuses", async () => {
    const { browser } = await makeAuth(options);
    const alice = browser();
    await alice.signUp();
    const answer = await alice.post("/update-user", { role: "admin" });
    expect(answer.body).toEqual({ code: "FIELD_NOT_ALLOWED", message: "role is not allowed to be set" });
  });

  const SESSION_OWNED = {
    id: "my-own-id",
    token: "my-own-token-my-own-token-my-own-",
    userId: "somebody",
    expiresAt: "2999-01-01T00:00:00.000Z",
    createdAt: "2001-01-01T00:00:00.000Z",
    updatedAt: "2001-01-01T00:00:00.000Z",
    ipAddress: "1.1.1.1",
    userAgent: "mine",
    authenticatedAt: "2999-01-01T00:00:00.000Z",
    impersonatedBy: "admin",
  };
  it.each(Object.entries(SESSION_OWNED))("%s is not taken by update-session (advisory 93)", async (field, value) => {
    const { browser, rows } = await makeAuth({
      session: {
        additionalFields: {
          theme: { type: "string", required: false },
          impersonatedBy: { type: "string", required: false, input: false },
        },
      },
    });
    const alice = browser();
    await alice.signUp();
    const before = rows("select * from session");
    expect(await alice.post("/update-session", { [field]: value })).toMatchObject({
      status: 400,
      body: { code: expect.any(String) },
    });
    expect(rows("select * from session")).toEqual(before);
    const beside = await alice.post("/update-session", { theme: "dark", [field]: value });
    expect(beside.status).toBe(field === "impersonatedBy" ? 400 : 200);
    const [{ updatedAt: _changed, theme: _set, ...kept }] = rows("select * from session") as [Record<string, unknown>];
    expect(before[0]).toMatchObject(kept);
  });

  it("are not taken along with a reset, a change or a deletion (advisory 93)", async () => {
    const { browser, auth, rows } = await makeAuth({
      ...options,
      user: { ...options.user, deleteUser: { enabled: true } },
    });
    const alice = browser();
    const { body } = await alice.signUp();
    const { internalAdapter } = await auth.$context;
    const value = {
      identifier: "reset-password:some-token",
      value: body.user.id,
      expiresAt: new Date(Date.now() + 9e5),
    };
    await internalAdapter.createVerificationValue(value);
    const before = rows("select * from user");
    const extra = { ...SERVER_OWNED, providerId: "github", accountId: "4242", userId: "somebody" };
    expect((await alice.post("/verify-password", { ...extra, password: "correct horse 1" })).status).toBe(200);
    const reset = { ...extra, token: "some-token", newPassword: "better horse 2" };
    expect((await alice.post("/reset-password", reset)).status).toBe(200);
    const change = { ...extra, currentPassword: "better horse 2", newPassword: "third horse 3" };
    expect((await alice.post("/change-password", change)).status).toBe(200);
    expect(rows("select * from user")).toEqual(before);
    expect(rows("select providerId, accountId, userId from account")).toEqual([
      { providerId: "credential", accountId: body.user.id, userId: body.user.id },
    ]);
  });

  it("does not let a sign-in choose its session", async () => {
    const { browser, rows } = await makeAuth();
    const alice = browser();
    await alice.signUp();
    await alice.post("/sign-out");
    await alice.signIn({ token: "chosen", expiresAt: "2999-01-01", userId: "other", ipAddress: "1.1.1.1" });
    const [session] = rows("select * from session") as [Record<string, unknown>];
    expect(session.token).toMatch(/^[a-zA-Z0-9]{32}$/);
    expect(session.ipAddress).toBe("");
  });
});
