import { memoryStorage, PASSWORD } from "test-kit";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { codeOf, make } from "./test-support";

beforeEach(() => vi.useFakeTimers({ toFake: ["Date"], now: Date.UTC(2030, 0, 15) }));
afterEach(() => vi.useRealTimers());

const wait = (seconds: number) => vi.setSystemTime(Date.now() + seconds * 1000);
const times = <T>(count: number, make: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));
const VERIFY = "/two-factor/verify-totp";

/** How many of the answers there are, by status and code. */
function tally(answers: { status: number; body: { code?: string } | null }[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { status, body } of answers) {
    const key = status === 200 ? "200" : `${status} ${body?.code}`;
    counts[key] = (counts[key] ?? 0) + 1;
  }
  return counts;
}

describe("a right code, tried fifty times at once", () => {
  it("signs in once: in one sign-in, by an authenticator app", async () => {
    const { enrolled, pending, rows } = await make();
    const { uri } = await enrolled();
    const phone = await pending();
    const code = await codeOf(uri);
    const answers = await Promise.all(times(50, () => phone.post(VERIFY, { code })));
    expect(tally(answers)).toEqual({ "200": 1, "401 INVALID_TWO_FACTOR_COOKIE": 49 });
    expect(rows("select * from session")).toHaveLength(2);
  });

  it("signs in once: in fifty sign-ins, by an authenticator app", async () => {
    const { enrolled, pending, rows } = await make({ accountLockout: { enabled: false } });
    const { uri } = await enrolled();
    const phones = await Promise.all(times(50, () => pending()));
    const code = await codeOf(uri);
    const answers = await Promise.all(phones.map((phone) => phone.post(VERIFY, { code })));
    expect(tally(answers)).toEqual({ "200": 1, "401 INVALID_CODE": 49 });
    expect(rows("select * from session")).toHaveLength(2);
  });

  it("signs in once: by a code that was sent", async () => {
    const { browser, pending, rows, sent } = await make({ otpOptions: {} });
    const alice = browser("alice");
    await alice.signUp();
    await alice.post("/two-factor/enable", { password: PASSWORD, method: "otp" });
    const phone = await pending();
    await phone.post("/two-factor/send-otp");
    const answers = await Promise.all(times(50, () => phone.post("/two-factor/verify-otp", { code: sent[0] })));
    expect(tally(answers)["200"]).toBe(1);
    expect(rows("select * from session")).toHaveLength(2);
  });

  it.each([
    ["a database", {}],
    ["a secondary storage", { secondaryStorage: memoryStorage() }],
  ])("signs in once: in fifty sign-ins, by a backup code, with %s", async (_, auth) => {
    const { enrolled, pending } = await make({ accountLockout: { enabled: false } }, auth);
    const { backupCodes } = await enrolled();
    const phones = await Promise.all(times(50, () => pending()));
    const code = backupCodes[0];
    const answers = await Promise.all(phones.map((phone) => phone.post("/two-factor/verify-backup-code", { code })));
    expect(tally(answers)).toEqual({ "200": 1, "401 INVALID_BACKUP_CODE": 49 });
  });

  it("spends each of ten backup codes that are tried at the same moment", async () => {
    const { enrolled, pending, auth, rows } = await make({ accountLockout: { enabled: false } });
    const { backupCodes } = await enrolled();
    const phones = await Promise.all(times(10, () => pending()));
    const answers = await Promise.all(
      phones.map((phone, i) => phone.post("/two-factor/verify-backup-code", { code: backupCodes[i] })),
    );
    expect(tally(answers)).toEqual({ "200": 10 });
    const userId = String(rows("select id from user")[0]?.id);
    expect(await auth.api.viewBackupCodes({ body: { userId } })).toEqual({ status: true, backupCodes: [] });
  });

  it("wins at once where wrong ones are counted, too", async () => {
    const { enrolled, pending } = await make();
    const { uri } = await enrolled();
    const phones = await Promise.all(times(50, () => pending()));
    const code = await codeOf(uri);
    const answers = await Promise.all(phones.map((phone) => phone.post(VERIFY, { code })));
    expect(tally(answers)["200"]).toBe(1);
  });
});

describe("wrong codes", () => {
  it("end a sign-in after five, one after the other", async () => {
    const { enrolled, pending } = await make();
    const { uri } = await enrolled();
    const phone = await pending();
    const answers = [];
    for (let i = 0; i < 5; i++) answers.push(await phone.post(VERIFY, { code: `00000${i}` }));
    expect(tally(answers)).toEqual({ "401 INVALID_CODE": 5 });
    const cookie = phone.jar.get("better-auth.two_factor") as string;
    const sixth = await phone.post(VERIFY, { code: await codeOf(uri) });
    expect(sixth).toMatchObject({ status: 400, body: { code: "TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE" } });
    expect(phone.jar.has("better-auth.two_factor")).toBe(false);
    phone.jar.set("better-auth.two_factor", cookie);
    expect((await phone.post(VERIFY, { code: await codeOf(uri) })).status).toBe(401);
    // Another sign-in is not ended by it.
    expect((await (await pending()).post(VERIFY, { code: await codeOf(uri) })).status).toBe(200);
  });

  it("end a sign-in after five, of a hundred at the same moment (advisory 110)", async () => {
    const { enrolled, pending, rows } = await make({ accountLockout: { enabled: false } });
    await enrolled();
    const phone = await pending();
    let judged = 0;
    for (let round = 0; round < 4; round++) {
      const answers = await Promise.all(times(25, (i) => phone.post(VERIFY, { code: `0000${round}${i % 10}` })));
      judged += tally(answers)["401 INVALID_CODE"] ?? 0;
    }
    expect(judged).toBeGreaterThan(0);
    expect(judged).toBeLessThanOrEqual(5);
    expect(rows("select * from session")).toHaveLength(1);
  });

  it("lock the account after ten, of a hundred sign-ins at the same moment (advisory 82)", async () => {
    const { enrolled, pending, rows } = await make();
    const { uri } = await enrolled();
    const phones = await Promise.all(times(100, () => pending()));
    const answers = await Promise.all(phones.map((phone) => phone.post(VERIFY, { code: "000000" })));
    expect(tally(answers)).toEqual({ "401 INVALID_CODE": 10, "429 ACCOUNT_TEMPORARILY_LOCKED": 90 });
    const [row] = rows("select failedVerificationCount, lockedUntil from twoFactor");
    expect(row?.failedVerificationCount).toBe(10);
    const phone = await pending();
    expect((await phone.post(VERIFY, { code: await codeOf(uri) })).status).toBe(429);
    wait(899);
    expect((await (await pending()).post(VERIFY, { code: await codeOf(uri) })).status).toBe(429);
    wait(2);
    const later = await pending();
    expect((await later.post(VERIFY, { code: "000000" })).status).toBe(401);
    expect(rows("select failedVerificationCount, lockedUntil from twoFactor")).toEqual([
      { failedVerificationCount: 1, lockedUntil: null },
    ]);
    expect((await later.post(VERIFY, { code: await codeOf(uri) })).status).toBe(200);
    expect(rows("select failedVerificationCount from twoFactor")).toEqual([{ failedVerificationCount: 0 }]);
  });

  it.each(["otp", "backup-code"])("lock the account after ten of a hundred, by verify-%s, too", async (method) => {
    const { enrolled, pending } = await make({ otpOptions: {} });
    await enrolled();
    const phones = await Promise.all(times(100, () => pending()));
    if (method === "otp") for (const phone of phones) await phone.post("/two-factor/send-otp");
    const answers = await Promise.all(
      phones.map((phone) => phone.post(`/two-factor/verify-${method}`, { code: "wrong" })),
    );
    const { "429 ACCOUNT_TEMPORARILY_LOCKED": locked, ...wrong } = tally(answers);
    expect([locked, Object.values(wrong)]).toEqual([90, [10]]);
  });

  it("are counted together, whatever kind they are of and wherever they are typed (advisory 83)", async () => {
    const { enrolled, pending, sent } = await make({ otpOptions: {} });
    const { browser: alice, uri, backupCodes } = await enrolled();
    const phone = await pending();
    await phone.post("/two-factor/send-otp");
    await alice.post("/two-factor/send-otp");
    const answers = [];
    for (const browser of [phone, alice]) {
      for (const path of ["verify-totp", "verify-otp", "verify-backup-code", "verify-totp", "verify-backup-code"])
        answers.push((await browser.post(`/two-factor/${path}`, { code: "wrong" })).status);
    }
    expect(answers).toEqual(Array(10).fill(401));
    for (const browser of [await pending(), alice]) {
      await browser.post("/two-factor/send-otp");
      for (const [path, code] of [
        ["verify-totp", await codeOf(uri)],
        ["verify-otp", sent.at(-1)],
        ["verify-backup-code", backupCodes[0]],
      ] as const) {
        const answer = await browser.post(`/two-factor/${path}`, { code });
        expect(answer).toMatchObject({ status: 429, body: { code: "ACCOUNT_TEMPORARILY_LOCKED" } });
      }
    }
  });

  it("are not what a late or a missing code is", async () => {
    const { browser, pending, rows } = await make({ otpOptions: {} });
    const alice = browser("alice");
    await alice.signUp();
    await alice.post("/two-factor/enable", { password: PASSWORD, method: "otp" });
    const phone = await pending();
    for (let i = 0; i < 12; i++) {
      const answer = await phone.post("/two-factor/verify-otp", { code: "000000" });
      expect(answer).toMatchObject({ status: 400, body: { code: "OTP_HAS_EXPIRED" } });
    }
    expect(rows("select failedVerificationCount, lockedUntil from twoFactor")).toEqual([
      { failedVerificationCount: 0, lockedUntil: null },
    ]);
  });

  it("lock as the options say", async () => {
    const { enrolled, pending } = await make({ accountLockout: { maxFailedAttempts: 2, durationSeconds: 60 } });
    const { uri } = await enrolled();
    const phone = await pending();
    const answers = [];
    for (let i = 0; i < 3; i++) answers.push((await phone.post(VERIFY, { code: "000000" })).status);
    expect(answers).toEqual([401, 401, 429]);
    wait(61);
    expect((await phone.post(VERIFY, { code: await codeOf(uri) })).status).toBe(200);
  });

  it("count in rows that were made before they were counted", async () => {
    const { enrolled, pending, rows, db } = await make();
    const { uri } = await enrolled();
    db.prepare("update twoFactor set failedVerificationCount = null, verified = null, lastTotpStepAt = null").run();
    const phone = await pending();
    expect((await phone.post(VERIFY, { code: "000000" })).status).toBe(401);
    expect(rows("select failedVerificationCount from twoFactor")).toEqual([{ failedVerificationCount: 1 }]);
    expect((await phone.post(VERIFY, { code: await codeOf(uri) })).status).toBe(200);
  });

  it("are limited by requests, too", async () => {
    const { enrolled, pending } = await make({ skipVerificationOnEnable: true }, { rateLimit: { enabled: true } });
    await enrolled();
    const phone = await pending();
    const answers = [];
    for (let i = 0; i < 4; i++) answers.push((await phone.post(VERIFY, { code: "000000" })).status);
    expect(answers).toEqual([401, 401, 401, 429]);
  });

  it("are told to whoever watches sign-ins", async () => {
    const failed: unknown[] = [];
    const watcher = {
      id: "watcher",
      events: [{ types: ["sign-in.failed" as const], handle: (event: unknown) => void failed.push(event) }],
    };
    const { enrolled, pending } = await make({}, { plugins: [watcher] });
    await enrolled();
    await (await pending()).post(VERIFY, { code: "000000" });
    expect(failed).toEqual([expect.objectContaining({ factor: "totp", reason: "INVALID_CODE" })]);
  });
});
