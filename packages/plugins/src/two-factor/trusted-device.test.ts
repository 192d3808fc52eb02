import { betterAuth } from "@better-auth/core";
import { type Browser, PASSWORD, SECRET } from "test-kit";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { twoFactor } from ".";
import { isSignedIn, make } from "./test-support";

beforeEach(() => vi.useFakeTimers({ toFake: ["Date"], now: Date.UTC(2030, 0, 15) }));
afterEach(() => vi.useRealTimers());

const DAY_MS = 86_400_000;
const COOKIE = "better-auth.trust_device";
const wait = (days: number) => vi.setSystemTime(Date.now() + days * DAY_MS);

/** Alice, and a phone that she trusts. */
async function makeTrusted(...[options, auth]: Parameters<typeof make>) {
  const made = await make({ skipVerificationOnEnable: true, ...options }, auth);
  const { browser: desk, backupCodes } = await made.enrolled();
  const phone = await made.pending();
  await phone.post("/two-factor/verify-backup-code", { code: backupCodes[0], trustDevice: true });
  expect(phone.jar.has(COOKIE)).toBe(true);
  await phone.post("/sign-out");
  return { ...made, desk, phone, backupCodes };
}

/** Signs in, and says whether that was enough. */
async function isTrusted(browser: Browser, email = "alice@example.com"): Promise<boolean> {
  const { body } = await browser.signIn({ email });
  const isThere = await isSignedIn(browser);
  expect(body.twoFactorRedirect === true).toBe(!isThere);
  await browser.post("/sign-out");
  return isThere;
}

describe("a trusted device", () => {
  it("is asked for no second step for 30 days after its last sign-in", async () => {
    const { phone } = await makeTrusted();
    expect(await isTrusted(phone)).toBe(true);
    wait(29);
    expect(await isTrusted(phone)).toBe(true);
    wait(29);
    expect(await isTrusted(phone)).toBe(true);
    const late = phone.jar.get(COOKIE) as string;
    wait(31);
    phone.jar.set(COOKIE, late);
    expect(await isTrusted(phone)).toBe(false);
    expect(phone.jar.has(COOKIE)).toBe(false);
  });

  it("is trusted for as long as the options say", async () => {
    const { phone } = await makeTrusted({ trustDeviceMaxAge: 3600 });
    expect(await isTrusted(phone)).toBe(true);
    wait(1);
    expect(await isTrusted(phone)).toBe(false);
  });

  it("gets another cookie with each sign-in; a copy of an old one is worth nothing", async () => {
    const { phone, browser } = await makeTrusted();
    const thief = browser("thief");
    thief.jar.set(COOKIE, phone.jar.get(COOKIE) as string);
    expect(await isTrusted(phone)).toBe(true);
    expect(await isTrusted(thief)).toBe(false);
    expect(await isTrusted(phone)).toBe(true);
  });

  it("is trusted once by fifty sign-ins with one cookie", async () => {
    const { phone, browser } = await makeTrusted();
    const copies = Array.from({ length: 50 }, (_, i) => {
      const copy = browser(`b${i}`);
      copy.jar.set(COOKIE, phone.jar.get(COOKIE) as string);
      return copy;
    });
    const answers = await Promise.all(copies.map((copy) => copy.signIn({ email: "alice@example.com" })));
    expect(answers.filter(({ body }) => body.token)).toHaveLength(1);
  });

  it("is trusted for one user, and stays trusted with them when another tries", async () => {
    const { phone, browser, enrolled } = await makeTrusted();
    await enrolled("bob");
    const bob = browser("bob");
    bob.jar.set(COOKIE, phone.jar.get(COOKIE) as string);
    expect(await isTrusted(bob, "bob@example.com")).toBe(false);
    expect(bob.jar.has(COOKIE)).toBe(true);
    expect(await isTrusted(phone)).toBe(true);
  });

  it("stays trusted when somebody else signs in on it, and turns two-factor off there", async () => {
    const { phone, enrolled, pending } = await makeTrusted();
    const { backupCodes } = await enrolled("bob");
    const bob = await pending("bob", async (browser) => {
      browser.jar.set(COOKIE, phone.jar.get(COOKIE) as string);
      await browser.signIn();
    });
    await bob.post("/two-factor/verify-backup-code", { code: backupCodes[0] });
    expect(await bob.post("/two-factor/disable", { password: PASSWORD })).toMatchObject({ status: 200 });
    expect(bob.jar.get(COOKIE)).toBe(phone.jar.get(COOKIE));
    expect(await isTrusted(bob, "alice@example.com")).toBe(true);
  });

  it.each([
    ["a changed signature", (cookie: string) => `${cookie.slice(0, -8)}AAAAAA%3D`],
    ["another name", (cookie: string) => cookie.replace("trust-device-", "trust-device_")],
    ["garbage", () => "garbage"],
  ])("is not made of %s", async (_, change) => {
    const { phone, browser } = await makeTrusted();
    const thief = browser("thief");
    thief.jar.set(COOKIE, change(phone.jar.get(COOKIE) as string));
    expect(await isTrusted(thief)).toBe(false);
    expect(await isTrusted(phone)).toBe(true);
  });

  it("is not made by whoever is signed in and shows a code", async () => {
    const { desk, backupCodes } = await makeTrusted();
    const body = { code: backupCodes[1], trustDevice: true };
    expect((await desk.post("/two-factor/verify-backup-code", body)).status).toBe(200);
    expect(desk.jar.has(COOKIE)).toBe(false);
  });

  it("is forgotten when two-factor is turned off there", async () => {
    const { phone, rows } = await makeTrusted();
    await phone.signIn();
    expect(rows("select * from verification")).toHaveLength(1);
    await phone.post("/two-factor/disable", { password: PASSWORD });
    expect(phone.jar.has(COOKIE)).toBe(false);
    expect(rows("select * from verification")).toEqual([]);
  });

  it("is not trusted again when two-factor was turned off elsewhere, and on again", async () => {
    const { phone, desk } = await makeTrusted();
    expect(await isTrusted(phone)).toBe(true);
    await desk.post("/two-factor/disable", { password: PASSWORD });
    wait(1);
    expect((await desk.post("/two-factor/enable", { password: PASSWORD })).status).toBe(200);
    expect(await isTrusted(phone)).toBe(false);
  });

  it("stays trusted through a rotation of secrets", async () => {
    const { phone, options } = await makeTrusted();
    const next = "another secret that is long enough for a test";
    const secrets = [
      { version: 2, value: next },
      { version: 1, value: SECRET },
    ];
    const { secret: _, ...others } = options;
    const plugins = [twoFactor({ skipVerificationOnEnable: true })];
    const rotated = betterAuth({ ...others, plugins, secrets });
    const cookie = phone.jar.get(COOKIE) as string;
    phone.jar.clear();
    phone.jar.set(COOKIE, cookie);
    Object.assign(phone, { auth: rotated });
    expect(await isTrusted(phone)).toBe(true);
    expect(await isTrusted(phone)).toBe(true);
  });
});
