import { describe, expect, it } from "vitest";
import { makeAuth, PASSWORD } from "../test-support/instance";

describe("the main job", () => {
  it("signs up, sees the session, signs out, signs in again", async () => {
    const { browser, rows } = await makeAuth();
    const alice = browser();
    const signedUp = await alice.signUp({ email: "Alice@Example.com" });
    expect(signedUp.status).toBe(200);
    expect(signedUp.body.user).toMatchObject({ email: "alice@example.com", emailVerified: false, image: null });
    expect(await alice.session()).toMatchObject({
      user: { id: signedUp.body.user.id },
      session: { token: signedUp.body.token },
    });

    expect((await alice.post("/sign-out")).body).toEqual({ success: true });
    expect(await alice.session()).toBeNull();
    expect(rows("select * from session")).toEqual([]);

    const wrong = await alice.signIn({ password: "wrong horse" });
    expect(wrong).toMatchObject({ status: 401, body: { code: "INVALID_EMAIL_OR_PASSWORD" } });
    expect((await alice.signIn()).status).toBe(200);
    expect((await alice.session()).user.email).toBe("alice@example.com");
  });

  it("works with scrypt, and stores no password", async () => {
    const { browser, rows } = await makeAuth({ emailAndPassword: { enabled: true } });
    const alice = browser();
    await alice.signUp();
    expect(rows("select password from account")[0]?.password).toMatch(/^[0-9a-f]{32}:[0-9a-f]{128}$/);
    expect((await alice.signIn()).status).toBe(200);
    expect((await alice.signIn({ password: `${PASSWORD}!` })).status).toBe(401);
  });
});
