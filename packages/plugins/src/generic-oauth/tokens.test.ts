import { beforeEach, describe, expect, it } from "vitest";
import { comeBack, configured, dance, discovered, make, start, visit } from "./test-instance";
import { CLIENT, TestProvider } from "./test-provider";
import type { GenericOAuthConfig } from "./types";

let provider: TestProvider;
beforeEach(async () => {
  provider = await new TestProvider().open();
  return () => provider.close();
});

const basic = `Basic ${Buffer.from(`${CLIENT.clientId}:${CLIENT.clientSecret}`).toString("base64")}`;

/** What the token endpoint was asked, without what belongs to the code. */
function tokenRequest(index = 0) {
  const { headers, body } = provider.requestsTo("/token")[index] ?? {};
  const { code, code_verifier, redirect_uri, grant_type, ...params } = Object.fromEntries(body ?? []);
  return { authorization: headers?.authorization, params, headers };
}

describe("the client says who it is", () => {
  const secret = { client_id: CLIENT.clientId, client_secret: CLIENT.clientSecret };
  const assertion = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

  it.each<[string, Partial<GenericOAuthConfig>, string | undefined, object]>([
    ["by its secret in the body", {}, undefined, secret],
    ["so when asked to", { authentication: "post" }, undefined, secret],
    ["by its secret in the header", { authentication: "basic" }, basic, {}],
    ["as a public one", { clientSecret: undefined }, undefined, { client_id: CLIENT.clientId }],
    [
      "by none",
      { clientSecret: undefined, tokenEndpointAuth: { method: "none" } },
      undefined,
      { client_id: CLIENT.clientId },
    ],
    [
      "by client_secret_basic, whatever authentication says",
      { authentication: "post", tokenEndpointAuth: { method: "client_secret_basic" } },
      basic,
      {},
    ],
    ["by client_secret_post", { tokenEndpointAuth: { method: "client_secret_post" } }, undefined, secret],
    [
      "by private_key_jwt",
      {
        clientSecret: undefined,
        tokenEndpointAuth: {
          method: "private_key_jwt",
          getClientAssertion: ({ tokenEndpoint, grantType }) => `${new URL(tokenEndpoint).pathname} ${grantType}`,
        },
      },
      undefined,
      {
        client_id: CLIENT.clientId,
        client_assertion_type: assertion,
        client_assertion: "/token authorization_code",
      },
    ],
    [
      "in a way of its own",
      {
        tokenEndpointAuth: {
          method: "custom",
          customizeRequest: ({ body, headers }) => {
            body.set("own", "way");
            headers.authorization = "Own way";
          },
        },
      },
      "Own way",
      { own: "way" },
    ],
  ])("%s", async (_, over, authorization, params) => {
    const { browser } = await make(configured(provider, over));
    expect(await dance(browser())).toBe("/new");
    expect(tokenRequest()).toMatchObject({ authorization, params });
    expect(tokenRequest().params).toEqual(params);
  });
});

describe("the exchange", () => {
  it("says what the options say, and nothing goes over what it is bound to", async () => {
    const { browser } = await make(
      configured(provider, {
        tokenUrlParams: { resource: "r", code: "evil", client_secret: "evil" },
        authorizationHeaders: { "X-Tenant": "t" },
      }),
    );
    expect(await dance(browser())).toBe("/new");
    expect(tokenRequest()).toMatchObject({
      params: { resource: "r", client_secret: CLIENT.clientSecret },
      headers: { "x-tenant": "t" },
    });
  });

  it("may be the application's, with a verifier and the address that the code is for", async () => {
    const seen: object[] = [];
    const getToken: GenericOAuthConfig["getToken"] = async (given) => {
      seen.push(given);
      return { accessToken: "own", idToken: provider.idToken() };
    };
    const redirectURI = "https://app.example.com/cb";
    const { browser, accounts } = await make(configured(provider, { tokenUrl: undefined, getToken }));
    expect(await dance(browser())).toBe("/new");
    const own = await make(configured(provider, { getToken, pkce: false, redirectURI }));
    const desk = own.browser();
    const back = await visit(await start(desk));
    expect(`${back.origin}${back.pathname}`).toBe(redirectURI);
    back.pathname = "/api/auth/callback/corp";
    expect((await comeBack(desk, back)).headers.get("location")).toBe("/new");
    expect(seen).toMatchObject([
      {
        code: expect.any(String),
        codeVerifier: expect.any(String),
        redirectURI: expect.stringMatching(/callback\/corp$/),
      },
      { codeVerifier: undefined, redirectURI },
    ]);
    expect(accounts()).toMatchObject([{ accessToken: "own" }]);
    expect(provider.requestsTo("/token")).toEqual([]);
  });

  it("of the application gives tokens that count as the provider's own", async () => {
    const { disableIdTokenNonceBinding, getToken, getUserInfo }: Partial<GenericOAuthConfig> = {
      disableIdTokenNonceBinding: true,
      getToken: async () => ({ accessToken: "own", idToken: provider.idToken() }),
      getUserInfo: async () => ({ id: "by-id", name: "G", email: "g@example.com", emailVerified: true }),
    };
    const { browser } = await make(discovered(provider, { disableIdTokenNonceBinding, getToken, getUserInfo }));
    expect(await dance(browser())).toBe("/new");
  });

  it("that the provider refuses ends at the error page, and the log says why", async () => {
    provider.answers["/token"] = (response) =>
      response.writeHead(401, { "content-type": "application/json" }).end('{"error":"invalid_client"}');
    const { browser, log } = await make(discovered(provider));
    expect(await dance(browser())).toBe("/sorry?error=invalid_code");
    expect(log()).toContain("the code could not be exchanged");
  });

  it("gives an end to access tokens that have none", async () => {
    provider.tokens = { expires_in: undefined };
    const { browser, accounts } = await make(discovered(provider, { accessTokenExpiresIn: 60 }));
    await dance(browser());
    const end = new Date(accounts()[0]?.accessTokenExpiresAt as string).getTime();
    expect(Math.abs(end - Date.now() - 60_000)).toBeLessThan(5_000);
  });
});

describe("a refresh", () => {
  async function refreshed(over: Partial<GenericOAuthConfig>) {
    const { browser, accounts } = await make(discovered(provider, over));
    const desk = browser();
    await dance(desk);
    const [{ id }] = accounts() as [{ id: string }];
    provider.tokens = { access_token: "newer", expires_in: undefined, ...provider.tokens };
    const answer = await desk.post("/refresh-token", { accountId: id });
    return { answer, id, accounts };
  }

  it("says what the options say", async () => {
    const { answer } = await refreshed({
      refreshTokenParams: { audience: "z", refresh_token: "evil" },
      tokenUrlParams: { only: "for codes" },
      authorizationHeaders: { "x-tenant": "t" },
      accessTokenExpiresIn: 60,
    });
    expect(answer).toMatchObject({ status: 200, body: { accessToken: "newer" } });
    expect(new Date(answer.body.accessTokenExpiresAt).getTime()).toBeGreaterThan(Date.now());
    expect(tokenRequest(1)).toMatchObject({ headers: { "x-tenant": "t" } });
    const { client_id, client_secret, ...params } = tokenRequest(1).params;
    expect(params).toEqual({ refresh_token: "refresh-1", audience: "z" });
  });

  it("says what a function says of the account", async () => {
    const { id } = await refreshed({ refreshTokenParams: async (context) => ({ of: `${context?.account?.id}` }) });
    expect(tokenRequest(1).params.of).toBe(id);
  });

  it("takes no ID token that is not the provider's", async () => {
    const { browser, accounts } = await make(discovered(provider));
    const desk = browser();
    await dance(desk);
    const before = accounts();
    provider.signing = { alg: "none" };
    provider.tokens = { id_token: provider.idToken() };
    const refused = await desk.post("/refresh-token", { accountId: before[0]?.id });
    expect(refused.status).toBe(400);
    expect(accounts()).toEqual(before);
  });
});
