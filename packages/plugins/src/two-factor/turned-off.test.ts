import { createAuthEndpoint } from "@better-auth/core/api";
import { revokeUnprovenAccountAccess, type UserRow } from "@better-auth/core/db";
import { signInUser } from "@better-auth/core/lifecycle";
import { type Browser, PASSWORD } from "test-kit";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { isSignedIn, make } from "./test-support";

beforeEach(() => vi.useFakeTimers({ toFake: ["Date"], now: Date.UTC(2030, 0, 15) }));
afterEach(() => vi.useRealTimers());

const wait = (seconds: number) => vi.setSystemTime(Date.now() + seconds * 1000);

const OVER = { status: 401, body: { code: "INVALID_TWO_FACTOR_COOKIE" } };
const EMAIL = "alice@example.com";

/** A way in that neither a password nor mail proves, as by an account at a provider. */
const elsewhere = {
  id: "elsewhere",
  endpoints: {
    signInElsewhere: createAuthEndpoint("/sign-in/elsewhere", { method: "POST" }, async (ctx) => {
      const found = await ctx.context.internalAdapter.findUserByEmail(EMAIL);
      const { status } = await signInUser(ctx, found?.user as UserRow, { id: "elsewhere" });
      return { status };
    }),
  },
};

/** Alice has two-factor, and somebody owes a code that is sent to a telephone. */
async function setUp() {
  const made = await make({ otpOptions: { channel: "other" } }, { plugins: [elsewhere] });
  const { browser: alice } = await made.enrolled();
  wait(1);
  const other = await made.pending("alice", (browser) => browser.post("/sign-in/elsewhere"));
  expect((await other.post("/two-factor/send-otp")).status).toBe(200);
  const answer = async (browser: Browser) => browser.post("/two-factor/verify-otp", { code: made.sent.at(-1) });
  return { ...made, alice, other, answer };
}

describe("a second step that is owed", () => {
  it("is over when the owner of the address has taken away what was planted (advisory 15)", async () => {
    const { auth, other, answer, rows, sent } = await setUp();
    const [{ id }] = rows("select id from user") as [{ id: string }];
    await revokeUnprovenAccountAccess({ context: await auth.$context }, id);
    expect(await answer(other)).toMatchObject(OVER);
    expect(await other.post("/two-factor/send-otp")).toMatchObject(OVER);
    expect(sent).toHaveLength(1);
    expect(await isSignedIn(other)).toBe(false);
  });

  it("is over when two-factor was turned off, and stays so when it is turned on again", async () => {
    const { alice, other, answer } = await setUp();
    expect((await alice.post("/two-factor/disable", { password: PASSWORD })).status).toBe(200);
    expect(await answer(other)).toMatchObject(OVER);
    wait(1);
    expect((await alice.post("/two-factor/enable", { password: PASSWORD, method: "otp" })).status).toBe(200);
    expect(await answer(other)).toMatchObject(OVER);
    expect(await isSignedIn(other)).toBe(false);
  });

  it("ends in a session where two-factor was on all the time", async () => {
    const { other, answer } = await setUp();
    expect((await answer(other)).status).toBe(200);
    expect(await isSignedIn(other)).toBe(true);
  });
});
