import { betterAuth } from "@better-auth/core";
import { getMigrations } from "@better-auth/core/db/migration";
import Database from "better-sqlite3";
import { Browser, ORIGIN, PASSWORD } from "test-kit";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { TWO_FACTOR_ERROR_CODES, twoFactor } from ".";
import { codeOf, isSignedIn, make } from "./test-support";
import type { TwoFactorOptions } from "./types";

// A code of the step before is used up first: the clock must not go on in between.
beforeEach(() => vi.useFakeTimers({ toFake: ["Date"], now: Date.UTC(2030, 0, 15) }));
afterEach(() => vi.useRealTimers());

it.each<[TwoFactorOptions, string]>([
  [{ totpOptions: { digits: 7 as 6 } }, "totpOptions.digits"],
  [{ totpOptions: { period: 0 } }, "totpOptions.period"],
  [{ otpOptions: { digits: 0 } }, "otpOptions.digits"],
  [{ otpOptions: { period: Number.NaN } }, "otpOptions.period"],
  [{ otpOptions: { allowedAttempts: -1 } }, "otpOptions.allowedAttempts"],
  [{ backupCodeOptions: { amount: 0 } }, "backupCodeOptions.amount"],
  [{ backupCodeOptions: { length: 1.5 } }, "backupCodeOptions.length"],
  [{ twoFactorCookieMaxAge: 0 }, "twoFactorCookieMaxAge"],
  [{ trustDeviceMaxAge: -5 }, "trustDeviceMaxAge"],
  [{ accountLockout: { maxFailedAttempts: 0 } }, "accountLockout.maxFailedAttempts"],
  [{ accountLockout: { durationSeconds: 0 } }, "accountLockout.durationSeconds"],
  [{ twoFactorPage: "two-factor" }, "twoFactorPage"],
])("refuses %j at the start", (options, name) => {
  expect(() => twoFactor(options)).toThrow(`\`${name}\``);
});

it("makes its tables under the names that the application chose", async () => {
  const { rows, enrolled, browser } = await make({
    twoFactorTable: "second_factors",
    schema: {
      user: { fields: { twoFactorEnabled: "two_factor_enabled" } },
      twoFactor: { fields: { secret: "app_secret", lastTotpStepAt: "last_step" } },
    },
  });
  await enrolled();
  expect(rows("select app_secret, last_step from second_factors")).toHaveLength(1);
  expect(rows("select two_factor_enabled from user")).toHaveLength(1);
  expect((await browser("alice").signIn()).body.twoFactorRedirect).toBe(true);
});

it("has the columns of the contract, and two of its own that may be empty", async () => {
  const db = new Database(":memory:");
  await (await getMigrations({ database: db, plugins: [twoFactor()] })).runMigrations();
  const columns = db.prepare('pragma table_info("twoFactor")').all() as { name: string; notnull: number }[];
  expect(Object.fromEntries(columns.map(({ name, notnull }) => [name, notnull === 1]))).toEqual({
    id: true,
    secret: true,
    backupCodes: true,
    userId: true,
    verified: false,
    failedVerificationCount: false,
    lockedUntil: false,
    lastTotpStepAt: false,
    enabledAt: false,
  });
});

it.each(["two_factor", "trust_device"])("lets no other plugin have its cookie %s", (cookie) => {
  const message = `"two-factor" and "other" both claim the cookie "better-auth.${cookie}"`;
  expect(() => betterAuth({ plugins: [twoFactor(), { id: "other", cookies: [cookie] }] })).toThrow(message);
});

it("calls its cookies as the application does", async () => {
  const { enrolled, browser } = await make(
    { skipVerificationOnEnable: true },
    { advanced: { cookiePrefix: "acme", cookies: { two_factor: { name: "second" } } } },
  );
  const { uri } = await enrolled();
  const phone = browser("alice");
  await phone.signIn();
  expect([...phone.jar.keys()]).toEqual(["second"]);
  expect((await phone.post("/two-factor/verify-totp", { code: await codeOf(uri) })).status).toBe(200);
  expect(await isSignedIn(phone)).toBe(true);
});

it("is called from the server with the headers of a request", async () => {
  const { auth, enrolled } = await make({ skipVerificationOnEnable: true });
  const { browser, uri } = await enrolled();
  const headers = browser.headers();
  expect(await auth.api.getTOTPURI({ body: { password: PASSWORD }, headers })).toEqual({ totpURI: uri });
  const { headers: answered } = await auth.api.signInEmail({
    body: { email: browser.email, password: PASSWORD },
    returnHeaders: true,
  });
  const cookie = answered.getSetCookie().find((line) => line.includes("two_factor")) ?? "";
  const pending = new Headers({ cookie: cookie.split(";")[0] ?? "" });
  const done = await auth.api.verifyTOTP({ body: { code: await codeOf(uri) }, headers: pending });
  expect(done.user.email).toBe(browser.email);
  await expect(auth.api.verifyTOTP({ body: { code: "000000" } })).rejects.toMatchObject({
    body: { code: TWO_FACTOR_ERROR_CODES.INVALID_TWO_FACTOR_COOKIE.code },
  });
});

it("keeps fields of other plugins in the session that it renews", async () => {
  const database = new Database(":memory:");
  const tenants = {
    id: "tenants",
    schema: { session: { fields: { tenant: { type: "string", required: false, input: true } } } },
  } as const;
  const options = {
    baseURL: ORIGIN,
    secret: "a secret that is long enough for this test",
    database,
    emailAndPassword: { enabled: true },
    plugins: [twoFactor({ skipVerificationOnEnable: true }), tenants],
  };
  await (await getMigrations(options)).runMigrations();
  const alice = new Browser(betterAuth(options), "alice");
  await alice.signUp();
  database.prepare("update session set tenant = 'acme'").run();
  await alice.post("/two-factor/enable", { password: PASSWORD });
  expect((await alice.session()).session.tenant).toBe("acme");
});
