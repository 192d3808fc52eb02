import { afterEach, describe, expect, it, vi } from "vitest";
import { makeAuth, PASSWORD } from "../../test-support/instance";
import { makeMailbox } from "../../test-support/mailbox";

const later = (seconds: number) => vi.useFakeTimers({ now: Date.now() + seconds * 1000, toFake: ["Date"] });
afterEach(() => void vi.useRealTimers());

/** Alice has asked for another address in a browser that somebody else may have found open. */
async function setUp(confirms = false) {
  const mailbox = makeMailbox();
  const made = await makeAuth({
    user: { changeEmail: { enabled: true, ...(confirms && { sendChangeEmailConfirmation: mailbox.send("confirm") }) } },
    emailVerification: { sendVerificationEmail: mailbox.send("verify") },
  });
  const alice = made.browser("alice");
  await alice.signUp();
  made.db.prepare("update user set emailVerified = 1").run();
  await alice.post("/change-email", { newEmail: "evil@example.com", callbackURL: "/settings" });
  const changePassword = () =>
    alice.post("/change-password", {
      currentPassword: PASSWORD,
      newPassword: "brand new 1",
      revokeOtherSessions: true,
    });
  const locationIn = async (browser = made.browser("anybody")) =>
    (await browser.get(mailbox.last().url)).headers.get("location");
  const emails = () => made.rows("select email from user");
  return { ...made, ...mailbox, alice, changePassword, locationIn, emails };
}

describe("a link to another address, once the password was changed", () => {
  it.each([false, true])("is refused where nobody is signed in (confirmed first: %s)", async (confirms) => {
    const { changePassword, locationIn, emails, mails } = await setUp(confirms);
    later(2);
    expect((await changePassword()).status).toBe(200);
    expect(await locationIn()).toBe("/settings?error=INVALID_TOKEN");
    expect(emails()).toEqual([{ email: "alice@example.com" }]);
    expect(mails).toHaveLength(1);
  });

  it("works for whoever is signed in, who could ask for another one", async () => {
    const { alice, changePassword, locationIn, emails } = await setUp();
    later(2);
    await changePassword();
    expect(await locationIn(alice)).toBe("/settings");
    expect(emails()).toEqual([{ email: "evil@example.com" }]);
  });

  it("works when it was asked for afterwards, also in the same second", async () => {
    const { alice, changePassword, locationIn } = await setUp();
    later(2);
    await changePassword();
    await alice.post("/change-email", { newEmail: "new@example.com", callbackURL: "/settings" });
    expect(await locationIn()).toBe("/settings");
  });
});
