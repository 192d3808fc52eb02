import { describe, expect, it } from "vitest";
import { makeAuth } from "../test-support/instance";

const tokenOf = (browser: { jar: Map<string, string> }) =>
  decodeURIComponent(browser.jar.get("better-auth.session_token") as string).split(".")[0];

describe("rows of other people", () => {
  it("a session of somebody else is not ended, and the answer does not tell that it is there", async () => {
    const { browser, rows } = await makeAuth();
    const alice = browser("alice");
    const bob = browser("bob");
    await alice.signUp();
    await bob.signUp();
    const own = await alice.post("/revoke-session", { token: "unknown" });
    const others = await alice.post("/revoke-session", { token: tokenOf(bob) });
    expect(others).toMatchObject({ status: own.status, body: own.body });
    expect(await bob.session()).not.toBeNull();

    // The control: one's own goes.
    const phone = browser("alice");
    await phone.signIn();
    expect((await alice.post("/revoke-session", { token: tokenOf(phone) })).body).toEqual({ status: true });
    expect(await phone.session()).toBeNull();
    expect(rows("select * from session")).toHaveLength(2);
  });

  it("ending all or all other sessions leaves other people's alone", async () => {
    const { browser } = await makeAuth();
    const [alice, phone, bob] = [browser("alice"), browser("alice"), browser("bob")];
    await alice.signUp();
    await phone.signIn();
    await bob.signUp();
    await alice.post("/revoke-other-sessions");
    expect([await alice.session(), await phone.session(), await bob.session()].map(Boolean)).toEqual([
      true,
      false,
      true,
    ]);
    await alice.post("/revoke-sessions");
    expect([await alice.session(), await bob.session()].map(Boolean)).toEqual([false, true]);
  });

  it("a list shows one's own live sessions", async () => {
    const { browser, db } = await makeAuth();
    const [alice, phone, bob] = [browser("alice"), browser("alice"), browser("bob")];
    await alice.signUp();
    await phone.signIn();
    await bob.signUp();
    expect((await alice.get("/list-sessions")).body).toHaveLength(2);
    db.prepare("update session set expiresAt = ? where token = ?").run(
      new Date(Date.now() - 1).toISOString(),
      tokenOf(phone),
    );
    expect((await alice.get("/list-sessions")).body).toHaveLength(1);
  });

  it("an account of somebody else is not taken away, and the answer does not tell that it is there", async () => {
    const { browser, auth, rows } = await makeAuth();
    const [alice, bob] = [browser("alice"), browser("bob")];
    const { adapter } = await auth.$context;
    const link = async (userId: string, providerId: string) => {
      const times = { createdAt: new Date(), updatedAt: new Date() };
      const data = { userId, providerId, accountId: `${providerId}-1`, ...times };
      return (await adapter.create<{ id: string }>({ model: "account", data })).id;
    };
    const own = await link((await alice.signUp()).body.user.id, "github");
    const others = await link((await bob.signUp()).body.user.id, "gitlab");
    const unknown = await alice.post("/unlink-account", { accountId: "unknown" });
    expect(await alice.post("/unlink-account", { accountId: others })).toMatchObject({
      status: unknown.status,
      body: unknown.body,
    });
    expect((await alice.get("/list-accounts")).body.map(({ id }: { id: string }) => id)).not.toContain(others);
    // The control: one's own goes.
    expect((await alice.post("/unlink-account", { accountId: own })).body).toEqual({ status: true });
    expect(rows("select providerId from account where providerId <> 'credential'")).toEqual([{ providerId: "gitlab" }]);
  });

  it("delete-user, update-session, verify-password and set-password touch nobody else", async () => {
    const { browser, auth, rows } = await makeAuth({
      user: { deleteUser: { enabled: true } },
      session: { additionalFields: { theme: { type: "string", required: false } } },
    });
    const [alice, bob] = [browser("alice"), browser("bob")];
    await alice.signUp();
    const { body } = await bob.signUp({ password: "the horse of bob" });
    const others = { userId: body.user.id, id: body.user.id, user: { id: body.user.id } };
    const of = (table: string) =>
      rows(`select * from ${table} where ${table === "user" ? "id" : "userId"} = ?`, body.user.id);
    const before = ["user", "session", "account"].map(of);
    expect((await alice.post("/update-session", { ...others, theme: "dark", token: tokenOf(bob) })).status).toBe(200);
    expect(await alice.post("/verify-password", { ...others, password: "the horse of bob" })).toMatchObject({
      status: 400,
      body: { code: "INVALID_PASSWORD" },
    });
    const set = { body: { ...others, newPassword: "better horse 2" }, headers: alice.headers() };
    await expect(auth.api.setPassword(set)).rejects.toMatchObject({ body: { code: "PASSWORD_ALREADY_SET" } });
    expect((await alice.post("/delete-user", { ...others, password: "correct horse 1" })).status).toBe(200);
    expect(["user", "session", "account"].map(of)).toEqual(before);
    expect(rows("select email from user")).toEqual([{ email: "bob@example.com" }]);
  });

  it("update-user and change-password change nobody else", async () => {
    const { browser, rows } = await makeAuth();
    const [alice, bob] = [browser("alice"), browser("bob")];
    await alice.signUp();
    const { body } = await bob.signUp();
    await alice.post("/update-user", { name: "Alice 2", userId: body.user.id });
    await alice.post("/change-password", {
      currentPassword: "correct horse 1",
      newPassword: "better horse 2",
      userId: body.user.id,
    });
    expect(rows("select name from user order by name")).toEqual([{ name: "Alice 2" }, { name: "bob" }]);
    expect((await bob.signIn()).status).toBe(200);
    expect((await alice.signIn()).status).toBe(401);
  });
});
