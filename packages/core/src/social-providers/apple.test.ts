import { exportJWK, exportPKCS8, generateKeyPair, jwtVerify } from "jose";
import { afterEach, expect, test, vi } from "vitest";
import { answerAsProvider } from "../test-support/provider-answers";
import { apple, getApplePublicKey } from "./apple";

const TOKEN = "https://appleid.apple.com/auth/token";
const options = { clientId: "com.example.web", clientSecret: "secret" };
const exchange = { code: "c", codeVerifier: "v", redirectURI: "https://app.example/callback" };

afterEach(() => vi.unstubAllGlobals());

test("the client secret is signed with the team's key, for codes and for refresh tokens", async () => {
  const { privateKey, publicKey } = await generateKeyPair("ES256", { extractable: true });
  const pem = await exportPKCS8(privateKey);
  const requests = answerAsProvider({ [TOKEN]: { access_token: "a" } });
  // Often an environment variable, with its line ends written out.
  for (const text of [pem, pem.replaceAll("\n", "\\n")]) {
    const key = { clientId: ["com.example.web", "com.example.app"], teamId: "TEAM", keyId: "KEY", privateKey: text };
    await apple(key).validateAuthorizationCode(exchange);
    await apple(key).refreshAccessToken?.("r");
  }
  expect(requests).toHaveLength(4);
  for (const { body } of requests) {
    expect(body.get("client_id")).toBe("com.example.web");
    const { payload, protectedHeader } = await jwtVerify(body.get("client_secret") ?? "", publicKey, {
      issuer: "TEAM",
      subject: "com.example.web",
      audience: "https://appleid.apple.com",
    });
    expect(protectedHeader).toEqual({ alg: "ES256", kid: "KEY" });
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBeLessThanOrEqual(15_777_000);
  }
});

test.each([
  ["without a team", { keyId: "KEY" }, "socialProviders.apple.teamId is missing"],
  ["without its identifier", { teamId: "TEAM" }, "socialProviders.apple.keyId is missing"],
])("a key %s is refused at the start", (_, more, message) => {
  expect(() => apple({ clientId: "com.example.web", privateKey: "pem", ...more })).toThrow(message);
});

test("what is no key is refused with the mend", async () => {
  const provider = apple({ clientId: "com.example.web", teamId: "TEAM", keyId: "KEY", privateKey: "nonsense" });
  await expect(provider.validateAuthorizationCode(exchange)).rejects.toThrow(
    "socialProviders.apple.privateKey is no key",
  );
});

test("neither a secret nor a key: browsers are not sent away", async () => {
  const request = { state: "s", codeVerifier: "v", redirectURI: exchange.redirectURI };
  const provider = apple({ clientId: "com.example.web" });
  await expect(provider.createAuthorizationURL(request)).rejects.toThrow(
    "socialProviders.apple.clientSecret is missing",
  );
});

test.each([
  ["the Services ID", {}, "com.example.web"],
  ["the application", { appBundleIdentifier: "com.example.app" }, "com.example.app"],
  ["whatever is said", { appBundleIdentifier: "com.example.app", audience: ["a", "b"] }, ["a", "b"]],
])("ID tokens of pages are for %s", (_, more, audience) => {
  expect(apple({ ...options, ...more }).idToken?.audience).toEqual(audience);
});

test("a key of Apple's by its identifier", async () => {
  const { publicKey } = await generateKeyPair("RS256", { extractable: true });
  answerAsProvider({
    "https://appleid.apple.com/auth/keys": { keys: [{ ...(await exportJWK(publicKey)), kid: "k" }] },
  });
  expect((await getApplePublicKey("k")).type).toBe("public");
});
