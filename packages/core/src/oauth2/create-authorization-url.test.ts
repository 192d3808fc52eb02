import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  additionalAuthorizationParamsSchema,
  RESERVED_AUTHORIZATION_PARAMS,
  RESERVED_AUTHORIZATION_PARAMS_SET,
} from "./authorization-params";
import { type AuthorizationURLOptions, createAuthorizationURL } from "./create-authorization-url";
import { generateCodeChallenge } from "./pkce";

const request: AuthorizationURLOptions = {
  id: "example",
  options: { clientId: "client" },
  authorizationEndpoint: "https://id.example.com/authorize",
  state: "the-state",
  redirectURI: "https://app.example.com/api/auth/callback/example",
};
const urlOf = (more: Partial<AuthorizationURLOptions> = {}) => createAuthorizationURL({ ...request, ...more });
const paramsOf = async (more?: Partial<AuthorizationURLOptions>) =>
  Object.fromEntries((await urlOf(more)).searchParams);

const least = {
  response_type: "code",
  client_id: "client",
  state: "the-state",
  redirect_uri: "https://app.example.com/api/auth/callback/example",
};

describe("the address of an authorization request", () => {
  it("says what it has to, and nothing that is not given", async () => {
    expect(await paramsOf()).toEqual(least);
    expect(await paramsOf({ scopes: [], codeVerifier: undefined, prompt: "", claims: undefined })).toEqual(least);
  });

  it("says all that is given", async () => {
    const url = await urlOf({
      codeVerifier: "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk",
      scopes: ["openid", "email"],
      claims: ["picture"],
      duration: "permanent",
      prompt: "consent",
      accessType: "offline",
      responseType: "code id_token",
      display: "popup",
      loginHint: "a@example.com",
      nonce: "the-nonce",
      hd: "example.com",
      responseMode: "form_post",
      additionalParams: { audience: "api" },
    });
    expect(url.href.startsWith("https://id.example.com/authorize?")).toBe(true);
    expect(Object.fromEntries(url.searchParams)).toEqual({
      ...least,
      response_type: "code id_token",
      scope: "openid email",
      // RFC 7636, Appendix B.
      code_challenge: "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
      code_challenge_method: "S256",
      claims: '{"id_token":{"email":null,"email_verified":null,"picture":null}}',
      duration: "permanent",
      prompt: "consent",
      access_type: "offline",
      display: "popup",
      login_hint: "a@example.com",
      nonce: "the-nonce",
      hd: "example.com",
      response_mode: "form_post",
      audience: "api",
    });
  });

  it("joins scopes as the provider wants them", async () => {
    expect(await paramsOf({ scopes: ["a", "b"], scopeJoiner: "," })).toMatchObject({ scope: "a,b" });
  });

  it("keeps what the endpoint has in its own query", async () => {
    const url = await urlOf({ authorizationEndpoint: "https://id.example.com/authorize?tenant=a&state=theirs#top" });
    expect(Object.fromEntries(url.searchParams)).toEqual({ ...least, tenant: "a" });
    expect(url.hash).toBe("#top");
  });

  it("is that of the options where they have one, and leads back to where they say", async () => {
    const options = {
      clientId: ["web", "ios"],
      redirectURI: "https://other.example.com/cb",
      authorizationEndpoint: "https://other.example.com/authorize",
    };
    const url = await urlOf({ options });
    expect(url.origin).toBe("https://other.example.com");
    expect(Object.fromEntries(url.searchParams)).toEqual({
      ...least,
      client_id: "web",
      redirect_uri: "https://other.example.com/cb",
    });
  });

  it("has the client's key in place of its id where there is one", async () => {
    const { client_id, ...rest } = least;
    expect(await paramsOf({ options: { clientKey: "key" } })).toEqual({ ...rest, client_key: "key" });
  });

  it("is none without a client id or an absolute endpoint", async () => {
    for (const clientId of [undefined, "", []]) {
      await expect(urlOf({ options: { clientId } })).rejects.toThrow(/example: expected clientId/);
    }
    await expect(urlOf({ authorizationEndpoint: "/authorize" })).rejects.toThrow(/expected an absolute URL/);
  });
});

describe("additional parameters", () => {
  const names = fc.oneof(fc.constantFrom(...RESERVED_AUTHORIZATION_PARAMS, "client_key", "prompt", "a"), fc.string());

  it("never change what binds the request, and are all sent otherwise", async () => {
    const bound = await urlOf({ codeVerifier: "v", nonce: "n", scopes: ["s"] });
    const property = fc.asyncProperty(
      fc.dictionary(names, fc.string({ unit: "grapheme" })),
      async (additionalParams) => {
        const { searchParams } = await urlOf({ codeVerifier: "v", nonce: "n", scopes: ["s"], additionalParams });
        for (const name of RESERVED_AUTHORIZATION_PARAMS) {
          expect(searchParams.getAll(name)).toEqual(bound.searchParams.getAll(name));
        }
        for (const [name, value] of Object.entries(additionalParams)) {
          if (RESERVED_AUTHORIZATION_PARAMS_SET.has(name) || name === "client_key") continue;
          expect(searchParams.getAll(name)).toEqual([value]);
        }
      },
    );
    await fc.assert(property);
  });

  it("add no reserved one that the request does not have", async () => {
    const evil = Object.fromEntries(RESERVED_AUTHORIZATION_PARAMS.map((name) => [name, "evil"]));
    expect(await paramsOf({ additionalParams: evil })).toEqual(least);
  });

  it("may say otherwise what binds nothing", async () => {
    expect(await paramsOf({ prompt: "login", additionalParams: { prompt: "none" } })).toMatchObject({ prompt: "none" });
  });

  it.each(RESERVED_AUTHORIZATION_PARAMS)("of a caller may not be called %s", (name) => {
    const checked = additionalAuthorizationParamsSchema.safeParse({ a: "b", [name]: "mine" });
    expect(checked.success).toBe(false);
    expect(checked.error?.issues[0]?.message).toBe(
      "additionalParams cannot include reserved OAuth parameters: state, client_id, redirect_uri, response_type, " +
        "code_challenge, code_challenge_method, nonce, scope",
    );
  });

  it("of a caller are texts, or nothing", () => {
    const parse = (value: unknown) => additionalAuthorizationParamsSchema.safeParse(value);
    expect(parse({ audience: "a" })).toMatchObject({ success: true, data: { audience: "a" } });
    expect(parse(undefined).success).toBe(true);
    for (const value of [{ a: 1 }, { a: ["b"] }, { a: null }, [], "a=b", null])
      expect(parse(value).success).toBe(false);
  });
});

it("a code challenge is that of the standard", async () => {
  expect(await generateCodeChallenge("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")).toBe(
    "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
  );
  expect(await generateCodeChallenge("é")).toMatch(/^[\w-]{43}$/);
});
