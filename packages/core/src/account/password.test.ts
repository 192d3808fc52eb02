import { describe, expect, it } from "vitest";
import { cheapPasswords, makeAuth } from "../test-support/instance";

const change = (over: object = {}) => ({ currentPassword: "correct horse 1", newPassword: "better horse 2", ...over });

describe("change-password", () => {
  it("replaces the password of whoever knows the old one, and leaves other sessions unless asked", async () => {
    const { browser } = await makeAuth();
    const [alice, phone] = [browser(), browser()];
    await alice.signUp();
    await phone.signIn();
    expect((await alice.post("/change-password", change())).body).toMatchObject({
      token: null,
      user: { email: "alice@example.com" },
    });
    expect(await phone.session()).not.toBeNull();
    expect((await browser().signIn()).status).toBe(401);
    expect((await browser().signIn({ password: "better horse 2" })).status).toBe(200);
  });

  it("ends the other sessions when asked, and gives this browser a new one", async () => {
    const { browser, rows } = await makeAuth();
    const [alice, phone] = [browser(), browser()];
    const { body: before } = await alice.signUp();
    await phone.signIn();
    const { body } = await alice.post("/change-password", change({ revokeOtherSessions: true }));
    expect(body.token).toEqual(expect.any(String));
    expect(body.token).not.toBe(before.token);
    expect(await phone.session()).toBeNull();
    expect((await alice.session()).session.token).toBe(body.token);
    expect(rows("select * from session")).toHaveLength(1);
  });

  it.each([
    [change({ currentPassword: "wrong horse 9" }), "INVALID_PASSWORD"],
    [change({ newPassword: "short" }), "PASSWORD_TOO_SHORT"],
    [change({ newPassword: "p".repeat(129) }), "PASSWORD_TOO_LONG"],
    [change({ currentPassword: "p".repeat(5000) }), "PASSWORD_TOO_LONG"],
    [{ newPassword: "better horse 2" }, "VALIDATION_ERROR"],
    [{ currentPassword: "correct horse 1" }, "VALIDATION_ERROR"],
  ])("refuses %j with %s", async (body, code) => {
    const { browser } = await makeAuth();
    const alice = browser();
    await alice.signUp();
    expect(await alice.post("/change-password", body)).toMatchObject({ status: 400, body: { code } });
    expect((await browser().signIn()).status).toBe(200);
  });

  it("needs an account with a password", async () => {
    const { browser, db } = await makeAuth();
    const alice = browser();
    await alice.signUp();
    db.prepare("delete from account").run();
    expect(await alice.post("/change-password", change())).toMatchObject({
      status: 400,
      body: { code: "CREDENTIAL_ACCOUNT_NOT_FOUND" },
    });
  });
});

describe("password options", () => {
  it("set the lengths and replace the hash", async () => {
    const { browser, rows } = await makeAuth({
      emailAndPassword: { enabled: true, minPasswordLength: 4, maxPasswordLength: 10, password: cheapPasswords },
    });
    expect((await browser().signUp({ password: "abc" })).body.code).toBe("PASSWORD_TOO_SHORT");
    expect((await browser().signUp({ password: "abcdefghijk" })).body.code).toBe("PASSWORD_TOO_LONG");
    expect((await browser().signUp({ password: "abcd" })).status).toBe(200);
    expect(rows("select password from account")).toEqual([{ password: "plain:abcd" }]);
    expect((await browser().signIn({ password: "abcd" })).status).toBe(200);
  });

  it("turn sign-up off, or all of it", async () => {
    const closed = await makeAuth({ emailAndPassword: { enabled: true, disableSignUp: true } });
    expect((await closed.browser().signUp()).body.code).toBe("EMAIL_PASSWORD_SIGN_UP_DISABLED");
    expect((await closed.browser().signIn()).body.code).toBe("INVALID_EMAIL_OR_PASSWORD");
    const off = await makeAuth({ emailAndPassword: { enabled: false } });
    expect((await off.browser().signIn()).body.code).toBe("EMAIL_PASSWORD_DISABLED");
  });

  it("tell about a sign-up with a taken address in the background, while the answer hides it", async () => {
    const told: string[] = [];
    const { browser, auth } = await makeAuth({
      emailAndPassword: {
        enabled: true,
        autoSignIn: false,
        password: cheapPasswords,
        onExistingUserSignUp: async ({ user }) => void told.push(user.name),
        customSyntheticUser: ({ coreFields, additionalFields, id }) => ({
          ...coreFields,
          ...additionalFields,
          id,
          image: "made-up.png",
        }),
      },
    });
    await browser("alice").signUp({ name: "Alice" });
    const { body } = await browser("alice").signUp({ name: "Eve" });
    expect(body).toMatchObject({ token: null, user: { name: "Eve", image: "made-up.png" } });
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(told).toEqual(["Alice"]);
    expect(auth.options.emailAndPassword?.enabled).toBe(true);
  });
});
