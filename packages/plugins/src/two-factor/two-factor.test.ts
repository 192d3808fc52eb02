import { symmetricEncrypt } from "@better-auth/core/crypto";
import { memoryStorage, PASSWORD, SECRET } from "test-kit";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { codeOf, isSignedIn, make, secretIn } from "./test-support";

beforeEach(() => vi.useFakeTimers({ toFake: ["Date"], now: Date.UTC(2030, 0, 15) }));
afterEach(() => vi.useRealTimers());

const wait = (seconds: number) => vi.setSystemTime(Date.now() + seconds * 1000);

describe("an authenticator app", () => {
  it("is set up with the password and a first code; then a sign-in asks for a code", async () => {
    const { browser, rows } = await make({}, { appName: "Acme" });
    const alice = browser("alice");
    await alice.signUp();
    const { body } = await alice.post("/two-factor/enable", { password: PASSWORD });
    expect(body).toEqual({
      method: "totp",
      totpURI: expect.stringMatching(/^otpauth:\/\/totp\/Acme:alice%40example\.com\?secret=[A-Z2-7]{52}&issuer=Acme&/),
      backupCodes: Array.from({ length: 10 }, () => expect.stringMatching(/^\w{5}-\w{5}$/)),
    });
    const isOn = () => Boolean(rows("select twoFactorEnabled from user")[0]?.twoFactorEnabled);
    expect(isOn()).toBe(false);
    const wrong = await alice.post("/two-factor/verify-totp", { code: "000000" });
    expect(wrong).toMatchObject({ status: 401, body: { code: "INVALID_CODE" } });

    const [before] = rows("select token from session");
    const verified = await alice.post("/two-factor/verify-totp", { code: await codeOf(body.totpURI) });
    expect(verified).toMatchObject({ status: 200, body: { user: { twoFactorEnabled: true } } });
    expect(isOn()).toBe(true);
    // The session so far was made with one factor.
    expect(rows("select token from session")).toEqual([{ token: verified.body.token }]);
    expect(verified.body.token).not.toBe(before?.token);
    expect((await alice.session()).user.twoFactorEnabled).toBe(true);

    const phone = browser("alice");
    const answer = await phone.signIn();
    expect(answer).toMatchObject({ status: 200, body: { twoFactorRedirect: true, twoFactorMethods: ["totp"] } });
    expect(await isSignedIn(phone)).toBe(false);
    expect(rows("select * from session")).toHaveLength(1);
    wait(30);
    const done = await phone.post("/two-factor/verify-totp", { code: await codeOf(body.totpURI) });
    expect(done).toMatchObject({ status: 200, body: { token: expect.any(String), user: { email: phone.email } } });
    expect(await isSignedIn(phone)).toBe(true);
    expect(phone.jar.has("better-auth.two_factor")).toBe(false);
    expect(rows("select * from verification")).toEqual([]);
  });

  it("keeps its secret unreadable, and out of every answer", async () => {
    const { enrolled, rows } = await make();
    const { browser, uri } = await enrolled();
    const stored = JSON.stringify(rows("select * from twoFactor"));
    expect(stored).not.toContain(new URL(uri).searchParams.get("secret"));
    const session = JSON.stringify(await browser.session());
    expect(session).not.toContain("secret");
    expect(session).not.toContain("backupCodes");
  });

  it("is not on while it is set up: a begun set-up changes no sign-in, and its codes count for nobody else", async () => {
    const { browser, pending } = await make({ otpOptions: {} });
    const alice = browser("alice");
    await alice.signUp();
    await alice.post("/two-factor/enable", { password: PASSWORD, method: "otp" });
    const { body } = await alice.post("/two-factor/enable", { password: PASSWORD });
    const phone = await pending("alice", async (b) => {
      expect((await b.signIn()).body.twoFactorMethods).toEqual(["otp"]);
    });
    const answer = await phone.post("/two-factor/verify-totp", { code: await codeOf(body.totpURI) });
    expect(answer).toMatchObject({ status: 400, body: { code: "TOTP_NOT_ENABLED" } });
    expect((await alice.post("/two-factor/verify-totp", { code: await codeOf(body.totpURI) })).status).toBe(200);
    expect((await browser("alice").signIn()).body.twoFactorMethods).toEqual(["totp", "otp"]);
  });

  it("may be on at once", async () => {
    const { enrolled, browser } = await make({ skipVerificationOnEnable: true });
    const { browser: alice } = await enrolled();
    expect((await alice.session()).user.twoFactorEnabled).toBe(true);
    expect((await browser("alice").signIn()).body.twoFactorRedirect).toBe(true);
  });

  it("is set up anew by asking again before the first code, and refused once it is on", async () => {
    const { browser, rows } = await make();
    const alice = browser("alice");
    await alice.signUp();
    const first = await alice.post("/two-factor/enable", { password: PASSWORD });
    const second = await alice.post("/two-factor/enable", { password: PASSWORD, issuer: "Mine" });
    expect(second.body.totpURI).toContain("issuer=Mine");
    expect(rows("select * from twoFactor")).toHaveLength(1);
    const old = await alice.post("/two-factor/verify-totp", { code: await codeOf(first.body.totpURI) });
    expect(old.status).toBe(401);
    expect((await alice.post("/two-factor/verify-totp", { code: await codeOf(second.body.totpURI) })).status).toBe(200);
    const again = await alice.post("/two-factor/enable", { password: PASSWORD });
    expect(again).toMatchObject({ status: 400, body: { code: "TOTP_ALREADY_ENABLED" } });
  });

  it("has one row, however many ask at once", async () => {
    const { browser, rows } = await make();
    const alice = browser("alice");
    await alice.signUp();
    const asked = await Promise.all(
      Array.from({ length: 10 }, () => alice.post("/two-factor/enable", { password: PASSWORD })),
    );
    expect(asked.map(({ status }) => status)).toEqual(Array(10).fill(200));
    expect(rows("select * from twoFactor")).toHaveLength(1);
  });

  it("has the name of the application where an empty one is given", async () => {
    const { browser } = await make();
    const alice = browser("alice");
    await alice.signUp();
    const { body } = await alice.post("/two-factor/enable", { password: PASSWORD, issuer: "" });
    expect(body.totpURI).toMatch(/^otpauth:\/\/totp\/Better%20Auth:.*&issuer=Better%20Auth&/);
  });

  it("shows its address again to whoever has the password", async () => {
    const { enrolled } = await make({ issuer: "My App" });
    const { browser, uri } = await enrolled();
    const shown = await browser.post("/two-factor/get-totp-uri", { password: PASSWORD });
    expect(shown.body).toEqual({ totpURI: uri });
    const wrong = await browser.post("/two-factor/get-totp-uri", { password: "wrong horse 9" });
    expect(wrong).toMatchObject({ status: 400, body: { code: "INVALID_PASSWORD" } });
  });

  it("makes codes of other forms", async () => {
    const form = { digits: 8, period: 60 } as const;
    const { auth, browser } = await make({ totpOptions: form });
    const alice = browser("alice");
    await alice.signUp();
    const { body } = await alice.post("/two-factor/enable", { password: PASSWORD });
    expect(body.totpURI).toContain("digits=8&period=60");
    const { code } = await auth.api.generateTOTP({ body: { secret: secretIn(body.totpURI) } });
    expect(code).toBe(await codeOf(body.totpURI, 0, form));
    expect((await alice.post("/two-factor/verify-totp", { code })).status).toBe(200);
  });

  it("may have a secret that was made elsewhere", async () => {
    const { enrolled, pending, db } = await make();
    await enrolled();
    const uri = "otpauth://totp/x?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
    const imported = await symmetricEncrypt({ key: SECRET, data: secretIn(uri) });
    db.prepare("update twoFactor set secret = ?").run(imported);
    const phone = await pending();
    expect((await phone.post("/two-factor/verify-totp", { code: await codeOf(uri) })).status).toBe(200);
  });

  it("takes a code once", async () => {
    const { enrolled, pending } = await make();
    const { uri } = await enrolled();
    const code = await codeOf(uri);
    expect((await (await pending()).post("/two-factor/verify-totp", { code })).status).toBe(200);
    const again = await pending();
    expect(await again.post("/two-factor/verify-totp", { code })).toMatchObject({
      status: 401,
      body: { code: "INVALID_CODE" },
    });
    // Neither one that came before it.
    expect((await again.post("/two-factor/verify-totp", { code: await codeOf(uri, -1) })).status).toBe(401);
    expect((await again.post("/two-factor/verify-totp", { code: await codeOf(uri, 1) })).status).toBe(200);
  });

  it("can be left out", async () => {
    const { browser, auth } = await make({ totpOptions: { disable: true } });
    const alice = browser("alice");
    await alice.signUp();
    for (const [path, body] of [
      ["/two-factor/enable", { password: PASSWORD }],
      ["/two-factor/get-totp-uri", { password: PASSWORD }],
      ["/two-factor/verify-totp", { code: "000000" }],
    ] as const) {
      expect(await alice.post(path, body)).toMatchObject({ status: 400, body: { code: "TOTP_NOT_CONFIGURED" } });
    }
    await expect(auth.api.generateTOTP({ body: { secret: "abc" } })).rejects.toMatchObject({ statusCode: 400 });
  });
});

describe("the rest of a sign-in", () => {
  it("is over after ten minutes, or when the options say", async () => {
    const { enrolled, pending } = await make({ twoFactorCookieMaxAge: 60 });
    const { uri } = await enrolled();
    const phone = await pending();
    wait(61);
    const late = await phone.post("/two-factor/verify-totp", { code: await codeOf(uri) });
    expect(late).toMatchObject({ status: 401, body: { code: "INVALID_TWO_FACTOR_COOKIE" } });
  });

  it("is remembered, or not, as the first step was asked", async () => {
    const { enrolled, pending } = await make();
    const { uri } = await enrolled();
    const phone = await pending("alice", (b) => b.signIn({ rememberMe: false }));
    const { cookies } = await phone.post("/two-factor/verify-totp", { code: await codeOf(uri) });
    const session = cookies.find((line) => line.startsWith("better-auth.session_token="));
    expect(session).not.toContain("Max-Age");
    // The marker stays, so that an extended session is still forgotten when the browser closes.
    expect(phone.jar.has("better-auth.dont_remember")).toBe(true);
    wait(30);
    await phone.signIn();
    expect(phone.jar.has("better-auth.dont_remember")).toBe(false);
    const later = await phone.post("/two-factor/verify-totp", { code: await codeOf(uri) });
    expect(later.cookies.find((line) => line.startsWith("better-auth.session_token="))).toContain("Max-Age=604800");
  });

  it("acts for whom it is about, not for who was signed in before", async () => {
    const { enrolled, browser } = await make();
    const { uri } = await enrolled("alice");
    const shared = browser("bob");
    await shared.signUp();
    await shared.signIn({ email: "alice@example.com" });
    expect(await isSignedIn(shared)).toBe(false);
    await shared.post("/two-factor/verify-totp", { code: await codeOf(uri) });
    expect((await shared.session()).user.email).toBe("alice@example.com");
  });

  it("cannot be begun with a cookie of another purpose", async () => {
    const { enrolled, pending, browser } = await make();
    const { browser: alice, uri } = await enrolled();
    const phone = await pending();
    const thief = browser("thief");
    thief.jar.set("better-auth.two_factor", alice.jar.get("better-auth.session_token") as string);
    const answer = await thief.post("/two-factor/verify-totp", { code: await codeOf(uri) });
    expect(answer).toMatchObject({ status: 401, body: { code: "INVALID_TWO_FACTOR_COOKIE" } });
    expect((await phone.post("/two-factor/verify-totp", { code: await codeOf(uri) })).status).toBe(200);
  });

  it("lives in a secondary storage as well", async () => {
    const { enrolled, pending } = await make({}, { secondaryStorage: memoryStorage() });
    const { uri } = await enrolled();
    const phone = await pending();
    expect((await phone.post("/two-factor/verify-totp", { code: "000000" })).status).toBe(401);
    expect((await phone.post("/two-factor/verify-totp", { code: await codeOf(uri) })).status).toBe(200);
    expect(await isSignedIn(phone)).toBe(true);
  });
});
