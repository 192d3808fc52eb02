import { beforeEach, describe, expect, it } from "vitest";
import { configured, dance, discovered, isSignedIn, make } from "./test-instance";
import { CLIENT, TestProvider } from "./test-provider";

let provider: TestProvider;
beforeEach(async () => {
  provider = await new TestProvider().open();
  provider.metadata = { end_session_endpoint: `${provider.origin}/logout` };
  return () => provider.close();
});

/** Where a sign-out leads. */
async function signedOut(
  config: Parameters<typeof make>[0],
  body: object = {},
  options: Parameters<typeof make>[1] = {},
) {
  const made = await make(config, options);
  const desk = made.browser();
  await dance(desk);
  const answer = await desk.post("/sign-out", body);
  expect(answer).toMatchObject({ status: 200, body: { success: true } });
  expect(await isSignedIn(desk)).toBe(false);
  const { id_token_hint: hint, ...params } = Object.fromEntries(new URL(answer.body.url ?? "none:").searchParams);
  return { ...made, answer, hint, params, location: answer.headers.get("location") };
}

describe("a sign-out", () => {
  it("leads on to the provider, which is told whom to sign out, and back", async () => {
    const { answer, hint, params, location, accounts } = await signedOut(discovered(provider), {
      callbackURL: "/bye",
      state: "st",
    });
    expect(answer.body).toEqual({ success: true, url: location, redirect: true });
    expect(location).toMatch(new RegExp(`^${provider.origin}/logout\\?`));
    expect(hint).toBe(accounts()[0]?.idToken);
    expect(params).toEqual({
      post_logout_redirect_uri: "http://localhost:3000/bye",
      client_id: CLIENT.clientId,
      state: "st",
    });
  });

  it("leads back to where the options say, or stays there", async () => {
    const postLogoutRedirectURI = "https://app.example.com/after";
    const { params } = await signedOut(discovered(provider, { postLogoutRedirectURI }));
    expect(params).toEqual({ post_logout_redirect_uri: postLogoutRedirectURI, client_id: CLIENT.clientId });
    expect((await signedOut(discovered(provider), { state: "st" })).params).toEqual({});
  });

  it("may be left to the page", async () => {
    const { answer, location } = await signedOut(discovered(provider), { disableRedirect: true });
    expect(answer.body).toMatchObject({ redirect: false, url: expect.stringContaining("/logout?") });
    expect(location).toBeNull();
  });

  it("tells the provider the token as it gave it, however it is stored", async () => {
    const { hint } = await signedOut(discovered(provider), {}, { account: { encryptOAuthTokens: true } });
    expect(hint?.split(".")).toHaveLength(3);
  });

  it("keeps nobody whose stored token cannot be read any more", async () => {
    const made = await make(discovered(provider), { account: { encryptOAuthTokens: true } });
    const desk = made.browser();
    await dance(desk);
    made.db.exec(`update account set idToken = '${"ab".repeat(60)}'`);
    const answer = await desk.post("/sign-out");
    expect(answer.body.url).toBe(`${provider.origin}/logout?client_id=${CLIENT.clientId}`);
    expect(await isSignedIn(desk)).toBe(false);
    expect(made.log()).toMatch(/warn: .*"corp" is not told who signs out/);
  });

  it("leads to the endpoint of the options, and tells the client where there is no ID token", async () => {
    provider.tokens = { id_token: undefined };
    const endSessionEndpoint = `${provider.origin}/out?x=1`;
    const { params, hint } = await signedOut(configured(provider, { endSessionEndpoint }));
    expect(hint).toBeUndefined();
    expect(params).toEqual({ x: "1", client_id: CLIENT.clientId });
  });

  it("leads nowhere with disableProviderLogout, or where the provider has no endpoint for it", async () => {
    const off = await signedOut(discovered(provider, { disableProviderLogout: true }), { callbackURL: "/bye" });
    expect(off.answer.body).toEqual({ success: true });
    const other = configured(provider, { providerId: "two", endSessionEndpoint: `${provider.origin}/two` });
    const beside = await signedOut([discovered(provider, { disableProviderLogout: true }), other]);
    expect(beside.answer.body).toEqual({ success: true });
    provider.metadata = {};
    expect((await signedOut(discovered(provider), { callbackURL: "/bye" })).answer.body).toEqual({ success: true });
  });

  it("takes no foreign address to lead back to", async () => {
    const { browser } = await make(discovered(provider));
    const desk = browser();
    await dance(desk);
    const answer = await desk.post("/sign-out", { callbackURL: "https://evil.example.com" });
    expect(answer).toMatchObject({ status: 403, body: { code: "INVALID_CALLBACK_URL" } });
  });

  it("ends the session while the provider is down, too", async () => {
    const first = await make(discovered(provider));
    const desk = first.browser();
    await dance(desk);
    provider.answers["/.well-known/openid-configuration"] = (response) => response.writeHead(500).end();
    const { browser } = await make(discovered(provider), { database: first.options.database });
    const elsewhere = browser();
    for (const [name, value] of desk.jar) elsewhere.jar.set(name, value);
    expect((await elsewhere.post("/sign-out")).body).toEqual({ success: true });
    expect(await isSignedIn(desk)).toBe(false);
  });

  it("tells nobody without a session anything", async () => {
    const { browser } = await make(discovered(provider));
    const desk = browser();
    await dance(desk);
    const stolen = browser();
    for (const [name, value] of desk.jar) stolen.jar.set(name, value);
    await desk.post("/sign-out");
    expect((await stolen.post("/sign-out")).body).toEqual({ success: true });
  });

  it("leads to the provider that was used last", async () => {
    const two = configured(provider, { providerId: "two", endSessionEndpoint: `${provider.origin}/two` });
    const { browser } = await make([discovered(provider), two]);
    const desk = browser();
    await dance(desk);
    await dance(desk, { provider: "two" }, "/link-social");
    expect((await desk.post("/sign-out")).body.url).toContain("/two?");
    await dance(desk);
    expect((await desk.post("/sign-out")).body.url).toContain("/logout?");
  });
});
