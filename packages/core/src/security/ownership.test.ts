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
