import { describe, expect, it } from "vitest";
import { APIError } from "../../error";
import { fakeProvider } from "../../test-support/fake-provider";
import { comeBack, locationOf, makeSocial, signInSocial, startSocial } from "../../test-support/social";
import type { OAuthProfile } from "../../types";

const ALICE = { name: "Alice", email: "alice@example.com", emailVerified: true };

/** A provider that says of Alice what it must not. */
function saying(wrong: Record<string, unknown>) {
  const user = { ...ALICE, ...wrong } as OAuthProfile["user"];
  return fakeProvider("fake", { getUserInfo: async () => ({ user, data: { sub: "1" } }) });
}

describe("what a provider says of somebody", () => {
  it.each([5, true, ["alice@example.com"], { address: "alice@example.com" }])("is no address as %j", async (email) => {
    const { browser, rows } = await makeSocial({}, [saying({ email })]);
    expect(locationOf(await signInSocial(browser()))).toBe("/sorry?error=email_not_found");
    expect(rows("select * from user")).toEqual([]);
  });

  it.each<[string, unknown]>([
    ["name", { first: "Alice" }],
    ["name", 7],
    ["image", ["https://img.example/a.png"]],
    ["image", { url: "https://img.example/a.png" }],
  ])("is passed over as %s: %j", async (field, value) => {
    const { browser, rows } = await makeSocial({}, [saying({ [field]: value })]);
    for (let times = 0; times < 2; times++) expect(locationOf(await signInSocial(browser()))).toBe("/done");
    const [user] = rows("select name, image from user");
    expect(user).toEqual({ name: field === "name" ? "" : "Alice", image: null });
  });

  it.each<[unknown, boolean]>([
    ["true", true],
    ["false", false],
    ["no", false],
    [1, false],
    [null, false],
    [{}, false],
  ])("proves an address or not as %j", async (emailVerified, isProved) => {
    const { auth, browser } = await makeSocial({}, [saying({ emailVerified })]);
    expect(locationOf(await signInSocial(browser()))).toBe("/done");
    const { adapter } = await auth.$context;
    expect(await adapter.findOne({ model: "user", where: [{ field: "email", value: ALICE.email }] })).toMatchObject({
      emailVerified: isProved,
    });
  });

  it("links nobody by a proof that is none", async () => {
    const { auth, browser } = await makeSocial({}, [saying({ emailVerified: "false" })]);
    await browser("alice").signUp();
    await (await auth.$context).internalAdapter.updateUserByEmail(ALICE.email, { emailVerified: true });
    expect(locationOf(await signInSocial(browser("mallory")))).toBe("/sorry?error=account_not_linked");
  });

  it.each([
    ["with a null byte", "Al\0ice"],
    ["of 300 characters", "A".repeat(300)],
  ])("leads to a page, whether the database can hold a name %s or not", async (_, name) => {
    const { browser } = await makeSocial({}, [saying({ name })]);
    const answer = await signInSocial(browser());
    expect(answer.status).toBe(302);
    expect(locationOf(answer)).toMatch(/^\/(done|sorry\?error=VALIDATION_ERROR)$/);
  });
});

describe("what a provider refuses", () => {
  it("is cut between characters", async () => {
    const { browser } = await makeSocial();
    const alice = browser();
    const { state } = await startSocial(alice, "fake");
    const query = { error: "access_denied", error_description: `${"a".repeat(199)}😀`, state };
    expect(locationOf(await comeBack(alice, "fake", query))).toBe(
      `/sorry?error=access_denied&error_description=${"a".repeat(199)}`,
    );
  });

  it("leads to a page where it begins the sign-in itself, too", async () => {
    const down = fakeProvider("down", {
      allowIdpInitiated: true,
      createAuthorizationURL: async () => {
        throw new APIError("SERVICE_UNAVAILABLE", { code: "DOWN", message: "Down" });
      },
    });
    const { browser } = await makeSocial({}, [down]);
    expect(locationOf(await browser().get("/callback/down"))).toBe(
      "http://localhost:3000/api/auth/error?error=DOWN&error_description=Down",
    );
  });
});
