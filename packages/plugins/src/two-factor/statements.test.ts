import { budget } from "test-kit";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { codeOf, make } from "./test-support";

// A code of the step before is used up first: the clock must not go on in between.
beforeEach(() => vi.useFakeTimers({ toFake: ["Date"], now: Date.UTC(2030, 0, 15) }));
afterEach(() => vi.useRealTimers());

const VERIFY = "/two-factor/verify-totp";

it("sends four statements for a sign-in that ends in a second step", async () => {
  const { enrolled, browser, statementsOf } = await make();
  await enrolled();
  expect(await statementsOf(() => browser("alice").signIn())).toHaveLength(4);
});

it("sends five statements for a code at the end of a sign-in", async () => {
  const { enrolled, pending, statementsOf } = await make();
  const { uri, backupCodes } = await enrolled();
  // The first look at the table of one-time values clears it of old ones.
  await (await pending()).post(VERIFY, { code: "000000" });
  const [phone, tablet] = [await pending(), await pending()];
  const code = await codeOf(uri);
  expect(await statementsOf(() => phone.post(VERIFY, { code }))).toHaveLength(budget(5, 8));
  const backup = { code: backupCodes[0] };
  expect(await statementsOf(() => tablet.post("/two-factor/verify-backup-code", backup))).toHaveLength(budget(5, 8));
});

it("sends none more for a sign-in of somebody without a second factor", async () => {
  const { browser, statementsOf } = await make();
  await browser("alice").signUp();
  expect(await statementsOf(() => browser("alice").signIn())).toHaveLength(2);
});
