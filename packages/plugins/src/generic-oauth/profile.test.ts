import { beforeEach, describe, expect, it } from "vitest";
import { configured, dance, discovered, make } from "./test-instance";
import { TestProvider } from "./test-provider";
import type { GenericOAuthConfig } from "./types";

const REFUSED = "/sorry?error=unable_to_get_user_info";

let provider: TestProvider;
beforeEach(async () => {
  provider = await new TestProvider().open();
  return () => provider.close();
});

describe("the profile", () => {
  it("completes an ID token that says no address", async () => {
    provider.claims = { email: undefined, name: undefined, picture: undefined, team: "blue" };
    const { browser, users, accounts } = await make(
      discovered(provider, { mapProfileToUser: ({ name, team, sub }) => ({ name: `${name} ${team} ${sub}` }) }),
    );
    expect(await dance(browser())).toBe("/new");
    expect(users()).toMatchObject([{ name: "Olly blue person-1", email: "olly@example.com", image: "p.png" }]);
    expect(accounts()).toMatchObject([{ accountId: "person-1" }]);
    expect(provider.requestsTo("/userinfo")[0]?.headers.authorization).toMatch(/^Bearer access-/);
  });

  it.each([
    ["of somebody else", { sub: "person-2" }],
    ["of nobody", { sub: undefined }],
  ])("%s does not (OpenID Connect Core 1.0 §5.3.2)", async (_, profile) => {
    provider.claims = { email: undefined };
    provider.profile = profile;
    const { browser, users, log } = await make(discovered(provider));
    expect(await dance(browser())).toBe(REFUSED);
    expect(users()).toEqual([]);
    expect(log()).toContain("the profile has no `sub`, or another one than the ID token");
  });

  it("says of its own address whether it is verified, not of that of the ID token", async () => {
    provider.claims = { email: undefined, email_verified: true };
    provider.person.email_verified = undefined;
    const { browser, users } = await make(discovered(provider));
    expect(await dance(browser())).toBe("/new");
    expect(users()).toMatchObject([{ emailVerified: 0 }]);
  });

  it("that cannot be had is told", async () => {
    provider.answers["/userinfo"] = (response) => response.writeHead(500).end();
    provider.claims = { email: undefined };
    const { browser, log } = await make(discovered(provider));
    expect(await dance(browser())).toBe(REFUSED);
    expect(log()).toContain("Provider corp: the profile could not be read.");
  });

  it("is not told of where there is neither ID token nor address to ask", async () => {
    provider.tokens = { id_token: undefined };
    const { browser, log } = await make(configured(provider, { userInfoUrl: undefined }));
    expect(await dance(browser())).toBe(REFUSED);
    expect(log()).toContain("there is no ID token, and no userInfoUrl to ask");
  });

  it("may be put together from the parts of a name, and may write its booleans as text", async () => {
    provider.person = {
      sub: "1",
      given_name: "Olly",
      family_name: "Oak",
      email: "o@example.com",
      email_verified: "true",
    };
    const { browser, users } = await make(discovered(provider));
    await dance(browser());
    expect(users()).toMatchObject([{ name: "Olly Oak", emailVerified: 1 }]);
  });

  it.each([["false"], [1], ["yes"], [{}]])("with email_verified %j is of an address that is not", async (value) => {
    provider.person.email_verified = value;
    const { browser, users } = await make(discovered(provider));
    await dance(browser());
    expect(users()).toMatchObject([{ emailVerified: 0 }]);
  });

  it("fills fields of the application only as mapProfileToUser says", async () => {
    provider.person = { ...provider.person, role: "admin", team: "blue" };
    const user = {
      additionalFields: { role: { type: "string", required: false, input: false }, team: { type: "string" } },
    };
    const { browser, users } = await make(
      discovered(provider, { mapProfileToUser: ({ team }) => ({ team, image: undefined }) }),
      { user: user as never },
    );
    await dance(browser());
    expect(users()).toMatchObject([{ role: null, team: "blue", image: "p.png" }]);
  });
});

it("that an address is verified is not said of another one", async () => {
  const verified = async (mapProfileToUser: GenericOAuthConfig["mapProfileToUser"]) => {
    const { browser, users } = await make(discovered(provider, { mapProfileToUser }));
    await dance(browser());
    return users()[0]?.emailVerified;
  };
  expect(await verified(() => ({ email: "OLLY@example.com" }))).toBe(1);
  expect(await verified(() => ({ email: "boss@example.com" }))).toBe(0);
  expect(await verified(() => ({ email: "boss@example.com", emailVerified: true }))).toBe(1);
});

describe("an address", () => {
  beforeEach(() => {
    provider.person.email = null;
  });

  it("is missed of somebody new, and nothing is made up", async () => {
    const { browser, users } = await make(discovered(provider));
    expect(await dance(browser())).toBe("/sorry?error=email_not_found");
    expect(users()).toEqual([]);
  });

  it("is not needed of whoever has the account", async () => {
    const { browser, users } = await make(discovered(provider));
    provider.person.email = "olly@example.com";
    expect(await dance(browser())).toBe("/new");
    provider.person.email = null;
    expect(await dance(browser())).toBe("/done");
    expect(users()).toHaveLength(1);
  });

  it("may be the application's to say", async () => {
    const mapProfileToUser = () => ({ email: "made@example.com" });
    const { browser, users } = await make(discovered(provider, { mapProfileToUser }));
    expect(await dance(browser())).toBe("/new");
    expect(users()).toMatchObject([{ email: "made@example.com" }]);
  });
});

describe("the subject", () => {
  const both = { sub: "by-sub", id: "by-id" };

  async function subjectOf(config: Parameters<typeof make>[0], person: object) {
    provider.person = { email: "olly@example.com", name: "Olly", ...person };
    const { browser, accounts } = await make(config);
    const location = await dance(browser());
    return accounts()[0]?.accountId ?? location;
  }

  it("is `sub` of an ID token", async () => {
    expect(await subjectOf(discovered(provider), both)).toBe("by-sub");
    expect(await subjectOf(configured(provider), both)).toBe("by-sub");
  });

  it("is `id` of a profile, else `sub`", async () => {
    provider.tokens = { id_token: undefined };
    expect(await subjectOf(configured(provider), both)).toBe("by-id");
    expect(await subjectOf(configured(provider), { id: 42 })).toBe("42");
    expect(await subjectOf(configured(provider), { sub: "by-sub" })).toBe("by-sub");
  });

  it("is `id` of what getUserInfo gives, as the application means it", async () => {
    const getUserInfo = async () => ({ ...both, name: "G", email: "g@example.com", emailVerified: true });
    expect(await subjectOf(discovered(provider, { getUserInfo }), { sub: "by-sub" })).toBe("by-id");
  });

  it("is nothing that an object could be, whoever gives it", async () => {
    const accountSubject = () => ({}) as string;
    expect(await subjectOf(discovered(provider, { accountSubject }), both)).toBe(REFUSED);
  });

  it("is what accountSubject says", async () => {
    const accountSubject: GenericOAuthConfig["accountSubject"] = ({ profile, tokens }) =>
      `${profile.tenant}/${profile.sub}/${typeof tokens.idToken}`;
    const person = { ...both, tenant: "t" };
    expect(await subjectOf(discovered(provider, { accountSubject }), person)).toBe("t/by-sub/string");
  });

  it("is never an address or a name", async () => {
    provider.tokens = { id_token: undefined };
    for (const person of [{}, { sub: "" }, { id: null }, { id: {} }, { id: true }, { id: [1] }]) {
      expect(await subjectOf(configured(provider), person)).toBe(REFUSED);
    }
  });

  it("of getUserInfo is that of the ID token", async () => {
    const getUserInfo = async () => ({ sub: "another", name: "G", email: "g@example.com" });
    expect(await subjectOf(discovered(provider, { getUserInfo }), { sub: "by-sub" })).toBe(REFUSED);
  });
});

it("account-info says what the provider says now, also once the ID token is over", async () => {
  const { browser, accounts, auth } = await make(discovered(provider));
  const desk = browser();
  await dance(desk);
  const [{ id }] = accounts() as [{ id: string }];
  const info = async () => (await desk.get(`/account-info?accountId=${id}`)).body;
  expect(await info()).toMatchObject({ user: { name: "Olly" }, data: { sub: "person-1", aud: "the-client" } });

  provider.claims = { exp: Math.floor(Date.now() / 1000) - 10 };
  const over = { idToken: provider.idToken() };
  await (await auth.$context).internalAdapter.updateAccount(id, over);
  provider.profile = { name: "Oliver" };
  expect(await info()).toMatchObject({ user: { name: "Oliver" } });
  provider.profile = { sub: "person-2" };
  expect(await info()).toMatchObject({ code: "FAILED_TO_GET_USER_INFO" });
});
