import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { afterEach, beforeAll, expect, test, vi } from "vitest";
import { makeAuth } from "../test-support/instance";
import { answerAsProvider, unsignedIdToken } from "../test-support/provider-answers";
import { getGooglePublicKey, google, isGoogleHostedDomainAllowed, verifyGoogleIdToken } from "./google";

const KEYS = "https://www.googleapis.com/oauth2/v3/certs";
const TOKEN = "https://oauth2.googleapis.com/token";
const options = { clientId: "client", clientSecret: "secret" };
const redirectURI = "https://app.example/callback";

let keys: object;
let privateKey: CryptoKey;

beforeAll(async () => {
  const pair = await generateKeyPair("RS256", { extractable: true });
  privateKey = pair.privateKey;
  keys = { keys: [{ ...(await exportJWK(pair.publicKey)), kid: "key", alg: "RS256", use: "sig" }] };
});

afterEach(() => vi.unstubAllGlobals());

const claimsOf = (more: object = {}) => ({
  iss: "https://accounts.google.com",
  aud: "client",
  sub: "1",
  name: "Gina",
  email: "gina@example.com",
  email_verified: true,
  ...more,
});

function signed(more: object = {}): Promise<string> {
  return new SignJWT(claimsOf(more))
    .setProtectedHeader({ alg: "RS256", kid: "key" })
    .setIssuedAt()
    .setExpirationTime("1h")
    .sign(privateKey);
}

async function signInWith(hd: string | undefined, token: string) {
  const { browser } = await makeAuth({ socialProviders: { google: { ...options, hd } } });
  answerAsProvider({ [KEYS]: keys });
  return browser().post("/sign-in/social", { provider: "google", idToken: { token } });
}

test("the options are asked of Google, and what a call says goes over them", async () => {
  const provider = google({
    ...options,
    accessType: "offline",
    display: "popup",
    hd: "example.com",
    prompt: "consent",
  });
  const request = { state: "s", codeVerifier: "v".repeat(43), redirectURI };
  const asked = { access_type: "offline", hd: "example.com", prompt: "consent", include_granted_scopes: "true" };
  const url = await provider.createAuthorizationURL(request);
  expect(Object.fromEntries(url.searchParams)).toMatchObject({ ...asked, display: "popup" });
  const more = { display: "touch", additionalParams: { access_type: "online" } };
  const other = await provider.createAuthorizationURL({ ...request, ...more });
  expect(Object.fromEntries(other.searchParams)).toMatchObject({ ...asked, access_type: "online", display: "touch" });
});

test("scopes that were granted before can be left out", async () => {
  const provider = google({ ...options, includeGrantedScopes: false });
  const url = await provider.createAuthorizationURL({ state: "s", codeVerifier: "v", redirectURI });
  expect(url.searchParams.has("include_granted_scopes")).toBe(false);
});

test.each([
  [undefined, undefined, true],
  [undefined, "example.com", true],
  ["example.com", "example.com", true],
  ["example.com", "evil.example", false],
  ["example.com", undefined, false],
  ["example.com", ["example.com"], false],
  ["*", "example.com", true],
  ["*", undefined, false],
])("with hd %s an account of %s: %s", async (expected, actual, isAllowed) => {
  expect(isGoogleHostedDomainAllowed(expected, actual)).toBe(isAllowed);
  expect((await signInWith(expected, await signed({ hd: actual }))).status).toBe(isAllowed ? 200 : 401);

  answerAsProvider({ [TOKEN]: { access_token: "a", id_token: unsignedIdToken(claimsOf({ hd: actual })) } });
  const tokens = google({ ...options, hd: expected }).validateAuthorizationCode({ code: "c", redirectURI });
  if (isAllowed) await expect(tokens).resolves.toMatchObject({ accessToken: "a" });
  else await expect(tokens).rejects.toMatchObject({ body: { code: "INVALID_TOKEN" } });
});

test("the claims of a good ID token, and null for any other", async () => {
  answerAsProvider({ [KEYS]: keys });
  const token = await signed({ nonce: "n" });
  expect(await verifyGoogleIdToken({ token, audience: "client", nonce: "n" })).toMatchObject({
    sub: "1",
    name: "Gina",
  });
  expect(await verifyGoogleIdToken({ token, audience: ["other", "client"] })).toMatchObject({ sub: "1" });
  expect(await verifyGoogleIdToken({ token, audience: "client", nonce: "m" })).toBeNull();
  expect(await verifyGoogleIdToken({ token, audience: "other" })).toBeNull();
  expect(await verifyGoogleIdToken({ token: unsignedIdToken(claimsOf()), audience: "client" })).toBeNull();
  const evil = await signed({ iss: "https://evil.example" });
  expect(await verifyGoogleIdToken({ token: evil, audience: "client" })).toBeNull();
});

test("a key of Google's by its identifier", async () => {
  answerAsProvider({ [KEYS]: keys });
  expect((await getGooglePublicKey("key")).type).toBe("public");
  await expect(getGooglePublicKey("other")).rejects.toThrow('Expected a key with the kid "other"');
});
