import { PASSWORD } from "test-kit";
import { afterEach, describe, expect, it, vi } from "vitest";
import { APP, locationOf, make } from "./app.test-support";

afterEach(() => vi.useRealTimers());

const PLACES: [string, Parameters<typeof make>[0]][] = [
  ["in the database", {}],
  ["in a cookie", { account: { storeStateStrategy: "cookie" } }],
];

describe.each(PLACES)("with states that are kept %s", (place, options) => {
  const make_ = () => make(options);
  const cookieName = place === "in a cookie" ? "better-auth.oauth_state" : "better-auth.state";

  it("a browser signs in for the app that has begun, and the app gets the session", async () => {
    const { browser, start, proxy, comeBack } = await make_();
    const app = browser("app");
    const { state, ...query } = await start(app);
    const system = browser("system");

    const sent = await proxy(system, query);
    expect([sent.status, locationOf(sent)]).toEqual([302, query.authorizationURL]);
    expect(sent.headers.get("cache-control")).toBe("no-store");
    expect([...system.jar.keys()]).toEqual([cookieName]);

    const back = locationOf(await comeBack(system, state));
    expect(back).toMatch(/^myapp:\/\/home\?cookie=/);
    const lines = new URL(back).searchParams.get("cookie") ?? "";
    const [, name, value] = /^([^=]+)=([^;]+)/.exec(lines) ?? [];
    expect(name).toBe("better-auth.session_token");
    app.jar.clear();
    app.jar.set(name as string, value as string);
    expect((await app.session()).user.email).toBe("alice@example.com");
  });

  it("a browser that was not at the proxy is not the one that was sent away", async () => {
    const { browser, start, comeBack } = await make_();
    const { state } = await start(browser("app"));
    expect(locationOf(await comeBack(browser("other"), state))).toMatch(/error=state_mismatch$/);
  });

  async function refusal(
    change: (query: { authorizationURL: string; oauthState?: string }) => Record<string, string>,
    callbackURL?: string,
  ) {
    const { browser, start, proxy } = await make_();
    const { state: _, ...query } = await start(browser("app"), callbackURL);
    const system = browser("system");
    const { status, body, cookies, headers } = await proxy(system, change(query));
    expect(headers.get("location")).toBeNull();
    expect(cookies).toEqual([]);
    return [status, body.message];
  }
  const INVALID = [400, "Invalid authorizationURL"];
  const withURL = (change: (url: URL) => void) => (query: { authorizationURL: string; oauthState?: string }) => {
    const url = new URL(query.authorizationURL);
    change(url);
    return { ...query, authorizationURL: url.href };
  };

  it("leads to the page of the provider that the state was made for, and nowhere else", async () => {
    const changes: ((url: URL) => void)[] = [
      (url) => {
        url.host = "evil.example";
      },
      (url) => {
        url.host = "fake.example.evil.example";
      },
      (url) => {
        url.port = "8443";
      },
      (url) => {
        url.protocol = "http:";
      },
      (url) => {
        url.pathname = "/logout";
      },
      (url) => url.searchParams.set("redirect_uri", "https://evil.example/callback"),
      (url) => url.searchParams.append("redirect_uri", "https://evil.example/callback"),
      (url) => url.searchParams.append("client_id", "another"),
      (url) => url.searchParams.append("state", "another"),
    ];
    for (const change of changes) expect(await refusal(withURL(change))).toEqual(INVALID);
    for (const authorizationURL of ["javascript:alert(1)", "//evil.example", "myapp://home", "no address"]) {
      expect(await refusal((query) => ({ ...query, authorizationURL }))).toEqual(INVALID);
    }
  });

  it("takes what a call was free to add", async () => {
    const { browser, start, proxy } = await make_();
    const { state: _, ...query } = await start(browser("app"));
    const added = withURL((url) => url.searchParams.set("scope", "profile email calendar"))(query);
    expect((await proxy(browser("system"), added)).status).toBe(302);
  });

  it("sets no cookie for a state that nobody has", async () => {
    expect(await refusal(withURL((url) => url.searchParams.set("state", "made-up")))).toEqual(INVALID);
    expect(await refusal(withURL((url) => url.searchParams.delete("state")))).toEqual([400, "Unexpected error"]);
  });

  it("sets no cookie for a state that leads back to a page", async () => {
    expect(await refusal((query) => ({ ...query }), "/dashboard")).toEqual(INVALID);
    expect(await refusal((query) => ({ ...query }), "http://localhost:3000/dashboard")).toEqual(INVALID);
  });

  it("sets no cookie for a state that is too old", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const { browser, start, proxy } = await make_();
    const { state: _, ...query } = await start(browser("app"));
    vi.setSystemTime(Date.now() + 601_000);
    expect((await proxy(browser("system"), query)).status).toBe(400);
  });

  it("does not spend the state", async () => {
    const { browser, start, proxy, comeBack } = await make_();
    const { state, ...query } = await start(browser("app"));
    await proxy(browser("first"), query);
    const system = browser("second");
    await proxy(system, query);
    expect(locationOf(await comeBack(system, state))).toMatch(/^myapp:\/\/home\?cookie=/);
  });
});

it("knows the addresses of providers of the options", async () => {
  const socialProviders = { google: { clientId: "ours", clientSecret: "secret" } };
  const { browser, call, proxy } = await make({ socialProviders });
  const app = browser("app");
  const body = {
    provider: "google",
    callbackURL: "myapp://home",
    scopes: ["calendar"],
    loginHint: "alice@example.com",
  };
  const authorizationURL: string = (await call(app, "/sign-in/social", body)).body.url;
  expect(locationOf(await proxy(browser("system"), { authorizationURL }))).toBe(authorizationURL);
  for (const parameter of ["client_id", "code_challenge", "redirect_uri", "response_type"]) {
    const url = new URL(authorizationURL);
    url.searchParams.set(parameter, "another");
    expect((await proxy(browser("system"), { authorizationURL: url.href })).status).toBe(400);
  }
});

it("a state that is kept in a cookie cannot be made up, or left out", async () => {
  const { browser, start, proxy } = await make({ account: { storeStateStrategy: "cookie" } });
  const { authorizationURL } = await start(browser("app"));
  const { oauthState } = await start(browser("other"));
  for (const query of [{}, { oauthState: "made-up" }, { oauthState: oauthState as string }]) {
    const { status, cookies } = await proxy(browser("system"), { authorizationURL, ...query });
    expect([status, cookies]).toEqual([400, []]);
  }
});

it("a state that is kept in the database stays there, whatever is said of a cookie", async () => {
  const { browser, start, proxy, comeBack } = await make();
  const { state, authorizationURL } = await start(browser("app"));
  const system = browser("system");
  await proxy(system, { authorizationURL, oauthState: "made-up" });
  expect([...system.jar.keys()]).toEqual(["better-auth.state"]);
  expect(locationOf(await comeBack(system, state))).toMatch(/^myapp:\/\/home\?cookie=/);
});

describe("linking an account", () => {
  async function link(signedInAs?: "app" | "mallory") {
    const { browser, call, provider, proxy, rows } = await make();
    const app = browser("app");
    provider.person = { sub: "1", email: app.email, email_verified: true };
    await call(app, "/sign-up/email", { name: "App", email: app.email, password: PASSWORD });
    const body = { provider: "fake", callbackURL: "myapp://linked", errorCallbackURL: "myapp://oops" };
    const authorizationURL: string = (await call(app, "/link-social", body)).body.url;
    const system = browser(signedInAs ?? "system");
    if (signedInAs === "app") await system.signIn();
    if (signedInAs === "mallory") await system.signUp();
    await proxy(system, { authorizationURL });
    const state = new URL(authorizationURL).searchParams.get("state");
    const back = locationOf(await system.get(`/callback/fake?code=good&state=${state}`));
    return { back, linked: rows("select * from account where providerId = 'fake'").length };
  }

  it("works in a browser that is signed in as the same person", async () => {
    expect(await link("app")).toEqual({ back: "myapp://linked", linked: 1 });
  });

  it("does not work in another one: that may be of somebody who was sent the address", async () => {
    const refused = { back: "myapp://oops?error=unable_to_link_account", linked: 0 };
    expect(await link()).toEqual(refused);
    expect(await link("mallory")).toEqual(refused);
  });
});

it("says in the log why an address was refused", async () => {
  const log = vi.fn();
  const { browser, start, proxy } = await make({ logger: { log, level: "warn" } });
  const { state: _, ...query } = await start(browser("app"), "/dashboard");
  await proxy(browser("system"), query);
  expect(log).toHaveBeenCalledWith("warn", expect.stringContaining("callbackURL"));
});

it("an app that is trusted no more gets nothing of what it has begun", async () => {
  let trusted = [APP];
  const { browser, start, proxy, comeBack } = await make({ trustedOrigins: async () => trusted });
  const { state, ...query } = await start(browser("app"));
  const system = browser("system");
  expect((await proxy(system, query)).status).toBe(302);
  trusted = [];
  expect((await proxy(browser("other"), query)).status).toBe(400);
  expect(locationOf(await comeBack(system, state))).not.toContain("cookie=");
});
