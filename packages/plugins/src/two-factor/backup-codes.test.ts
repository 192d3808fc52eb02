import { PASSWORD } from "test-kit";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { isSignedIn, make } from "./test-support";
import type { BackupCodeOptions } from "./types";

// A code of the step before is used up first: the clock must not go on in between.
beforeEach(() => vi.useFakeTimers({ toFake: ["Date"], now: Date.UTC(2030, 0, 15) }));
afterEach(() => vi.useRealTimers());

const makeWith = (backupCodeOptions: BackupCodeOptions = {}, auth: Parameters<typeof make>[1] = {}) =>
  make({ skipVerificationOnEnable: true, backupCodeOptions }, auth);

describe("a backup code", () => {
  it("is the second step, once", async () => {
    const { enrolled, pending, rows, auth } = await makeWith({ amount: 3 });
    const { backupCodes } = await enrolled();
    expect(backupCodes).toHaveLength(3);
    expect(JSON.stringify(rows("select backupCodes from twoFactor"))).not.toContain(backupCodes[0]);
    const phone = await pending();
    const wrong = await phone.post("/two-factor/verify-backup-code", { code: "wrong-code" });
    expect(wrong).toMatchObject({ status: 401, body: { code: "INVALID_BACKUP_CODE" } });
    const right = await phone.post("/two-factor/verify-backup-code", { code: backupCodes[0] });
    expect(right).toMatchObject({ status: 200, body: { token: expect.any(String), user: { email: phone.email } } });
    expect(await isSignedIn(phone)).toBe(true);
    const again = await (await pending()).post("/two-factor/verify-backup-code", { code: backupCodes[0] });
    expect(again.status).toBe(401);
    const [user] = rows("select id from user");
    const left = await auth.api.viewBackupCodes({ body: { userId: String(user?.id) } });
    expect(left).toEqual({ status: true, backupCodes: backupCodes.slice(1) });
  });

  it("may be spent without signing anybody in", async () => {
    const { enrolled, pending } = await makeWith();
    const { backupCodes } = await enrolled();
    const phone = await pending();
    const spent = { code: backupCodes[0], disableSession: true };
    const { status, body } = await phone.post("/two-factor/verify-backup-code", spent);
    expect({ status, body }).toEqual({ status: 200, body: { user: expect.objectContaining({ email: phone.email }) } });
    expect(await isSignedIn(phone)).toBe(false);
    // The pending sign-in is spent with it.
    const next = await phone.post("/two-factor/verify-backup-code", { code: backupCodes[1] });
    expect(next).toMatchObject({ status: 401, body: { code: "INVALID_TWO_FACTOR_COOKIE" } });
  });

  it("is worth nothing once there are new ones", async () => {
    const { enrolled, pending } = await makeWith();
    const { browser, backupCodes } = await enrolled();
    const { body } = await browser.post("/two-factor/generate-backup-codes", { password: PASSWORD });
    expect(body).toEqual({ status: true, backupCodes: expect.any(Array) });
    const phone = await pending();
    expect((await phone.post("/two-factor/verify-backup-code", { code: backupCodes[0] })).status).toBe(401);
    expect((await phone.post("/two-factor/verify-backup-code", { code: body.backupCodes[0] })).status).toBe(200);
  });

  it("helps whoever is asked for codes that are sent", async () => {
    const { browser, pending } = await make({ otpOptions: {} });
    const alice = browser("alice");
    await alice.signUp();
    const early = await alice.post("/two-factor/generate-backup-codes", { password: PASSWORD });
    expect(early).toMatchObject({ status: 400, body: { code: "TWO_FACTOR_NOT_ENABLED" } });
    await alice.post("/two-factor/enable", { password: PASSWORD, method: "otp" });
    const phone = await pending();
    const none = await phone.post("/two-factor/verify-backup-code", { code: "" });
    expect(none).toMatchObject({ status: 400, body: { code: "BACKUP_CODES_NOT_ENABLED" } });
    const { body } = await alice.post("/two-factor/generate-backup-codes", { password: PASSWORD });
    expect((await phone.post("/two-factor/verify-backup-code", { code: body.backupCodes[0] })).status).toBe(200);
  });

  it.each<[string, BackupCodeOptions, (codes: string[]) => string]>([
    ["plain", { storeBackupCodes: "plain" }, (codes) => JSON.stringify(codes)],
    [
      "own",
      {
        storeBackupCodes: {
          encrypt: async (text) => `own:${text}`,
          decrypt: async (text) => text.slice(4),
        },
      },
      (codes) => `own:${JSON.stringify(codes)}`,
    ],
  ])("is stored as asked: %s", async (_, options, stored) => {
    const { enrolled, pending, rows } = await makeWith(options);
    const { backupCodes } = await enrolled();
    expect(rows("select backupCodes from twoFactor")).toEqual([{ backupCodes: stored(backupCodes) }]);
    const phone = await pending();
    expect((await phone.post("/two-factor/verify-backup-code", { code: backupCodes[9] })).status).toBe(200);
    expect(rows("select backupCodes from twoFactor")).toEqual([{ backupCodes: stored(backupCodes.slice(0, 9)) }]);
  });

  it.each<[BackupCodeOptions, RegExp]>([
    [{ amount: 2, length: 4 }, /^\w{4},\w{4}$/],
    [{ amount: 2, length: 12 }, /^\w{5}-\w{7},\w{5}-\w{7}$/],
    [{ customBackupCodesGenerate: () => ["one", "two"] }, /^one,two$/],
  ])("looks as asked: %j", async (options, form) => {
    const { enrolled } = await makeWith(options);
    expect((await enrolled()).backupCodes.join()).toMatch(form);
  });

  it("is refused, and nothing else, where the stored ones cannot be read", async () => {
    const log = vi.fn();
    const { enrolled, pending, rows, db, auth } = await makeWith({}, { logger: { level: "error", log } });
    const { backupCodes } = await enrolled();
    db.prepare("update twoFactor set backupCodes = 'garbage'").run();
    const phone = await pending();
    const answer = await phone.post("/two-factor/verify-backup-code", { code: backupCodes[0] });
    expect(answer).toMatchObject({ status: 401, body: { code: "INVALID_BACKUP_CODE" } });
    expect(log).toHaveBeenCalled();
    const userId = String(rows("select id from user")[0]?.id);
    await expect(auth.api.viewBackupCodes({ body: { userId } })).rejects.toMatchObject({ statusCode: 400 });
    await expect(auth.api.viewBackupCodes({ body: { userId: "nobody" } })).rejects.toMatchObject({
      body: { code: "BACKUP_CODES_NOT_ENABLED" },
    });
  });
});
