import { beforeEach, describe, expect, it } from "vitest";
import { comeBack, configured, dance, discovered, isSignedIn, make, start, visit } from "./test-instance";
import { CLIENT, TestProvider } from "./test-provider";

let provider: TestProvider;
beforeEach(async () => {
  provider = await new TestProvider().open();
  return () => provider.close();
});

describe("a provider with discovery", () => {
  it("signs up, signs in again, and is asked for no more than that takes", async () => {
    const { browser, accounts, users } = await make(discovered(provider));
    const desk = browser();
    expect(await dance(desk)).toBe("/new");
    expect(await isSignedIn(desk)).toBe(true);
    expect(await dance(browser())).toBe("/done");
    expect(users()).toMatchObject([{ name: "Olly", email: "olly@example.com", emailVerified: 1, image: "p.png" }]);
    expect(accounts()).toMatchObject([{ providerId: "corp", accountId: "person-1", scope: "openid,email" }]);
    const asked = provider.received.map(({ method, path }) => `${method} ${path.split("?")[0]}`);
    const each = ["GET /authorize", "POST /token"];
    expect(asked).toEqual(["GET /.well-known/openid-configuration", ...each, "GET /jwks", ...each]);
  });

  it("is sent a challenge, a nonce and a state, each of this sign-in alone", async () => {
    const { browser } = await make(discovered(provider));
    const [one, other] = [await start(browser("a")), await start(browser("b"))];
    expect(one.searchParams.get("code_challenge_method")).toBe("S256");
    for (const name of ["code_challenge", "nonce", "state"]) {
      expect(one.searchParams.get(name)?.length).toBeGreaterThan(30);
      expect(one.searchParams.get(name)).not.toBe(other.searchParams.get(name));
    }
  });

  it("links to whoever is signed in", async () => {
    const { browser, accounts } = await make(discovered(provider, { requireIdTokenVerification: true }));
    const desk = browser("olly");
    await desk.signUp();
    expect(await dance(desk, {}, "/link-social")).toBe("/done");
    const { user } = await desk.session();
    expect(accounts()).toMatchObject([{ accountId: "person-1", userId: user.id }]);
  });

  it("may post its answer", async () => {
    const { browser } = await make(discovered(provider, { responseMode: "form_post" }));
    const desk = browser();
    const url = await start(desk);
    expect(url.searchParams.get("response_mode")).toBe("form_post");
    const back = await visit(url);
    const posted = await desk.send("POST", back.pathname.replace("/api/auth", ""), back.search.slice(1), {
      origin: provider.origin,
      withoutCookies: true,
      headers: { "content-type": "application/x-www-form-urlencoded" },
    });
    expect(await comeBack(desk, new URL(posted.headers.get("location") as string))).toMatchObject({ status: 302 });
    expect(await isSignedIn(desk)).toBe(true);
  });
});

describe("the authorization request", () => {
  it("says what the configuration and the call say, and nothing goes over what it is bound to", async () => {
    const config = configured(provider, {
      scopes: ["a", "b"],
      prompt: "consent",
      accessType: "offline",
      redirectURI: "https://other.example.com/cb",
      authorizationUrlParams: { audience: "x", resource: "of the configuration", state: "evil", scope: "evil" },
    });
    const { browser } = await make(config);
    const call = { scopes: ["b", "c"], loginHint: "olly@example.com", additionalParams: { resource: "of the call" } };
    const { state, code_challenge, ...params } = Object.fromEntries((await start(browser(), call)).searchParams);
    expect(state).not.toBe("evil");
    expect(code_challenge).toBeDefined();
    expect(params).toEqual({
      response_type: "code",
      client_id: CLIENT.clientId,
      scope: "a b c",
      redirect_uri: "https://other.example.com/cb",
      code_challenge_method: "S256",
      prompt: "consent",
      access_type: "offline",
      login_hint: "olly@example.com",
      audience: "x",
      resource: "of the call",
    });
  });

  it("goes without a challenge where pkce is false, and the code without a verifier", async () => {
    const { browser } = await make(configured(provider, { pkce: false }));
    const desk = browser();
    const url = await start(desk);
    expect(url.searchParams.has("code_challenge")).toBe(false);
    expect((await comeBack(desk, await visit(url))).headers.get("location")).toBe("/new");
    expect(provider.requestsTo("/token")[0]?.body.has("code_verifier")).toBe(false);
  });
});

describe("who may come", () => {
  it("nobody new, with disableSignUp", async () => {
    const { browser } = await make(discovered(provider, { disableSignUp: true }));
    expect(await dance(browser(), { requestSignUp: true })).toBe("/sorry?error=signup_disabled");
  });

  it("somebody new when the call says so, with disableImplicitSignUp", async () => {
    const { browser } = await make(discovered(provider, { disableImplicitSignUp: true }));
    expect(await dance(browser())).toBe("/sorry?error=signup_disabled");
    expect(await dance(browser(), { requestSignUp: true })).toBe("/new");
  });

  it("nobody whose address is not verified, with requireEmailVerification", async () => {
    provider.person.email_verified = false;
    const { browser } = await make(discovered(provider, { requireEmailVerification: true }));
    expect(await dance(browser())).toBe("/sorry?error=email_not_verified");
  });

  it("whoever the provider sends, with allowIdpInitiated: the sign-in begins then", async () => {
    const { browser } = await make(discovered(provider, { allowIdpInitiated: true }));
    const desk = browser();
    const answer = await desk.get("/callback/corp?code=of-somebody");
    const begun = new URL(answer.headers.get("location") as string);
    expect(begun.pathname).toBe("/authorize");
    await comeBack(desk, await visit(begun));
    expect(await isSignedIn(desk)).toBe(true);
  });

  it("is shown as the provider says at every sign-in, with overrideUserInfo", async () => {
    const { browser, users } = await make(discovered(provider, { overrideUserInfo: true }));
    await dance(browser());
    provider.person = { ...provider.person, name: "Oliver" };
    await dance(browser());
    expect(users()).toMatchObject([{ name: "Oliver" }]);
  });
});
