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
