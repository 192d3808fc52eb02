import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { json, openLoopback, text } from "../outbound/fixtures/loopback";
import type { TokenEndpointAuth } from "../types";
import { clientCredentialsToken, clientCredentialsTokenRequest } from "./client-credentials-token";
import { refreshAccessToken, refreshAccessTokenRequest } from "./refresh-access-token";
import type { TokenRequest } from "./token-endpoint-auth";
import { authorizationCodeRequest, validateAuthorizationCode } from "./validate-authorization-code";

const SECRET = "s e:c+%é";
const tokenEndpoint = "https://id.example.com/token";
const client = { options: { clientId: "client", clientSecret: SECRET }, tokenEndpoint };
const publicClient = { options: { clientId: "client" }, tokenEndpoint };
const grant = { ...client, code: "the-code", codeVerifier: "the-verifier", redirectURI: "https://app.example.com/cb" };
const publicGrant = { ...grant, ...publicClient };

const sent = { "content-type": "application/x-www-form-urlencoded", accept: "application/json" };
const basic = `Basic ${Buffer.from("client:s+e%3Ac%2B%25%C3%A9").toString("base64")}`;
const bodyOf = async (request: Promise<TokenRequest>) => [...(await request).body];
const exchanged = [
  ["grant_type", "authorization_code"],
  ["code", "the-code"],
  ["code_verifier", "the-verifier"],
  ["redirect_uri", "https://app.example.com/cb"],
];
const posted = [
  ["client_id", "client"],
  ["client_secret", SECRET],
];

describe("the request with a code", () => {
  it("says who asks in its body", async () => {
    const { body, headers } = await authorizationCodeRequest(grant);
    expect([...body]).toEqual([...exchanged, ...posted]);
    expect(headers).toEqual(sent);
  });

  it("says it in its header where that is asked for", async () => {
    const { body, headers } = await authorizationCodeRequest({ ...grant, authentication: "basic" });
    expect([...body]).toEqual(exchanged);
    expect(headers).toEqual({ ...sent, authorization: basic });
  });

  it("has a device, resources, headers and parameters of the provider's own", async () => {
    const { body, headers } = await authorizationCodeRequest({
      ...grant,
      codeVerifier: undefined,
      deviceId: "device",
      resource: ["https://a.example", "https://b.example"],
      headers: { "X-Mine": "1", Accept: "text/plain" },
      additionalParams: { audience: "api" },
    });
    expect(body.get("device_id")).toBe("device");
    expect(body.has("code_verifier")).toBe(false);
    expect(body.getAll("resource")).toEqual(["https://a.example", "https://b.example"]);
    expect(body.get("audience")).toBe("api");
    expect(headers).toEqual({ ...sent, accept: "text/plain", "x-mine": "1" });
    expect(
      (await authorizationCodeRequest({ ...grant, resource: "https://a.example" })).body.getAll("resource"),
    ).toEqual(["https://a.example"]);
  });

  it("is not changed by parameters of the provider's own", async () => {
    const additionalParams = Object.fromEntries([...exchanged, ...posted].map(([name]) => [name, "mine"]));
    const { body } = await authorizationCodeRequest({ ...grant, additionalParams });
    expect(new Set([...body].map(String))).toEqual(new Set([...exchanged, ...posted].map(String)));
  });

  it("names the redirect URI and the first client id of the options", async () => {
    const options = { clientId: ["web", "ios"], clientSecret: SECRET, redirectURI: "https://other.example.com/cb" };
    const { body } = await authorizationCodeRequest({ ...grant, options });
    expect([body.get("client_id"), body.get("redirect_uri")]).toEqual(["web", "https://other.example.com/cb"]);
  });

  it("has the client's key in place of its id where there is one", async () => {
    const { body } = await authorizationCodeRequest({ ...grant, options: { clientKey: "key", clientSecret: "s" } });
    expect([body.get("client_key"), body.get("client_secret"), body.has("client_id")]).toEqual(["key", "s", false]);
  });
});

describe("a client shows that it is itself", () => {
  it("by nothing, when it is a public one", async () => {
    expect(await bodyOf(authorizationCodeRequest(publicGrant))).toEqual([...exchanged, ["client_id", "client"]]);
    const none = { ...publicGrant, authentication: "basic" as const, tokenEndpointAuth: { method: "none" } as const };
    expect(await bodyOf(authorizationCodeRequest(none))).toEqual([...exchanged, ["client_id", "client"]]);
  });

  it("by its secret in the body or in the header", async () => {
    const post = await authorizationCodeRequest({ ...grant, tokenEndpointAuth: { method: "client_secret_post" } });
    expect([...post.body]).toEqual([...exchanged, ...posted]);
    const header = await authorizationCodeRequest({ ...grant, tokenEndpointAuth: { method: "client_secret_basic" } });
    expect([...header.body]).toEqual(exchanged);
    expect(header.headers.authorization).toBe(basic);
  });

  it("by an assertion that is made for this request", async () => {
    const getClientAssertion = vi.fn(async () => "the.signed.jwt");
    const tokenEndpointAuth = { method: "private_key_jwt", getClientAssertion } as const;
    const { body, headers } = await authorizationCodeRequest({ ...publicGrant, tokenEndpointAuth });
    expect([...body]).toEqual([
      ...exchanged,
      ["client_id", "client"],
      ["client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"],
      ["client_assertion", "the.signed.jwt"],
    ]);
    expect(headers).toEqual(sent);
    await refreshAccessTokenRequest({ ...publicClient, tokenEndpointAuth, refreshToken: "r" });
    await clientCredentialsTokenRequest({ ...publicClient, tokenEndpointAuth });
    expect(getClientAssertion.mock.calls).toEqual(
      ["authorization_code", "refresh_token", "client_credentials"].map((grantType) => [
        { clientId: "client", tokenEndpoint, grantType },
      ]),
    );
  });

  it("in a way of the application's own", async () => {
    const customizeRequest = vi.fn(({ body, headers }: TokenRequest) => {
      body.set("proof", "1");
      headers["x-proof"] = "2";
    });
    const tokenEndpointAuth: TokenEndpointAuth = { method: "custom", customizeRequest };
    const { body, headers } = await authorizationCodeRequest({ ...grant, tokenEndpointAuth });
    expect([...body]).toEqual([...exchanged, ["proof", "1"]]);
    expect(headers).toEqual({ ...sent, "x-proof": "2" });
    expect(customizeRequest.mock.lastCall?.[0]).toMatchObject({
      clientId: "client",
      tokenEndpoint,
      grantType: "authorization_code",
    });
  });

  const getClientAssertion = async () => "jwt";
  it.each<[string, object, RegExp]>([
    ["no client id", { ...grant, options: { clientSecret: "s" } }, /expected clientId/],
    [
      "no secret for the header",
      { ...publicGrant, authentication: "basic" },
      /client_secret_basic": expected clientSecret/,
    ],
    [
      "no secret for the body",
      { ...publicGrant, tokenEndpointAuth: { method: "client_secret_post" } },
      /client_secret_post": expected clientSecret/,
    ],
    ["a secret too many", { ...grant, tokenEndpointAuth: { method: "none" } }, /cannot be combined with clientSecret/],
    [
      "a secret beside a private key",
      { ...grant, tokenEndpointAuth: { method: "private_key_jwt", getClientAssertion } },
      /cannot be combined with clientSecret/,
    ],
    [
      "a key in place of the id of an assertion",
      { ...grant, options: { clientKey: "k" }, tokenEndpointAuth: { method: "private_key_jwt", getClientAssertion } },
      /private_key_jwt": expected clientId/,
    ],
    [
      "a key in place of the id of a header",
      { ...grant, options: { clientKey: "k", clientSecret: "s" }, authentication: "basic" },
      /client_secret_basic": expected clientId/,
    ],
  ])("or is told that there is %s, without the secret", async (_, wrong, message) => {
    const asked = authorizationCodeRequest(wrong as typeof grant);
    await expect(asked).rejects.toThrow(message);
    await expect(asked).rejects.toMatchObject({ name: "BetterAuthError" });
    await expect(asked).rejects.not.toThrow(SECRET);
  });

  it("also for tokens of its own, which nobody gets for nothing", async () => {
    await expect(clientCredentialsTokenRequest(publicClient)).rejects.toThrow(/cannot be used with client_credentials/);
  });
});

describe("the request with a refresh token", () => {
  it("has what the provider wants besides, and is not changed by it", async () => {
    const extraParams = { scope: "a b", grant_type: "mine", refresh_token: "mine", client_secret: "mine" };
    const { body, headers } = await refreshAccessTokenRequest({
      ...client,
      refreshToken: "r",
      extraParams,
      headers: { a: "b" },
    });
    expect(Object.fromEntries(body)).toEqual({
      grant_type: "refresh_token",
      refresh_token: "r",
      scope: "a b",
      client_id: "client",
      client_secret: SECRET,
    });
    expect([...body]).toHaveLength(5);
    expect(headers).toEqual({ ...sent, a: "b" });
  });
});

describe("the request for tokens of the client's own", () => {
  it("has a scope where one is wanted", async () => {
    const request = { ...client, scope: "a b", extraParams: { audience: "api" }, resource: "https://a.example" };
    expect(await bodyOf(clientCredentialsTokenRequest(request))).toEqual([
      ["grant_type", "client_credentials"],
      ["scope", "a b"],
      ["resource", "https://a.example"],
      ["audience", "api"],
      ...posted,
    ]);
    expect(await bodyOf(clientCredentialsTokenRequest(client))).toEqual([
      ["grant_type", "client_credentials"],
      ...posted,
    ]);
  });
});

describe("a token endpoint", () => {
  const provider = openLoopback();
  beforeEach(() => {
    provider.answer = json({ access_token: "a", scope: "x,y", token_type: "bearer" });
  });
  afterEach(() => {
    vi.unstubAllGlobals();
  });
  const here = () => ({ ...grant, tokenEndpoint: `${provider.origin}/token`, refreshToken: "r" });

  it.each([
    ["a code", validateAuthorizationCode, "authorization_code"],
    ["a refresh token", refreshAccessToken, "refresh_token"],
    ["the client itself", clientCredentialsToken, "client_credentials"],
  ])("gives tokens for %s", async (_, request, grantType) => {
    expect(await request(here())).toMatchObject({ accessToken: "a", scopes: ["x", "y"], tokenType: "bearer" });
    const [received] = provider.received;
    expect(received).toMatchObject({ method: "POST", path: "/token", headers: sent });
    expect(Object.fromEntries(new URLSearchParams(received?.body))).toMatchObject({
      grant_type: grantType,
      client_id: "client",
      client_secret: SECRET,
    });
  });

  it("may answer as a form, as GitHub does", async () => {
    provider.answer = text(
      "access_token=gho_1&scope=read%3Auser%2Cuser%3Aemail&token_type=bearer",
      sent["content-type"],
    );
    expect(await validateAuthorizationCode(here())).toMatchObject({
      accessToken: "gho_1",
      scopes: ["read:user", "user:email"],
    });
  });

  it.each([
    ["an error with a status of success", json({ error: "bad_verification_code" }), "refused"],
    ["an error as a form", text("error=bad_verification_code", sent["content-type"]), "refused"],
    ["an error", json({ error: "invalid_grant" }, 400), "refused"],
    ["no token", json({ token_type: "bearer" }), "unreadable"],
    ["a token that is none", json({ access_token: 5 }), "unreadable"],
    ["a list", json([{ access_token: "a" }]), "unreadable"],
    ["null", json(null), "unreadable"],
    ["a text", json("access_token"), "unreadable"],
    ["a page", text("<html>", "text/html"), "unreadable"],
  ])("fails with %s", async (_, answer, code) => {
    provider.answer = answer;
    const failure = validateAuthorizationCode(here());
    await expect(failure).rejects.toMatchObject({ name: "ProviderError", code });
    await expect(failure).rejects.not.toThrow(/the-code|the-verifier|s e:c/);
  });

  it("may give an ID token alone", async () => {
    provider.answer = json({ id_token: "i" });
    expect(await validateAuthorizationCode(here())).toMatchObject({ idToken: "i", accessToken: undefined });
  });
});
