import { exportJWK, generateKeyPair } from "jose";
import { afterEach, expect, test, vi } from "vitest";
import { answerAsProvider } from "../test-support/provider-answers";
import { cognito, getCognitoPublicKey } from "./cognito";

const pool = {
  clientId: "client",
  domain: "app.auth.eu-west-1.amazoncognito.com",
  region: "eu-west-1",
  userPoolId: "p",
};
const request = { state: "s", codeVerifier: "v", redirectURI: "https://app.example/callback" };

afterEach(() => vi.unstubAllGlobals());

test("scopes stand between %20, and the identity provider is asked for", async () => {
  const provider = cognito({ ...pool, identityProvider: "Google", scope: ["a+b"] });
  const { search } = await provider.createAuthorizationURL(request);
  expect(search).toContain("scope=openid%20profile%20email%20a%2Bb");
  expect(search).toContain("identity_provider=Google");
});

test.each(["https://app.auth.eu-west-1.amazoncognito.com/", "app.auth.eu-west-1.amazoncognito.com"])(
  "the domain may be written as %s",
  async (domain) => {
    const url = await cognito({ ...pool, domain }).createAuthorizationURL(request);
    expect(url.href).toMatch(/^https:\/\/app\.auth\.eu-west-1\.amazoncognito\.com\/oauth2\/authorize\?/);
  },
);

test.each(["domain", "region", "userPoolId"])("%s has to be there", (option) => {
  expect(() => cognito({ ...pool, [option]: "" })).toThrow(`socialProviders.cognito.${option} is missing`);
});

test("a secret is wanted when the options say so", async () => {
  await expect(cognito({ ...pool, requireClientSecret: true }).createAuthorizationURL(request)).rejects.toThrow(
    "socialProviders.cognito.clientSecret is missing",
  );
  await expect(cognito(pool).createAuthorizationURL(request)).resolves.toBeDefined();
});

test("a key of a pool by its identifier", async () => {
  const { publicKey } = await generateKeyPair("RS256", { extractable: true });
  const address = "https://cognito-idp.eu-west-1.amazonaws.com/p/.well-known/jwks.json";
  answerAsProvider({ [address]: { keys: [{ ...(await exportJWK(publicKey)), kid: "k" }] } });
  expect((await getCognitoPublicKey("k", "eu-west-1", "p")).type).toBe("public");
});
