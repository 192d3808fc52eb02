import { describe, expect, it } from "vitest";
import { createAuthEndpoint } from "../api";
import { setSessionCookie } from "../cookies";
import { handleOAuthUserInfo, linkOAuthAccount } from "../lifecycle";
import { makeAuth } from "../test-support/instance";
import type { BetterAuthPlugin, SignInRequirement } from "../types";

/** A protocol of a plugin's own. */
const protocol = {
  id: "protocol",
  endpoints: {
    enter: createAuthEndpoint("/enter/:sub", { method: "POST" }, async (ctx) => {
      const { sub } = ctx.params;
      const userInfo = { name: sub, email: `${sub}@example.com`, emailVerified: true };
      const account = { providerId: "corp", accountId: sub, accessToken: "t", scope: "a,b" };
      const found = await handleOAuthUserInfo(ctx, { userInfo, account });
      if (found.error) return { error: found.error };
      await setSessionCookie(ctx, found.data);
      return { isRegister: found.isRegister };
    }),
    link: createAuthEndpoint("/link/:sub", { method: "POST" }, async (ctx) => {
      const { user } = (await ctx.context.internalAdapter.findUserByEmail("alice@example.com")) as {
        user: { id: string; email: string };
      };
      const userInfo = { email: user.email, emailVerified: true };
      const account = { providerId: "corp", accountId: ctx.params.sub };
      return linkOAuthAccount(ctx, { link: { userId: user.id, email: user.email }, userInfo, account });
    }),
  },
} satisfies BetterAuthPlugin;

describe("a protocol of a plugin's own", () => {
  it("signs in, and knows somebody again", async () => {
    const { browser, rows } = await makeAuth({ plugins: [protocol] });
    const alice = browser();
    expect((await alice.post("/enter/alice")).body).toEqual({ isRegister: true });
    expect((await alice.session()).user.email).toBe("alice@example.com");
    expect((await browser("b").post("/enter/alice")).body).toEqual({ isRegister: false });
    expect(rows("select providerId, accountId, scope from account")).toEqual([
      { providerId: "corp", accountId: "alice", scope: "a,b" },
    ]);
  });

  it("meets what a sign-in still owes before any cookie is set", async () => {
    const second: SignInRequirement = {
      id: "second",
      order: 500,
      evaluate: () => ({ status: "pending", identifier: "x", response: { owed: true } }),
    };
    const plugins = [protocol, { id: "second", signInRequirements: [second] }];
    const { browser, rows } = await makeAuth({ plugins });
    const alice = browser();
    expect((await alice.post("/enter/alice")).body).toEqual({ owed: true });
    expect(await alice.session()).toBeNull();
    expect(rows("select * from session")).toEqual([]);
  });

  it("links to somebody, and not what is somebody else's", async () => {
    const { browser } = await makeAuth({ plugins: [protocol] });
    await browser("alice").signUp();
    expect((await browser().post("/link/alice")).body).toEqual({ linked: true });
    await browser().post("/enter/bob");
    expect((await browser().post("/link/bob")).body).toEqual({
      linked: false,
      error: { code: "account_already_linked_to_different_user" },
    });
  });
});
