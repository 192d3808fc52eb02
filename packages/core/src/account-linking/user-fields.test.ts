import { describe, expect, it } from "vitest";
import { fakeProvider } from "../test-support/fake-provider";
import { linkSocial, locationOf, makeSocial, signInSocial } from "../test-support/social";
import type { OAuthMappedUser } from "../types";
import * as z from "../validation/zod";

/** A provider whose profile is mapped to these fields. */
function mapping(fields: () => OAuthMappedUser, settings: Parameters<typeof fakeProvider>[1] = {}) {
  const fake = fakeProvider("fake", {
    getUserInfo: async () => {
      const { name, email, email_verified: emailVerified = false } = fake.person;
      return { user: { name, email, emailVerified, ...fields() }, data: { ...fake.person } };
    },
    ...settings,
  });
  return fake;
}

describe("fields that a profile is mapped to", () => {
  it("are written, but those that only the server may set", async () => {
    const user = {
      additionalFields: {
        locale: { type: "string", required: false },
        rank: { type: "string", required: false, input: false, defaultValue: "member" },
        secret: { type: "string", required: false, input: false },
      },
    } as const;
    let locale = "fr";
    const fake = mapping(() => ({ locale, rank: "admin", secret: "mine" }), { overrideUserInfoOnSignIn: true });
    const { browser, rows } = await makeSocial({ user }, [fake]);
    await signInSocial(browser());
    expect(rows("select locale, rank, secret from user")).toEqual([{ locale: "fr", rank: "member", secret: null }]);
    locale = "it";
    await signInSocial(browser("later"));
    expect(rows("select locale, rank, secret from user")).toEqual([{ locale: "it", rank: "member", secret: null }]);
  });

  it("have to be there where somebody new needs them, and are not asked of anybody else", async () => {
    const user = { additionalFields: { team: { type: "string", required: true } } } as const;
    let fields: OAuthMappedUser = {};
    const fake = mapping(() => fields, { verifyIdToken: async () => true });
    const { browser, auth, rows } = await makeSocial({ user }, [fake]);
    const missing = "/sorry?error=MISSING_FIELD&error_description=team%20is%20required";
    expect(locationOf(await signInSocial(browser()))).toBe(missing);
    const refused = await browser().post("/sign-in/social", { provider: "fake", idToken: { token: "an.id.token" } });
    expect(refused).toMatchObject({ status: 400, body: { code: "MISSING_FIELD", message: "team is required" } });
    expect(rows("select * from user")).toEqual([]);
    fields = { team: "red" };
    expect(locationOf(await signInSocial(browser()))).toBe("/done");
    fields = {};
    expect(locationOf(await signInSocial(browser("again")))).toBe("/done");
    // Somebody who has proved the address is linked.
    await (await auth.$context).adapter.deleteMany({
      model: "account",
      where: [{ field: "providerId", value: "fake" }],
    });
    expect(locationOf(await signInSocial(browser("linked")))).toBe("/done");
    expect(rows("select team from user")).toEqual([{ team: "red" }]);
  });
});

describe("a field's own validator", () => {
  const even = z.pipe(
    z.string().check(z.regex(/^\d*[02468]$/)),
    z.transform((text) => `no. ${text}`),
  );
  const user = { additionalFields: { seat: { type: "string", required: false, validator: { input: even } } } } as const;

  it("has its say of what a profile is mapped to", async () => {
    let seat = "8";
    const fake = mapping(() => ({ seat }), { overrideUserInfoOnSignIn: true });
    const { browser, rows } = await makeSocial({ user }, [fake]);
    await signInSocial(browser());
    expect(rows("select seat from user")).toEqual([{ seat: "no. 8" }]);
    seat = "7";
    expect(locationOf(await signInSocial(browser("later")))).toMatch(/^\/sorry\?error=VALIDATION_ERROR/);
    fake.person = { sub: "2", email: "bob@example.com", email_verified: true };
    expect(locationOf(await signInSocial(browser("bob")))).toMatch(/^\/sorry\?error=VALIDATION_ERROR/);
    expect(rows("select seat from user")).toEqual([{ seat: "no. 8" }]);
  });
});

describe("`user.validateUserInfo`", () => {
  it("hears what the provider says of whoever comes, beside what is known of them", async () => {
    const seen: unknown[] = [];
    const validateUserInfo = ({ user, source }: { user: Record<string, unknown>; source: { action: string } }) => {
      seen.push([source.action, user.email, user.name, typeof user.id]);
      return user.email === "outside@example.org" ? { error: "not_ours" } : undefined;
    };
    const { browser, fake, rows } = await makeSocial({
      user: { validateUserInfo },
      account: { accountLinking: { allowDifferentEmails: true } },
    });
    const alice = browser();
    await signInSocial(alice);
    fake.person = { ...fake.person, name: "Renamed", email: "Moved@example.com" };
    await signInSocial(alice);
    await linkSocial(alice);
    fake.person = { ...fake.person, sub: "2", email: "outside@example.org" };
    expect(locationOf(await linkSocial(alice))).toBe("/sorry?error=not_ours");
    expect(seen).toEqual([
      ["create-user", "alice@example.com", "Alice", "undefined"],
      ["sign-in", "moved@example.com", "Renamed", "string"],
      ["link-account", "moved@example.com", "Renamed", "string"],
      ["link-account", "outside@example.org", "Renamed", "string"],
    ]);
    expect(rows("select * from account")).toHaveLength(1);
  });
});
