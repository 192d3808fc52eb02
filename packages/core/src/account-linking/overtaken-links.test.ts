import { describe, expect, it, vi } from "vitest";
import { linkSocial, locationOf, makeSocial, signInSocial } from "../test-support/social";

// What was read is somebody else's by the time that it is acted upon.

/** Alice, who has proved her address here; `meanwhile` happens once her row was read for a link. */
async function make() {
  const made = await makeSocial();
  const alice = made.browser("alice");
  const { body } = await alice.signUp();
  const { adapter, internalAdapter } = await made.auth.$context;
  await internalAdapter.updateUser(body.user.id, { emailVerified: true });
  const overtakeBy = (meanwhile: () => Promise<unknown>) => {
    const findOne = adapter.findOne.bind(adapter);
    const spy = vi.spyOn(adapter, "findOne").mockImplementation(async (query) => {
      const row = await findOne(query);
      if (query.model !== "user" || row === null) return row as never;
      spy.mockRestore();
      await meanwhile();
      return row as never;
    });
  };
  const linked = () => made.rows("select * from account where providerId = 'fake'");
  return { ...made, alice, internalAdapter, userId: body.user.id as string, overtakeBy, linked };
}

describe("an account whose address somebody has", () => {
  it("is not linked to whoever has given that address up meanwhile", async () => {
    const { browser, internalAdapter, userId, overtakeBy, linked } = await make();
    overtakeBy(() => internalAdapter.updateUser(userId, { email: "moved@example.com" }));
    const other = browser("other");
    expect(locationOf(await signInSocial(other))).toBe("/sorry?error=account_not_linked");
    expect(await other.session()).toBeNull();
    expect(linked()).toEqual([]);
  });

  it("is not linked to whoever was deleted meanwhile, and is somebody new's the next time", async () => {
    const { browser, internalAdapter, userId, overtakeBy, linked } = await make();
    overtakeBy(() => internalAdapter.deleteUser(userId));
    expect(locationOf(await signInSocial(browser("other")))).toBe("/sorry?error=account_not_linked");
    expect(linked()).toEqual([]);
    expect(locationOf(await signInSocial(browser("other")))).toBe("/done");
  });
});

describe("an account that somebody who is signed in links", () => {
  it("is nobody's when they are deleted meanwhile", async () => {
    const { alice, internalAdapter, userId, overtakeBy, linked } = await make();
    overtakeBy(() => internalAdapter.deleteUser(userId));
    expect(locationOf(await linkSocial(alice))).toBe("/sorry?error=unable_to_link_account");
    expect(linked()).toEqual([]);
  });

  it("is theirs though their name changes meanwhile", async () => {
    const { alice, internalAdapter, userId, overtakeBy, linked } = await make();
    overtakeBy(() => internalAdapter.updateUser(userId, { name: "New" }));
    expect(locationOf(await linkSocial(alice))).toBe("/done");
    expect(linked()).toHaveLength(1);
  });
});

describe("a sign-in with an account that its owner takes away meanwhile", () => {
  it("opens no session after all of them were ended", async () => {
    let letGo = () => {};
    const heldUp = new Promise<void>((resolve) => (letGo = resolve));
    const reached = vi.fn();
    const { auth, browser, rows } = await makeSocial({
      account: { accountLinking: { allowUnlinkingAll: true } },
      user: {
        async validateUserInfo({ source }) {
          if (source.action !== "sign-in") return;
          reached();
          await heldUp;
        },
      },
    });
    const alice = browser("alice");
    await signInSocial(alice);
    const mallory = browser("mallory");
    const late = signInSocial(mallory);
    await vi.waitUntil(() => reached.mock.calls.length > 0);
    const accountId = rows("select id from account")[0]?.id;
    expect((await alice.post("/unlink-account", { accountId })).status).toBe(200);
    expect((await alice.post("/revoke-other-sessions")).status).toBe(200);
    letGo();
    expect(locationOf(await late)).toMatch(/^\/sorry\?error=FAILED_TO_CREATE_SESSION/);
    expect(await mallory.session()).toBeNull();
    expect(await (await auth.$context).adapter.count({ model: "session" })).toBe(1);
  });
});
