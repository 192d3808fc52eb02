import { describe, expect, it } from "vitest";
import { fakeProvider } from "../test-support/fake-provider";
import { locationOf, makeSocial, signInSocial } from "../test-support/social";
import type { BetterAuthOptions } from "../types";

type Hooks = NonNullable<BetterAuthOptions["databaseHooks"]>;

describe("somebody new with an account at a provider", () => {
  it("is there, and known to the application, before the session is", async () => {
    const order: string[] = [];
    const noting = (table: string) => ({
      create: {
        before: async () => void order.push(`${table} before`),
        after: async () => void order.push(`${table} after`),
      },
    });
    const databaseHooks: Hooks = { user: noting("user"), account: noting("account"), session: noting("session") };
    const { browser } = await makeSocial({ databaseHooks });
    await signInSocial(browser());
    expect(order).toEqual([
      "user before",
      "account before",
      "user after",
      "account after",
      "session before",
      "session after",
    ]);
  });

  it("hears that there is no session where a hook stops it", async () => {
    const fake = fakeProvider("fake", { verifyIdToken: async () => true });
    const databaseHooks: Hooks = { session: { create: { before: async () => false } } };
    const { browser, rows } = await makeSocial({ databaseHooks }, [fake]);
    for (const name of ["first", "again"])
      expect(locationOf(await signInSocial(browser(name)))).toBe("/sorry?error=unable_to_create_session");
    const refused = await browser().post("/sign-in/social", { provider: "fake", idToken: { token: "an.id.token" } });
    expect(refused).toMatchObject({
      status: 401,
      body: { code: "OAUTH_LINK_ERROR", message: "unable to create session" },
    });
    expect(rows("select * from user")).toHaveLength(1);
    expect(rows("select * from session")).toEqual([]);
  });

  it("is not made when a hook fails, and comes to the page for errors", async () => {
    const before = async () => {
      throw new Error("a directory is down");
    };
    const { browser, rows } = await makeSocial({ databaseHooks: { user: { create: { before } } } });
    expect(locationOf(await signInSocial(browser()))).toBe("/sorry?error=unable_to_create_user");
    expect(rows("select * from user")).toEqual([]);
  });
});
