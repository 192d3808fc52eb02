import { afterEach, expect, test, vi } from "vitest";
import { answerAsProvider } from "../test-support/provider-answers";
import type { SalesforceOptions } from "../types";
import { salesforce } from "./salesforce";

afterEach(() => vi.unstubAllGlobals());

const options = { clientId: "client", clientSecret: "secret" };

test.each<[string, Partial<SalesforceOptions>]>([
  ["login.salesforce.com", {}],
  ["login.salesforce.com", { environment: "production" }],
  ["test.salesforce.com", { environment: "sandbox" }],
  ["acme.my.salesforce.com", { loginUrl: "acme.my.salesforce.com" }],
  [
    "acme--dev.sandbox.my.salesforce.com",
    { loginUrl: "acme--dev.sandbox.my.salesforce.com", environment: "production" },
  ],
])("all requests go to %s", async (host, more) => {
  const requests = answerAsProvider({ [`https://${host}/`]: { access_token: "at", user_id: "u" } });
  const provider = salesforce({ ...options, ...more });
  const redirectURI = "https://app.example/callback";
  const url = await provider.createAuthorizationURL({ state: "s", codeVerifier: "v", redirectURI });
  expect(url.origin + url.pathname).toBe(`https://${host}/services/oauth2/authorize`);
  await provider.validateAuthorizationCode({ code: "c", codeVerifier: "v", redirectURI });
  await provider.refreshAccessToken?.("rt");
  await provider.getUserInfo({ accessToken: "at" });
  expect(requests.map(({ url: asked }) => asked.href)).toEqual([
    `https://${host}/services/oauth2/token`,
    `https://${host}/services/oauth2/token`,
    `https://${host}/services/oauth2/userinfo`,
  ]);
});

test.each([
  "https://acme.my.salesforce.com",
  "acme.my.salesforce.com/path",
  "acme",
  "evil.example#acme.my.salesforce.com",
])("loginUrl %s is refused at the start", (loginUrl) => {
  expect(() => salesforce({ ...options, loginUrl })).toThrow("socialProviders.salesforce.loginUrl");
});

test("a smaller photograph stands in for one that is missing", async () => {
  answerAsProvider({
    "https://login.salesforce.com/": { user_id: "u", photos: { thumbnail: "https://img.example/t" } },
  });
  const info = await salesforce(options).getUserInfo({ accessToken: "at" });
  expect(info?.user).toMatchObject({ image: "https://img.example/t", emailVerified: false });
});
