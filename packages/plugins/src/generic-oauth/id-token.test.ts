import { createHash } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { comeBack, configured, dance, discovered, isSignedIn, make, start, visit } from "./test-instance";
import { CLIENT, type Json, type Signing, TestProvider } from "./test-provider";

const REFUSED = "/sorry?error=unable_to_get_user_info";

let provider: TestProvider;
beforeEach(async () => {
  provider = await new TestProvider().open();
  return () => provider.close();
});
afterEach(() => {
  vi.useRealTimers();
});

const seconds = (offset: number) => Math.floor(Date.now() / 1000) + offset;
const halfHash = (text: string) => createHash("sha256").update(text).digest().subarray(0, 16).toString("base64url");

describe("an ID token that comes with a code", () => {
  const wrong: [string, () => Json, string][] = [
    ["of another sign-in", () => ({ nonce: "of-another" }), "nonce"],
    ["without a nonce", () => ({ nonce: undefined }), "nonce"],
    ["of another issuer", () => ({ iss: "https://evil.example.com" }), "issuer"],
    ["for another client", () => ({ aud: "another" }), "audience"],
    ["for several, and issued to another", () => ({ aud: [CLIENT.clientId, "b"], azp: "b" }), "audience"],
    ["that is over", () => ({ exp: seconds(-1) }), "expired"],
    ["of the future", () => ({ iat: seconds(120) }), "not-yet-valid"],
    ["of nobody", () => ({ sub: undefined }), "missing-claim"],
    ["of another access token", () => ({ at_hash: halfHash("another") }), "at_hash"],
  ];

  it.each(wrong)("%s is refused", async (_, claims, reason) => {
    const { browser, log, users } = await make(discovered(provider));
    const desk = browser();
    provider.claims = claims();
    expect(await dance(desk)).toBe(REFUSED);
    expect(users()).toEqual([]);
    expect(log()).toContain(`an ID token of "corp" was not taken: `);
    expect(log()).toContain(reason);
    provider.claims = {};
    expect(await dance(desk)).toBe("/new");
  });

  it.each(wrong.slice(2))("%s is refused also when no nonce is asked for", async (_, claims) => {
    const { browser } = await make(discovered(provider, { disableIdTokenNonceBinding: true }));
    provider.claims = claims();
    const url = await start(browser());
    expect(url.searchParams.has("nonce")).toBe(false);
    expect(await dance(browser())).toBe(REFUSED);
    provider.claims = { nonce: "any" };
    expect(await dance(browser())).toBe("/new");
  });

  it("with the hash of its access token is taken", async () => {
    provider.tokens = { access_token: "the-access-token" };
    provider.claims = { at_hash: halfHash("the-access-token") };
    const { browser } = await make(discovered(provider));
    expect(await dance(browser())).toBe("/new");
  });

  it.each<[string, () => Signing]>([
    ["that nobody has signed", () => ({ alg: "none" })],
    ["signed with the public key as a secret", () => ({ alg: "HS256", secret: provider.publicPem })],
    ["signed with the client's secret", () => ({ alg: "HS256", secret: CLIENT.clientSecret })],
    ["that brings a key of its own", () => ({ kid: "mine", header: { jwk: { kty: "RSA", n: "AQAB", e: "AQAB" } } })],
    ["of another kind", () => ({ header: { typ: "at+jwt" } })],
  ])("%s is refused", async (_, signing) => {
    // What the document lists does not widen what is taken.
    provider.metadata = { id_token_signing_alg_values_supported: ["RS256", "HS256", "none"] };
    provider.signing = signing();
    const { browser, users } = await make(discovered(provider));
    expect(await dance(browser())).toBe(REFUSED);
    expect(users()).toEqual([]);
  });

  it("is signed as the document says, or not taken; the log says what to do", async () => {
    provider.metadata = { id_token_signing_alg_values_supported: ["ES256"] };
    const { browser, log } = await make(discovered(provider));
    expect(await dance(browser())).toBe(REFUSED);
    expect(log()).toContain("algorithm; let the provider sign ID tokens for this client with RS256");
  });

  it("may be signed with a newer key", async () => {
    const { browser } = await make(discovered(provider));
    expect(await dance(browser())).toBe("/new");
    provider.rotateKeys("key-2");
    expect(await dance(browser())).toBe("/done");
    expect(provider.requestsTo("/jwks")).toHaveLength(2);
    // Anybody can name an unknown key: that is no reason to ask every time.
    provider.signing = { kid: "unknown" };
    expect(await dance(browser())).toBe(REFUSED);
    expect(await dance(browser())).toBe(REFUSED);
    expect(provider.requestsTo("/jwks")).toHaveLength(2);
  });

  it("is refused while its keys cannot be had", async () => {
    provider.answers["/jwks"] = (response) => response.writeHead(500).end();
    const { browser, log } = await make(discovered(provider));
    expect(await dance(browser())).toBe(REFUSED);
    expect(log()).toContain("the provider's keys cannot be had");
  });

  it("is refused where the document says no keys", async () => {
    provider.metadata = { jwks_uri: undefined };
    const { browser, log } = await make(discovered(provider));
    expect(await dance(browser())).toBe(REFUSED);
    expect(log()).toContain("the discovery document has no jwks_uri to verify it with");
  });

  it("is asked for with requireIdTokenVerification, and not without", async () => {
    provider.tokens = { id_token: undefined };
    const strict = await make(discovered(provider, { requireIdTokenVerification: true }));
    expect(await dance(strict.browser())).toBe(REFUSED);
    expect(strict.log()).toContain("requireIdTokenVerification asks for: add the scope openid");
    const { browser, accounts } = await make(discovered(provider));
    expect(await dance(browser())).toBe("/new");
    expect(accounts()).toMatchObject([{ accountId: "person-1" }]);
  });
});

describe("the keys", () => {
  const discoveryHeaders = { "x-key": "secret" };

  it("are asked for with the headers of the document, and kept", async () => {
    const { browser } = await make(discovered(provider, { discoveryHeaders }));
    expect(await dance(browser())).toBe("/new");
    expect(await dance(browser())).toBe("/done");
    expect(provider.requestsTo("/jwks").map(({ headers }) => headers["x-key"])).toEqual(["secret"]);
  });

  it("are asked for without them at another origin", async () => {
    const other = await new TestProvider().open();
    provider.metadata = { jwks_uri: `${other.origin}/jwks` };
    const { browser } = await make(discovered(provider, { discoveryHeaders }));
    expect(await dance(browser())).toBe("/new");
    expect(other.requestsTo("/jwks").map(({ headers }) => headers["x-key"])).toEqual([undefined]);
    other.close();
  });
});

describe("an ID token that a page brings", () => {
  const bring = (token: string, more: object = {}) => ({ provider: "corp", idToken: { token, ...more } });

  it("signs in", async () => {
    const { browser } = await make(discovered(provider));
    const desk = browser();
    const idToken = bring(provider.idToken({ nonce: "of-the-page" }), { nonce: "of-the-page" });
    expect(await desk.post("/sign-in/social", idToken)).toMatchObject({ status: 200, body: { redirect: false } });
    expect(await isSignedIn(desk)).toBe(true);
  });

  it.each<[string, () => Json]>([
    ["of another issuer", () => ({ iss: "https://evil.example.com" })],
    ["for another client", () => ({ aud: "another" })],
    ["that is over", () => ({ exp: seconds(-1) })],
    ["with another nonce", () => ({ nonce: "another" })],
  ])("%s does not", async (_, claims) => {
    const { browser } = await make(discovered(provider));
    const answer = await browser().post("/sign-in/social", bring(provider.idToken(claims()), { nonce: "of-the-page" }));
    expect(answer).toMatchObject({ status: 401, body: { code: "INVALID_TOKEN" } });
  });

  it("is nothing to a provider without discovery, which could not tell it from a made-up one", async () => {
    const { browser } = await make(configured(provider));
    const answer = await browser().post("/sign-in/social", bring(provider.idToken()));
    expect(answer).toMatchObject({ status: 404, body: { code: "ID_TOKEN_NOT_SUPPORTED" } });
  });

  it("does not make the access token's owner of whoever brings it", async () => {
    const attacker = provider.idToken({ sub: "attacker", email: undefined });
    const victim = { accessToken: "of-the-victim" };
    for (const profile of [{}, { sub: undefined }]) {
      provider.profile = profile;
      const { browser, users } = await make(discovered(provider));
      const answer = await browser().post("/sign-in/social", bring(attacker, victim));
      expect(answer).toMatchObject({ status: 401, body: { code: "FAILED_TO_GET_USER_INFO" } });
      expect(users()).toEqual([]);
    }
  });

  it("does not so through a getUserInfo of the application either", async () => {
    const getUserInfo = async () => ({ id: "victim", name: "V", email: "victim@example.com", emailVerified: true });
    const { browser } = await make(discovered(provider, { getUserInfo }));
    const answer = await browser().post("/sign-in/social", bring(provider.idToken({ sub: "attacker" })));
    expect(answer).toMatchObject({ status: 401, body: { code: "FAILED_TO_GET_USER_INFO" } });
    // With a code both tokens are from the provider, for this client.
    expect(await dance(browser())).toBe("/new");
  });
});

describe("an ID token where no keys are known", () => {
  it("is read, and its profile is not asked for", async () => {
    const { browser, accounts } = await make(configured(provider));
    expect(await dance(browser())).toBe("/new");
    expect(accounts()).toMatchObject([{ accountId: "person-1" }]);
    expect(provider.requestsTo("/userinfo")).toEqual([]);
  });

  it.each<[string, () => Json]>([
    ["for another client", () => ({ aud: "another" })],
    ["for several, and issued to another", () => ({ aud: [CLIENT.clientId, "b"], azp: "b" })],
    ["that is over", () => ({ exp: seconds(-1) })],
    ["that does not say when it is over", () => ({ exp: undefined })],
    ["of another access token", () => ({ at_hash: halfHash("another") })],
    ["of another issuer than the options say", () => ({ iss: "https://evil.example.com" })],
  ])("%s is refused", async (_, claims) => {
    provider.claims = claims();
    const { browser, users } = await make(configured(provider, { issuer: provider.origin }));
    expect(await dance(browser())).toBe(REFUSED);
    expect(users()).toEqual([]);
  });

  it("is nothing when it is no JWT: the profile is asked for", async () => {
    provider.tokens = { id_token: "opaque" };
    const { browser } = await make(configured(provider));
    expect(await dance(browser())).toBe("/new");
    expect(provider.requestsTo("/userinfo")).toHaveLength(1);
  });
});

it("a code without its verifier is nothing, whoever brings it back", async () => {
  const { browser } = await make(discovered(provider));
  const [victim, attacker] = [browser(), browser()];
  const stolen = (await visit(await start(victim))).searchParams.get("code") as string;
  const own = await visit(await start(attacker));
  own.searchParams.set("code", stolen);
  expect((await comeBack(attacker, own)).headers.get("location")).toBe("/sorry?error=invalid_code");
  expect(await isSignedIn(attacker)).toBe(false);
});
