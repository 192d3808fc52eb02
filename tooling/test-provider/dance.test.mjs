// The whole way to a provider and back over real HTTP, with the plugin of the demo, and with GitHub's own configuration.
import { DatabaseSync } from "node:sqlite";
import { betterAuth } from "better-auth";
import { getMigrations } from "better-auth/db/migration";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { testProvider } from "../../apps/next-js/lib/test-provider.ts";
import { makeBrowser } from "./browser.mjs";
import { startOpenIDProvider } from "./openid.mjs";
import { people } from "./people.mjs";
import { startPlainProvider } from "./plain-oauth.mjs";
import { standInFor } from "./stand-in.mjs";

const origin = "http://localhost:3000";
const [grace, alan, hedy] = people;

async function makeApplication(options) {
  const auth = betterAuth({
    baseURL: origin,
    secret: "only-for-tests-7c1d58f0e2b94a63",
    database: new DatabaseSync(":memory:"),
    logger: { disabled: true },
    rateLimit: { enabled: false },
    ...options,
  });
  await (await getMigrations(auth.options)).runMigrations();
  return { auth, browser: () => makeBrowser({ [origin]: auth.handler }) };
}

/** Begins, and sees the provider's page. */
async function begin(browser, provider, path = "sign-in/social") {
  const urls = { callbackURL: "/done", newUserCallbackURL: "/welcome", errorCallbackURL: "/sorry" };
  const { body } = await browser.call(`${origin}/api/auth/${path}`, { provider, ...urls });
  return browser.open(body.url);
}

const sessionOf = async (browser) => (await browser.call(`${origin}/api/auth/get-session`)).body;
const choose = async (browser, page, person) => (await browser.submit(page.url, { person: person.sub })).url;

describe("an OpenID provider", () => {
  let running;
  beforeAll(async () => {
    vi.stubEnv("BETTER_AUTH_URL", origin);
    running = await startOpenIDProvider({ redirectURIs: [`${origin}/api/auth/callback/test`], accessTokenSeconds: 4 });
  });
  afterAll(async () => {
    vi.unstubAllEnvs();
    await running.close();
  });
  const make = (options) => makeApplication({ plugins: [testProvider(running.issuer)], ...options });

  it("signs somebody up, and in again as somebody else in the same browser", async () => {
    const { browser } = await make();
    const one = browser();
    const page = await begin(one, "test");
    expect(page.text).toContain("Grace Hopper");
    expect(await choose(one, page, grace)).toBe(`${origin}/welcome`);
    expect((await sessionOf(one)).user).toMatchObject({ name: grace.name, email: grace.email, emailVerified: true });
    expect(await choose(one, await begin(one, "test"), grace)).toBe(`${origin}/done`);
    const other = browser();
    expect(await choose(other, await begin(other, "test"), alan)).toBe(`${origin}/welcome`);
    expect((await sessionOf(other)).user).toMatchObject({ email: alan.email, emailVerified: false });
  });

  it("tells when somebody says no, or keeps the address secret", async () => {
    const { browser } = await make();
    const one = browser();
    const { url } = await begin(one, "test");
    expect((await one.submit(url, { refuse: "yes" })).url).toBe(
      `${origin}/sorry?error=access_denied&error_description=The%20person%20said%20no.`,
    );
    expect(await choose(one, await begin(one, "test"), hedy)).toBe(`${origin}/sorry?error=email_not_found`);
    expect(await sessionOf(one)).toBeNull();
  });

  it("asks again whoever takes too long", async () => {
    const { browser } = await make();
    const one = browser();
    const { url } = await begin(one, "test");
    await one.submit(url, { person: grace.sub });
    expect(await one.submit(url, { person: grace.sub })).toMatchObject({
      status: 400,
      text: expect.stringContaining("This sign-in cannot go on"),
    });
  });

  it("gives tokens that are refreshed once they end, and says who somebody is", async () => {
    const { browser, auth } = await make({ account: { encryptOAuthTokens: true } });
    const one = browser();
    await choose(one, await begin(one, "test"), grace);
    const [account] = (await one.call(`${origin}/api/auth/list-accounts`)).body;
    expect(account).toMatchObject({ providerId: "test", accountId: grace.sub, scopes: ["openid", "email", "profile"] });
    const token = async () =>
      (await one.call(`${origin}/api/auth/get-access-token`, { accountId: account.id })).body.accessToken;
    const first = await token(); // within five seconds of its end: refreshed at once
    expect(await token()).not.toBe(first);
    const info = await one.call(`${origin}/api/auth/account-info?accountId=${account.id}`);
    expect(info.body).toMatchObject({ user: { email: grace.email }, data: { sub: grace.sub, name: grace.name } });
    const { adapter } = await auth.$context;
    const [stored] = await adapter.findMany({ model: "account" });
    for (const kind of ["accessToken", "refreshToken", "idToken"]) expect(stored[kind]).not.toMatch(/^ey|^[\w-]{43}$/);
  });

  /** The answer that a browser would bring back. */
  async function caught(browser, person) {
    const { body } = await browser.call(`${origin}/api/auth/sign-in/social`, {
      provider: "test",
      errorCallbackURL: "/sorry",
    });
    const thief = makeBrowser({ [origin]: async ({ url }) => new Response(url) });
    const { url } = await thief.open(body.url);
    return Object.fromEntries(new URL((await thief.submit(url, { person: person.sub })).url).searchParams);
  }
  const bringBack = async (browser, answer) =>
    (await browser.open(`${origin}/api/auth/callback/test?${new URLSearchParams(answer)}`)).url;

  it("says in every answer who it is, and another one is not believed", async () => {
    const { browser } = await make();
    const one = browser();
    const { iss, ...answer } = await caught(one, grace);
    expect(iss).toBe(running.issuer);
    expect(await bringBack(one, { ...answer, iss: "https://evil.example" })).toBe(
      `${origin}/sorry?error=issuer_mismatch`,
    );
    const { iss: _, ...unsigned } = await caught(one, grace);
    expect(await bringBack(one, unsigned)).toBe(`${origin}/sorry?error=issuer_missing`);
  });

  it("gives a code that is worth nothing in another browser, or twice", async () => {
    const { browser } = await make();
    const [one, other] = [browser(), browser()];
    const answer = await caught(one, grace);
    expect(await bringBack(other, answer)).toMatch(/error=state_mismatch$/);
    // With a state of its own it has another verifier.
    const { state } = await caught(other, alan);
    const { code, iss } = await caught(one, grace);
    expect(await bringBack(other, { code, iss, state })).toBe(`${origin}/sorry?error=invalid_code`);
    const good = await caught(one, grace);
    expect(await bringBack(one, good)).toBe(`${origin}/`);
    expect(await bringBack(one, good)).toMatch(/error=state_mismatch$/);
    expect(await sessionOf(other)).toBeNull();
  });

  it("is not there where people come from elsewhere", async () => {
    vi.stubEnv("BETTER_AUTH_URL", "https://example.com");
    const { auth } = await make();
    expect((await auth.$context).socialProviders).toEqual([]);
    vi.stubEnv("BETTER_AUTH_URL", origin);
  });
});

describe("a provider of plain OAuth 2.0", () => {
  let running;
  let putBack;
  beforeAll(async () => {
    running = await startPlainProvider({ clientSecret: "s" });
    putBack = standInFor(running.origin);
  });
  afterAll(async () => {
    putBack();
    await running.close();
  });
  const make = (clientSecret) => makeApplication({ socialProviders: { github: { clientId: "c", clientSecret } } });
  const asked = async (browser) => {
    const { body } = await browser.call(`${origin}/api/auth/sign-in/social`, {
      provider: "github",
      callbackURL: "/done",
      errorCallbackURL: "/sorry",
    });
    expect(body.url).toMatch(/^https:\/\/github\.com\/login\/oauth\/authorize\?/);
    return browser.open(body.url.replace("https://github.com", running.origin));
  };

  it("signs in with the configuration that is built in", async () => {
    const { browser } = await make("s");
    const one = browser();
    expect(await choose(one, await asked(one), grace)).toBe(`${origin}/done`);
    expect((await sessionOf(one)).user).toMatchObject({ name: grace.name, email: grace.email, emailVerified: true });
  });

  it("refuses a wrong secret, with a status of 200", async () => {
    const { browser } = await make("wrong");
    const one = browser();
    expect(await choose(one, await asked(one), grace)).toBe(`${origin}/sorry?error=invalid_code`);
  });

  it("tells when somebody says no", async () => {
    const { browser } = await make("s");
    const one = browser();
    const { url } = await asked(one);
    expect((await one.submit(url, { refuse: "yes" })).url).toMatch(/sorry\?error=access_denied&/);
  });
});
