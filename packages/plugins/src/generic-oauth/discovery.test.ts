import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { dance, discovered, make, start } from "./test-instance";
import { TestProvider } from "./test-provider";
import type { GenericOAuthConfig } from "./types";

const PATH = "/.well-known/openid-configuration";

let provider: TestProvider;
beforeEach(async () => {
  provider = await new TestProvider().open();
  return () => provider.close();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Only the clock: timers and connections run on. */
function advance(milliseconds: number): void {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + milliseconds });
}

const documents = () => provider.requestsTo(PATH).length;

/** What a sign-in answers. */
async function begun(over: Partial<GenericOAuthConfig> = {}) {
  const made = await make(discovered(provider, over));
  const answer = await made.browser().post("/sign-in/social", { provider: "corp", callbackURL: "/done" });
  return { ...made, answer };
}

describe("a discovery document", () => {
  it("is asked for at the start, once for everybody, with the headers of the options", async () => {
    const { browser } = await make(discovered(provider, { discoveryHeaders: { "x-key": "secret" } }));
    await Promise.all([start(browser()), start(browser()), start(browser())]);
    expect(documents()).toBe(1);
    expect(provider.requestsTo(PATH)[0]?.headers["x-key"]).toBe("secret");
  });

  it("is asked for anew after an hour, while the old one serves", async () => {
    const { browser } = await make(discovered(provider));
    await start(browser());
    advance(3_599_000);
    await start(browser());
    expect(documents()).toBe(1);
    advance(2_000);
    provider.metadata = { authorization_endpoint: `${provider.origin}/authorize-2` };
    expect((await start(browser())).pathname).toBe("/authorize");
    await vi.waitFor(async () => expect((await start(browser())).pathname).toBe("/authorize-2"), 10_000);
    expect(documents()).toBe(2);
  });

  it("that cannot be had anew leaves the old one in use", async () => {
    const { browser, log } = await make(discovered(provider));
    await start(browser());
    advance(3_601_000);
    provider.answers[PATH] = (response) => response.writeHead(500).end();
    await start(browser());
    await vi.waitFor(() => expect(log()).toContain('the discovery document of "corp" cannot be had'), 10_000);
    expect((await start(browser())).pathname).toBe("/authorize");
    expect(documents()).toBe(2);
  });

  it("goes under what the options say", async () => {
    const { browser } = await make(discovered(provider, { authorizationUrl: `${provider.origin}/mine` }));
    expect((await start(browser())).pathname).toBe("/mine");
  });
});

describe("a provider that is down", () => {
  it("stops nothing but its sign-ins, which a code tells about and which work once it is up", async () => {
    provider.answers[PATH] = (response) => response.writeHead(500).end();
    const { answer, browser, log } = await begun();
    expect(answer).toMatchObject({ status: 503, body: { code: "PROVIDER_UNAVAILABLE" } });
    expect(answer.headers.get("retry-after")).toBe("5");
    expect(log()).toContain('error: generic-oauth: the discovery document of "corp" cannot be had from');
    expect((await browser().signUp()).status).toBe(200);

    delete provider.answers[PATH];
    const early = await browser().post("/sign-in/social", { provider: "corp" });
    expect(early.status).toBe(503);
    expect(documents()).toBe(1);
    advance(5_001);
    expect(await dance(browser())).toBe("/new");
    expect(documents()).toBe(2);
  });

  it("is not waited for longer than a few seconds", { timeout: 15_000 }, async () => {
    provider.answers[PATH] = () => {};
    const { answer } = await begun();
    expect(answer).toMatchObject({ status: 503, body: { code: "PROVIDER_UNAVAILABLE" } });
  });

  it("cannot fill the memory", async () => {
    provider.answers[PATH] = (response) => {
      response.writeHead(200, { "content-type": "application/json" });
      response.on("error", () => {});
      response.end(JSON.stringify({ issuer: provider.origin, filling: "x".repeat(300_000) }));
    };
    const { answer } = await begun();
    expect(answer).toMatchObject({ status: 503, body: { code: "PROVIDER_UNAVAILABLE" } });
  });

  it("cannot send us elsewhere", async () => {
    provider.answers[PATH] = (response) => response.writeHead(302, { location: `${provider.origin}/moved` }).end();
    const { answer } = await begun();
    expect(answer.status).toBe(503);
    expect(provider.requestsTo("/moved")).toEqual([]);
  });
});

describe("a discovery document that cannot be used", () => {
  const invalid = { status: 400, body: { code: "INVALID_OAUTH_CONFIGURATION" } };

  it.each([
    ["issuer", "https://evil.example.com", "check discoveryUrl, or, if that is who it is from, give it as issuer"],
    ["issuer", undefined, "says none"],
    ["issuer", 7, "says 7"],
    ["authorization_endpoint", undefined, "give authorizationUrl"],
    ["authorization_endpoint", "javascript:alert(1)", "no address that begins with https://"],
    ["token_endpoint", "http://id.example.com/token", "no address that begins with https://"],
    ["userinfo_endpoint", "http://10.0.0.1/", "no address that begins with https://"],
    ["jwks_uri", { not: "an address" }, "no address that begins with https://"],
  ])("has %s %j", async (member, value, reason) => {
    provider.metadata = { [member]: value };
    const { answer, log } = await begun();
    expect(answer).toMatchObject(invalid);
    expect(log()).toContain('error: generic-oauth: the discovery document of "corp" cannot be used:');
    expect(log()).toContain(reason);
  });

  it("has no token endpoint", async () => {
    provider.metadata = { token_endpoint: undefined };
    expect((await begun()).answer).toMatchObject({ status: 400, body: { code: "TOKEN_URL_NOT_FOUND" } });
    expect((await begun({ tokenUrl: `${provider.origin}/token` })).answer.status).toBe(200);
  });

  it("has no keys, where ID tokens have to be verified", async () => {
    provider.metadata = { jwks_uri: undefined };
    expect((await begun({ requireIdTokenVerification: true })).answer).toMatchObject(invalid);
    expect((await begun()).answer.status).toBe(200);
  });

  it("is no object", async () => {
    provider.answers[PATH] = (response) => response.writeHead(200, { "content-type": "application/json" }).end("[1]");
    expect((await begun()).answer).toMatchObject(invalid);
  });
});

describe("the issuer of a discovery document", () => {
  it.each([
    ["/.well-known/openid-configuration", ""],
    ["/.well-known/openid-configuration", "/"],
    ["/realms/main/.well-known/openid-configuration", "/realms/main"],
    ["/realms/main/.well-known/openid-configuration", "/realms/main/"],
    ["/.well-known/oauth-authorization-server/tenant", "/tenant"],
    ["/tenant/.well-known/openid-configuration?p=policy", "/tenant"],
  ])("below %s may be the origin and %j", async (path, issuer) => {
    provider.metadata = { issuer: `${provider.origin}${issuer}` };
    expect((await begun({ discoveryUrl: `${provider.origin}${path}` })).answer.status).toBe(200);
  });

  it.each([
    ["/.well-known/oauth-authorization-server/tenant", "/tenant/"],
    ["/realms/main/.well-known/openid-configuration", "/realms/other"],
    ["/realms/main/.well-known/openid-configuration", ""],
    ["/realms/main/.well-known/openid-configuration", "/realms/main//"],
  ])("below %s is not the origin and %j", async (path, issuer) => {
    provider.metadata = { issuer: `${provider.origin}${issuer}` };
    expect((await begun({ discoveryUrl: `${provider.origin}${path}` })).answer.status).toBe(400);
  });

  it("may be another one that the options name, and then is no other", async () => {
    provider.metadata = { issuer: "https://tenant.example.com" };
    expect((await begun({ issuer: "https://tenant.example.com" })).answer.status).toBe(200);
    provider.metadata = {};
    expect((await begun({ issuer: "https://tenant.example.com" })).answer.status).toBe(400);
  });
});
