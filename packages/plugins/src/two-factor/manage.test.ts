import { PASSWORD } from "test-kit";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { isSignedIn, make } from "./test-support";

beforeEach(() => vi.useFakeTimers({ toFake: ["Date"], now: Date.UTC(2030, 0, 15) }));
afterEach(() => vi.useRealTimers());

const wait = (seconds: number) => vi.setSystemTime(Date.now() + seconds * 1000);

describe("turning it off", () => {
  it("takes the password, and leaves nothing", async () => {
    const { enrolled, browser, rows } = await make();
    const { browser: alice } = await enrolled();
    const wrong = await alice.post("/two-factor/disable", { password: "wrong horse 9" });
    expect(wrong).toMatchObject({ status: 400, body: { code: "INVALID_PASSWORD" } });
    const [before] = rows("select token from session");
    expect((await alice.post("/two-factor/disable", { password: PASSWORD })).body).toEqual({ status: true });
    expect(rows("select * from twoFactor")).toEqual([]);
    expect(rows("select token from session")).not.toEqual([before]);
    expect((await alice.session()).user.twoFactorEnabled).toBe(false);
    expect((await browser("alice").signIn()).body.token).toEqual(expect.any(String));
  });

  it("leaves everybody else's alone (advisory 13)", async () => {
    const { enrolled, rows, browser } = await make({ skipVerificationOnEnable: true });
    const { browser: alice } = await enrolled("alice");
    await enrolled("bob");
    await alice.post("/two-factor/disable", { password: PASSWORD });
    expect(rows("select * from twoFactor")).toHaveLength(1);
    expect((await browser("bob").signIn()).body.twoFactorRedirect).toBe(true);
  });

  it("changes nothing when a database hook stops it", async () => {
    const update = {
      before: async (user: Record<string, unknown>) => (user.twoFactorEnabled === false ? false : undefined),
    };
    const { enrolled, rows } = await make({ skipVerificationOnEnable: true }, { databaseHooks: { user: { update } } });
    const { browser } = await enrolled();
    const answer = await browser.post("/two-factor/disable", { password: PASSWORD });
    expect(answer).toMatchObject({ status: 400, body: { code: "FAILED_TO_UPDATE_USER" } });
    expect(rows("select * from twoFactor")).toHaveLength(1);
    expect(await isSignedIn(browser)).toBe(true);
  });
});

describe("whoever changes it", () => {
  const paths = ["enable", "disable", "get-totp-uri", "generate-backup-codes"];

  it.each(paths)("is signed in and knows the password: %s (advisories 94, 110)", async (path) => {
    const { enrolled, browser } = await make();
    const { browser: alice } = await enrolled();
    if (path === "enable") await alice.post("/two-factor/disable", { password: PASSWORD });
    const ask = (body: unknown, from = alice) => from.post(`/two-factor/${path}`, body);
    expect(await ask({ password: PASSWORD }, browser("stranger"))).toMatchObject({ status: 401 });
    expect(await ask({})).toMatchObject({ status: 400, body: { code: "VALIDATION_ERROR" } });
    expect(await ask({ password: ["correct horse 1"] })).toMatchObject({ status: 400 });
    expect(await ask({ password: "x".repeat(500) })).toMatchObject({
      status: 400,
      body: { code: "PASSWORD_TOO_LONG" },
    });
    expect(await ask({ password: "wrong horse 9" })).toMatchObject({ status: 400, body: { code: "INVALID_PASSWORD" } });
    expect((await ask({ password: PASSWORD })).status).toBe(200);
  });

  it("may have no password where the options allow it, and has signed in a short while ago then", async () => {
    const { browser, rows, db } = await make({ allowPasswordless: true, skipVerificationOnEnable: true });
    const alice = browser("alice");
    await alice.signUp();
    // Somebody with a password needs it all the same.
    expect(await alice.post("/two-factor/enable")).toMatchObject({ status: 400, body: { code: "INVALID_PASSWORD" } });
    db.prepare("delete from account").run();
    wait(2 * 86_400);
    for (const path of ["enable", "disable"]) {
      const stale = await alice.post(`/two-factor/${path}`);
      expect(stale).toMatchObject({ status: 403, body: { code: "SESSION_NOT_FRESH" } });
    }
    expect(rows("select * from twoFactor")).toEqual([]);
    vi.setSystemTime(Date.now() - 2 * 86_400_000);
    expect((await alice.post("/two-factor/enable")).status).toBe(200);
    for (const path of ["get-totp-uri", "generate-backup-codes", "disable"])
      expect((await alice.post(`/two-factor/${path}`)).status).toBe(200);
  });

  it("may be let do less without a password", async () => {
    const { browser, db } = await make({
      allowPasswordless: true,
      totpOptions: { allowPasswordless: false },
      backupCodeOptions: { allowPasswordless: false },
    });
    const alice = browser("alice");
    await alice.signUp();
    db.prepare("delete from account").run();
    expect((await alice.post("/two-factor/enable")).status).toBe(200);
    for (const path of ["get-totp-uri", "generate-backup-codes"])
      expect((await alice.post(`/two-factor/${path}`)).status).toBe(400);
  });

  it("is asked for with a path, a method and a body that make sense", async () => {
    const { enrolled, browser } = await make({ otpOptions: {} });
    const { browser: alice } = await enrolled();
    for (const [path, body] of [
      ["/two-factor/enable", { password: PASSWORD, method: "sms" }],
      ["/two-factor/enable", { password: PASSWORD, issuer: "half of \ud83d" }],
      ["/two-factor/verify-totp", {}],
      ["/two-factor/verify-totp", { code: 123456 }],
      ["/two-factor/verify-otp", { code: ["1"] }],
      ["/two-factor/verify-backup-code", { code: null }],
      ["/two-factor/send-otp", { trustDevice: "yes" }],
    ] as const) {
      expect(await alice.post(path, body)).toMatchObject({ status: 400, body: { code: "VALIDATION_ERROR" } });
    }
    // Only the server has these.
    for (const path of ["generate-totp", "view-backup-codes"])
      expect((await browser().post(`/two-factor/${path}`, { userId: "x", secret: "x" })).status).toBe(404);
  });
});
