import { afterEach, expect, test, vi } from "vitest";
import { makeAuth } from "../test-support/instance";
import { answerAsProvider, unsignedIdToken } from "../test-support/provider-answers";
import type { PayPalOptions } from "../types";
import { paypal } from "./paypal";

afterEach(() => vi.unstubAllGlobals());

const options = { clientId: "client", clientSecret: "secret" };

test.each<[PayPalOptions["environment"], string, string]>([
  [undefined, "https://www.sandbox.paypal.com", "https://api-m.sandbox.paypal.com"],
  ["sandbox", "https://www.sandbox.paypal.com", "https://api-m.sandbox.paypal.com"],
  ["live", "https://www.paypal.com", "https://api-m.paypal.com"],
])("environment %s has its own addresses", async (environment, page, api) => {
  const requests = answerAsProvider({ [api]: { access_token: "at", user_id: "u" } });
  const provider = paypal({ ...options, environment });
  const request = { state: "s", codeVerifier: "v", redirectURI: "https://app.example/callback" };
  const url = await provider.createAuthorizationURL({ ...request, scopes: ["openid"] });
  expect(url.origin + url.pathname).toBe(`${page}/signin/authorize`);
  expect(url.searchParams.has("scope")).toBe(false);

  await provider.validateAuthorizationCode({
    code: "c",
    codeVerifier: "v",
    redirectURI: "https://app.example/callback",
  });
  await provider.refreshAccessToken?.("rt");
  await provider.getUserInfo({ accessToken: "at" });
  expect(requests.map(({ url: asked, headers }) => [asked.href, headers.get("authorization")])).toEqual([
    [`${api}/v1/oauth2/token`, `Basic ${btoa("client:secret")}`],
    [`${api}/v1/oauth2/token`, `Basic ${btoa("client:secret")}`],
    [`${api}/v1/identity/oauth2/userinfo?schema=paypalv1.1`, "Bearer at"],
  ]);
});

test("another environment is refused at the start", () => {
  const environment = "production" as "live";
  expect(() => paypal({ ...options, environment })).toThrow(`socialProviders.paypal.environment is "production"`);
});

test.each([
  ["one", { email: "a@example.com", email_verified: true }, { email: "a@example.com", emailVerified: true }],
  ["one in text", { email: "a@example.com", email_verified: "true" }, { email: "a@example.com", emailVerified: true }],
  [
    "one that is not verified",
    { email: "a@example.com", email_verified: "false" },
    { email: "a@example.com", emailVerified: false },
  ],
  [
    "the primary one of a list",
    { emails: [{ value: "b@example.com" }, { value: "a@example.com", primary: true, confirmed: true }] },
    { email: "a@example.com", emailVerified: true },
  ],
  [
    "one of a list, for a verified account",
    { emails: [{ value: "a@example.com", primary: true }], verified_account: "true" },
    { email: "a@example.com", emailVerified: false },
  ],
  ["none", {}, { email: null, emailVerified: false }],
])("the address: %s", async (_, said, expected) => {
  answerAsProvider({ "https://api-m.sandbox.paypal.com": { user_id: "u", name: "Alice", ...said } });
  expect(await paypal(options).getUserInfo({ accessToken: "at" })).toMatchObject({
    user: { name: "Alice", ...expected },
  });
});

test("an ID token that a page brings signs nobody in (advisory 44)", async () => {
  const { browser } = await makeAuth({ socialProviders: { paypal: options } });
  answerAsProvider({
    "https://api-m.sandbox.paypal.com": { user_id: "u", email: "a@example.com", email_verified: true },
  });
  const token = unsignedIdToken({ iss: "https://www.paypal.com", aud: "client", sub: "u", email: "a@example.com" });
  const idToken = { token, accessToken: "at" };
  const answer = await browser().post("/sign-in/social", { provider: "paypal", idToken });
  expect(answer).toMatchObject({ status: 404, body: { code: "ID_TOKEN_NOT_SUPPORTED" }, cookies: [] });
});
