import { afterEach, expect, test, vi } from "vitest";
import { answerAsProvider } from "../test-support/provider-answers";
import type { CloudflareOptions } from "../types";
import { cloudflare } from "./cloudflare";

afterEach(() => vi.unstubAllGlobals());

test.each<[string, Partial<CloudflareOptions>, string | null, string | null]>([
  ["in the header", { clientSecret: "s" }, `Basic ${btoa("client:s")}`, null],
  ["in the body", { clientSecret: "s", tokenEndpointAuth: { method: "client_secret_post" } }, null, "s"],
  ["in the body, as a text", { clientSecret: "s", tokenEndpointAuthMethod: "client_secret_post" }, null, "s"],
  ["nowhere: there is none", {}, null, null],
  ["nowhere: the client is a public one", { tokenEndpointAuth: { method: "none" } }, null, null],
])("the secret stands %s", async (_, options, authorization, secret) => {
  const requests = answerAsProvider({ "https://dash.cloudflare.com/oauth2/token": { access_token: "a" } });
  const provider = cloudflare({ clientId: "client", ...options });
  await provider.validateAuthorizationCode({ code: "c", codeVerifier: "v", redirectURI: "https://app.example" });
  expect(requests[0]?.headers.get("authorization")).toBe(authorization);
  expect(requests[0]?.body.get("client_secret")).toBe(secret);
});
