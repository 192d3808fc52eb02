import { afterEach, expect, test, vi } from "vitest";
import { answerAsProvider } from "../test-support/provider-answers";
import { zoom } from "./zoom";

afterEach(() => vi.unstubAllGlobals());

const redirectURI = "https://app.example/callback";

test.each([
  [undefined, true],
  [true, true],
  [false, false],
])("with pkce %s the code is bound to a verifier, or not at all", async (pkce, isBound) => {
  const requests = answerAsProvider({ "https://zoom.us/oauth/token": { access_token: "at" } });
  const provider = zoom({ clientId: "client", clientSecret: "secret", pkce });
  const url = await provider.createAuthorizationURL({
    state: "s",
    codeVerifier: "v",
    redirectURI,
    scopes: ["user:read"],
  });
  expect(url.searchParams.has("code_challenge")).toBe(isBound);
  expect(url.searchParams.has("scope")).toBe(false);
  await provider.validateAuthorizationCode({ code: "c", codeVerifier: "v", redirectURI });
  expect(requests[0]?.body.has("code_verifier")).toBe(isBound);
});
