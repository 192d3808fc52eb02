import { afterEach, expect, test, vi } from "vitest";
import { answerAsProvider, unsignedIdToken } from "../test-support/provider-answers";
import { paybin } from "./paybin";

afterEach(() => vi.unstubAllGlobals());

const options = { clientId: "client", clientSecret: "secret", issuer: "https://idp.example" };
const exchange = { code: "c", codeVerifier: "v", redirectURI: "https://app.example/callback" };
const claims = { aud: "client", sub: "1", preferred_username: "alice", email: "alice@example.com" };

test("its endpoints are below the issuer, who has to have issued the ID token", async () => {
  const provider = paybin(options);
  const url = await provider.createAuthorizationURL({ state: "s", ...exchange });
  expect(url.origin + url.pathname).toBe("https://idp.example/oauth2/authorize");
  const answer = (iss: string) => ({ access_token: "at", id_token: unsignedIdToken({ ...claims, iss }) });
  answerAsProvider({ "https://idp.example/oauth2/token": answer("https://idp.example") });
  const tokens = await provider.validateAuthorizationCode(exchange);
  expect(await provider.getUserInfo(tokens)).toMatchObject({ user: { name: "alice", emailVerified: false } });
  answerAsProvider({ "https://idp.example/oauth2/token": answer("https://idp.paybin.io") });
  await expect(provider.validateAuthorizationCode(exchange)).rejects.toMatchObject({ status: "UNAUTHORIZED" });
});

test("an issuer that secrets would be sent to in the clear is refused at the start", () => {
  expect(() => paybin({ ...options, issuer: "http://idp.example" })).toThrow("socialProviders.paybin.issuer");
});
