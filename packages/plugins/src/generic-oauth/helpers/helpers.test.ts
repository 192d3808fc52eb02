import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import * as helpers from "..";
import { configured, dance, make } from "../test-instance";
import { TestProvider } from "../test-provider";
import type { GenericOAuthConfig } from "../types";
import { answerWith, idToken, personOf, requests } from "./test-person";

afterEach(() => {
  vi.unstubAllGlobals();
});

const client = { clientId: "{clientId}", clientSecret: "{clientSecret}" };
const tenantId = "11111111-2222-3333-4444-555555555555";

/** The helpers as the documented examples call them. */
const made: Record<string, GenericOAuthConfig> = {
  auth0: helpers.auth0({ ...client, domain: "tenant.auth0.com" }),
  gumroad: helpers.gumroad(client),
  hubspot: helpers.hubspot(client),
  keycloak: helpers.keycloak({ ...client, issuer: "https://kc/realms/r" }),
  line: helpers.line(client),
  microsoftEntraId: helpers.microsoftEntraId({ ...client, tenantId }),
  okta: helpers.okta({ ...client, issuer: "https://dev.okta.com/oauth2/default" }),
  patreon: helpers.patreon(client),
  slack: helpers.slack(client),
  yandex: helpers.yandex(client),
};

interface Documented extends Record<string, unknown> {
  userInfoEndpoints?: string[];
}
const contract: Record<string, Documented> = JSON.parse(
  readFileSync(join(import.meta.dirname, "documented.json"), "utf8"),
);

it("every documented helper is there", () => {
  expect(Object.keys(made)).toEqual(Object.keys(contract));
});

describe.each(Object.keys(contract))("%s", (name) => {
  it("is configured as documented", () => {
    const { accountSubject, getUserInfo, userInfoEndpoints, profileMapping, ...plain } = contract[name] as Documented;
    const { accountSubject: subject, getUserInfo: read, ...own } = made[name] as GenericOAuthConfig;
    expect(JSON.parse(JSON.stringify(own))).toEqual(plain);
    expect([typeof subject, typeof read]).toEqual(
      [accountSubject, getUserInfo].map((one) => typeof (one && (() => {}))),
    );
  });

  it("is a configuration that an instance takes, and hands on what all helpers do", async () => {
    answerWith({}, 500);
    const { factory, options } = factoryOf(name);
    const shared = {
      scopes: ["a"],
      redirectURI: "https://app.example.com/cb",
      pkce: false,
      disableImplicitSignUp: true,
      disableSignUp: true,
      overrideUserInfo: true,
    };
    const config = factory({ ...client, ...options, ...shared });
    expect(config).toMatchObject(shared);
    await make(config);
  });

  it("asks where it is documented to", async () => {
    const { userInfoEndpoints, userInfoUrl } = contract[name] as Documented;
    answerWith({});
    await personOf(made[name], {
      accessToken: "at",
      ...(name === "line" ? {} : { idToken: idToken({ sub: "s", oid: "o" }) }),
    });
    const expected = (userInfoEndpoints ?? []).map((address) =>
      (address === "userInfoUrl" ? (userInfoUrl as string) : address).replace(":token", "at"),
    );
    expect(requests.map(({ url }) => decodeURIComponent(url))).toEqual(expected);
  });
});

function factoryOf(name: string) {
  const factories = new Map<string, unknown>(Object.entries(helpers));
  const factory = factories.get(name) as (options: object) => GenericOAuthConfig;
  const own: Record<string, object> = {
    auth0: { domain: "tenant.auth0.com" },
    keycloak: { issuer: "https://kc/realms/r/" },
    okta: { issuer: "https://dev.okta.com/oauth2/default/" },
    microsoftEntraId: { tenantId },
  };
  return { factory, options: own[name] ?? {} };
}

describe("what helpers are given", () => {
  it("may have a scheme, and slashes at the end", () => {
    expect(helpers.auth0({ ...client, domain: "https://t.auth0.com/" }).discoveryUrl).toBe(
      "https://t.auth0.com/.well-known/openid-configuration",
    );
    expect(helpers.keycloak({ ...client, issuer: "https://kc/realms/r//" }).discoveryUrl).toBe(
      "https://kc/realms/r/.well-known/openid-configuration",
    );
  });

  it.each(["auth0", "keycloak", "okta", "microsoftEntraId"])("may be missing while %s is built", async (name) => {
    const config = factoryOf(name).factory(client);
    await expect(make(config)).rejects.toThrow("of a helper, the domain, issuer or tenantId is missing");
  });

  it.each(["common", "organizations", "consumers", "contoso.onmicrosoft.com"])("is no tenant: %s", (tenant) => {
    expect(() => helpers.microsoftEntraId({ ...client, tenantId: tenant })).toThrow("give the GUID of one tenant");
  });

  it("names a channel of LINE", () => {
    expect(helpers.line({ ...client, providerId: "line-jp" }).providerId).toBe("line-jp");
  });
});

describe("a person", () => {
  const plain: [string, object, object | null][] = [
    [
      "gumroad",
      { success: true, user: { user_id: "G1", name: "Gum", email: "g@example.com", profile_url: "p" } },
      { subject: "G1", name: "Gum", email: "g@example.com", image: "p", emailVerified: false },
    ],
    ["gumroad", { success: false, user: { user_id: "G1" } }, null],
    [
      "hubspot",
      { user: "h@example.com", user_id: 4242, signed_access_token: { userId: 1 } },
      { subject: 4242, name: "h@example.com", email: "h@example.com", image: undefined, emailVerified: false },
    ],
    [
      "hubspot",
      { user: "h@example.com", signed_access_token: { userId: 99 } },
      { subject: 99, name: "h@example.com", email: "h@example.com", image: undefined, emailVerified: false },
    ],
    ["hubspot", { user: "h@example.com" }, null],
    [
      "line",
      { sub: "U1", name: "L", picture: "p" },
      { subject: "U1", name: "L", email: undefined, image: "p", emailVerified: false },
    ],
    [
      "patreon",
      {
        data: {
          id: "P1",
          attributes: { full_name: "Pat", email: "p@example.com", image_url: "i", is_email_verified: true },
        },
      },
      { subject: "P1", name: "Pat", email: "p@example.com", image: "i", emailVerified: true },
    ],
    ["patreon", {}, null],
    [
      "slack",
      { ok: true, sub: "S1", "https://slack.com/user_image_512": "i", name: "Sl", email: "s@example.com" },
      { subject: "S1", name: "Sl", email: "s@example.com", image: "i", emailVerified: false },
    ],
    [
      "yandex",
      {
        id: "Y1",
        login: "yl",
        display_name: "Y D",
        default_email: "y@yandex.ru",
        default_avatar_id: "av/1",
        is_avatar_empty: false,
      },
      {
        subject: "Y1",
        name: "Y D",
        email: "y@yandex.ru",
        image: "https://avatars.yandex.net/get-yapic/av/1/islands-200",
        emailVerified: false,
      },
    ],
    [
      "yandex",
      { id: "Y1", login: "yl", emails: ["e@yandex.ru"], default_avatar_id: "0/0-0", is_avatar_empty: true },
      { subject: "Y1", name: "yl", email: "e@yandex.ru", image: undefined, emailVerified: false },
    ],
  ];

  it.each(plain)("of %s, by %j", async (helper, answer, person) => {
    answerWith(answer);
    expect(await personOf(made[helper])).toEqual(person);
  });

  it("is asked for with the access token, in the provider's own way", async () => {
    answerWith({});
    for (const helper of ["slack", "yandex", "hubspot"]) await personOf(made[helper]);
    expect(requests.map(({ headers }) => headers.get("authorization"))).toEqual(["Bearer at", "OAuth at", null]);
  });

  it("of LINE is in its ID token", async () => {
    answerWith({});
    const claims = { sub: "U1", name: "L", picture: "p", email: "l@example.com" };
    expect(await personOf(made.line, { accessToken: "at", idToken: idToken(claims) })).toEqual({
      subject: "U1",
      name: "L",
      email: "l@example.com",
      image: "p",
      emailVerified: false,
    });
    expect(requests).toEqual([]);
  });

  it("that a provider refuses to tell of is an error, which the sign-in logs", async () => {
    answerWith({ error: "invalid_token" }, 401);
    for (const helper of ["gumroad", "hubspot", "line", "patreon", "slack", "yandex"]) {
      await expect(personOf(made[helper])).rejects.toThrow("refused the request");
    }
  });
});

describe("a helper at work", () => {
  let provider: TestProvider;
  beforeEach(async () => {
    provider = await new TestProvider().open();
    return () => provider.close();
  });

  it("signs in", async () => {
    const { accountSubject, getUserInfo } = helpers.line(client);
    const { browser, accounts, users } = await make(configured(provider, { accountSubject, getUserInfo }));
    expect(await dance(browser())).toBe("/new");
    expect(accounts()).toMatchObject([{ accountId: "person-1" }]);
    expect(users()).toMatchObject([{ emailVerified: 0 }]);
  });
});
