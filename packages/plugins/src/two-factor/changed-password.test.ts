import { type Browser, cheapPasswords, PASSWORD } from "test-kit";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { magicLink } from "../magic-link";
import { username } from "../username";
import { codeOf, isSignedIn, make } from "./test-support";

beforeEach(() => vi.useFakeTimers({ toFake: ["Date"], now: Date.UTC(2030, 0, 15) }));
afterEach(() => vi.useRealTimers());

const wait = (seconds: number) => vi.setSystemTime(Date.now() + seconds * 1000);

const REFUSED = { status: 401, body: { code: "INVALID_TWO_FACTOR_COOKIE" } };
const NEW = "another-password-1";
const CHANGE = { currentPassword: PASSWORD, newPassword: NEW };

/** An instance that mails resets and magic links. */
async function setUp() {
  const mailed: string[] = [];
  const sendResetPassword = async ({ token }: { token: string }) => void mailed.push(token);
  const emailAndPassword = { enabled: true, password: cheapPasswords, sendResetPassword };
  const plugins = [username(), magicLink({ sendMagicLink: ({ url }) => void mailed.push(url) })];
  return { mailed, ...(await make({}, { emailAndPassword, plugins })) };
}

describe("a password that is changed between the first step and the second", () => {
  const byPassword = (browser: Browser) => browser.signIn();
  const byUsername = (browser: Browser) => browser.post("/sign-in/username", { username: "ada", password: PASSWORD });

  it.each([
    ["of somebody who typed an address", byPassword],
    ["of somebody who typed a name", byUsername],
  ])("ends the sign-in %s", async (_, firstStep) => {
    const { enrolled, pending, rows, browser } = await setUp();
    const { browser: alice, uri, backupCodes } = await enrolled();
    expect((await alice.post("/update-user", { username: "ada" })).status).toBe(200);
    const [a, b] = [await pending("alice", firstStep), await pending("alice", firstStep)];
    wait(30);
    expect((await alice.post("/change-password", CHANGE)).status).toBe(200);
    const count = rows("select * from session").length;
    const withCode = await a.post("/two-factor/verify-totp", { code: await codeOf(uri), trustDevice: true });
    expect(withCode).toMatchObject(REFUSED);
    expect(await b.post("/two-factor/verify-backup-code", { code: backupCodes[0] })).toMatchObject(REFUSED);
    expect(a.jar.has("better-auth.trust_device")).toBe(false);
    expect(rows("select * from session")).toHaveLength(count);
    for (const thief of [a, b]) expect(await isSignedIn(thief)).toBe(false);

    wait(30);
    const phone = browser("alice");
    await phone.signIn({ password: NEW });
    expect((await phone.post("/two-factor/verify-totp", { code: await codeOf(uri) })).status).toBe(200);
    expect(await isSignedIn(phone)).toBe(true);
  });

  it("ends it when the password is reset, too", async () => {
    const { mailed, enrolled, pending, browser } = await setUp();
    const { browser: alice, uri } = await enrolled();
    const thief = await pending();
    wait(30);
    await browser("alice").post("/request-password-reset", { email: alice.email });
    const reset = { newPassword: NEW, token: mailed.at(-1) };
    expect((await browser("alice").post("/reset-password", reset)).status).toBe(200);
    expect(await thief.post("/two-factor/verify-totp", { code: await codeOf(uri) })).toMatchObject(REFUSED);
    expect(await isSignedIn(thief)).toBe(false);
  });

  it("leaves alone a sign-in that began without it", async () => {
    const { mailed, enrolled, pending, db } = await setUp();
    const { browser: alice, uri } = await enrolled();
    // Else the link ends what was set up before anybody proved to read the mail.
    db.exec("update user set emailVerified = true");
    const phone = await pending("alice", async (browser) => {
      await browser.post("/sign-in/magic-link", { email: alice.email });
      await browser.get(mailed.at(-1) as string);
    });
    wait(30);
    expect((await alice.post("/change-password", CHANGE)).status).toBe(200);
    expect((await phone.post("/two-factor/verify-totp", { code: await codeOf(uri) })).status).toBe(200);
  });
});
