import { beforeEach, describe, expect, it } from "vitest";
import { comeBack, configured, dance, discovered, make, start, visit } from "./test-instance";
import { TestProvider } from "./test-provider";

let provider: TestProvider;
let other: TestProvider;
beforeEach(async () => {
  provider = await new TestProvider().open();
  other = await new TestProvider().open();
  return () => {
    provider.close();
    other.close();
  };
});

describe("a code", () => {
  it("of one provider is nothing at the callback of another one", async () => {
    const { browser } = await make([discovered(provider), discovered(other, { providerId: "other" })]);
    const desk = browser();
    const back = await visit(await start(desk));
    back.pathname = "/api/auth/callback/other";
    expect((await comeBack(desk, back)).headers.get("location")).toBe("/sorry?error=state_mismatch");
    expect([...provider.requestsTo("/token"), ...other.requestsTo("/token")]).toEqual([]);
  });

  it("is not exchanged when the callback says that somebody else has sent it (RFC 9207)", async () => {
    provider.iss = other.origin;
    const { browser, log } = await make(discovered(provider));
    expect(await dance(browser())).toBe("/sorry?error=issuer_mismatch");
    expect(provider.requestsTo("/token")).toEqual([]);
    expect(log()).toContain(`a callback came from issuer "${other.origin}"`);
  });

  it("has to say who has sent it, where the provider always says so", async () => {
    provider.metadata = { authorization_response_iss_parameter_supported: true };
    const { browser } = await make(discovered(provider));
    expect(await dance(browser())).toBe("/sorry?error=issuer_missing");
    provider.iss = provider.origin;
    expect(await dance(browser())).toBe("/new");
  });

  it("is checked against `issuer` where there is no discovery", async () => {
    const { browser } = await make(configured(provider, { issuer: provider.origin }));
    provider.iss = other.origin;
    expect(await dance(browser())).toBe("/sorry?error=issuer_mismatch");
    provider.iss = provider.origin;
    expect(await dance(browser())).toBe("/new");
  });
});

describe("a process that has sent nobody to the provider", () => {
  async function comeBackElsewhere(document: () => void) {
    provider.metadata = { authorization_response_iss_parameter_supported: true };
    const first = await make(discovered(provider));
    const desk = first.browser();
    const back = await visit(await start(desk));
    document();
    const second = await make(discovered(provider), { database: first.options.database });
    const elsewhere = second.browser();
    for (const [name, value] of desk.jar) elsewhere.jar.set(name, value);
    return (await comeBack(elsewhere, back)).headers.get("location");
  }

  it("waits for what the provider says of its callbacks", async () => {
    const location = await comeBackElsewhere(() => {
      provider.answers["/.well-known/openid-configuration"] = (response) =>
        setTimeout(() => {
          response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(provider.document()));
        }, 200);
    });
    expect(location).toBe("/sorry?error=issuer_missing");
  });

  it("believes nothing while the provider does not say", async () => {
    const location = await comeBackElsewhere(() => {
      provider.answers["/.well-known/openid-configuration"] = (response) => response.writeHead(503).end();
    });
    expect(location).toMatch(/^\/sorry\?error=PROVIDER_UNAVAILABLE/);
    expect(provider.requestsTo("/token")).toEqual([]);
  });
});
