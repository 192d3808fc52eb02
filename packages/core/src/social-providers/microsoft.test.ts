import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { afterEach, beforeAll, expect, test, vi } from "vitest";
import { makeAuth } from "../test-support/instance";
import { answerAsProvider, type ProviderAnswer, unsignedIdToken } from "../test-support/provider-answers";
import type { MicrosoftOptions } from "../types";
import { getMicrosoftPublicKey, microsoft } from "./microsoft";

const CLOUD = "https://login.microsoftonline.com";
const OURS = "11111111-2222-3333-4444-555555555555";
const THEIRS = "aaaaaaaa-2222-3333-4444-555555555555";
const PERSONAL = "9188040d-6c67-4c5b-b112-36a304b66dad";

let key: CryptoKey;
let keys: object;

beforeAll(async () => {
  const pair = await generateKeyPair("RS256");
  key = pair.privateKey;
  keys = { keys: [{ ...(await exportJWK(pair.publicKey)), kid: "k1", alg: "RS256" }] };
});

afterEach(() => vi.unstubAllGlobals());

const claimsOf = (tid: string, claims: object = {}) => ({
  aud: "client",
  iss: `${CLOUD}/${tid}/v2.0`,
  tid,
  sub: "pairwise",
  oid: "00000000-0000-0000-0000-000000000001",
  name: "Alice",
  email: "alice@example.com",
  email_verified: true,
  ver: "2.0",
  ...claims,
});

const signed = (claims: Record<string, unknown>) =>
  new SignJWT(claims).setProtectedHeader({ alg: "RS256", kid: "k1" }).setIssuedAt().setExpirationTime("1h").sign(key);

/** Signs in with an ID token that the page has. */
async function signInWith(
  options: Partial<MicrosoftOptions>,
  claims: Record<string, unknown>,
  answers: Record<string, ProviderAnswer> = {},
) {
  const { auth, browser, rows } = await makeAuth({
    socialProviders: { microsoft: { clientId: "client", clientSecret: "secret", ...options } },
  });
  const address = `${options.authority ?? CLOUD}/${options.tenantId ?? "common"}/discovery/v2.0/keys`;
  const requests = answerAsProvider({ [address]: keys, ...answers });
  const answer = await browser().post("/sign-in/social", {
    provider: "microsoft",
    idToken: { token: await signed(claims) },
  });
  return { answer, auth, rows, requests };
}

test("the tenant that was configured signs in, and its `oid` is the account", async () => {
  const { answer, rows } = await signInWith({ tenantId: OURS }, claimsOf(OURS));
  expect(answer.status).toBe(200);
  expect(answer.body.user).toMatchObject({ email: "alice@example.com", emailVerified: true });
  expect(rows(`select accountId, providerId from account`)).toEqual([
    { accountId: "00000000-0000-0000-0000-000000000001", providerId: "microsoft" },
  ]);
});

test.each([
  ["another tenant", { tenantId: OURS }, claimsOf(THEIRS)],
  ["another tenant that says to be ours", { tenantId: OURS }, claimsOf(THEIRS, { tid: OURS })],
  ["ours, said by another", { tenantId: OURS }, claimsOf(OURS, { tid: THEIRS })],
  ["a token of version 1.0", { tenantId: OURS }, claimsOf(OURS, { iss: `https://sts.windows.net/${OURS}/` })],
  ["another host", { tenantId: OURS }, claimsOf(OURS, { iss: `https://login.example/${OURS}/v2.0` })],
  ["no issuer", {}, claimsOf(OURS, { iss: undefined })],
  ["no tenant", {}, claimsOf(OURS, { tid: undefined })],
  ["a tenant that is no identifier", {}, claimsOf("common")],
  ["for everybody: the issuer of another tenant", {}, claimsOf(OURS, { tid: THEIRS })],
  ["personal accounts, where organizations are meant", { tenantId: "organizations" }, claimsOf(PERSONAL)],
  ["organizations, where personal accounts are meant", { tenantId: "consumers" }, claimsOf(OURS)],
  ["another client", { tenantId: OURS }, claimsOf(OURS, { aud: "another" })],
])("a token is refused: %s", async (_, options, claims) => {
  const { answer, requests } = await signInWith(options, claims);
  expect(answer).toMatchObject({ status: 401, body: { code: "INVALID_TOKEN" } });
  // Nothing more is asked of Microsoft for a token that cannot be right.
  expect(requests.filter(({ url }) => !url.pathname.endsWith("/discovery/v2.0/keys"))).toEqual([]);
});

test.each([
  ["any tenant for everybody", {}, THEIRS],
  ["personal accounts for everybody", {}, PERSONAL],
  ["a tenant for organizations", { tenantId: "organizations" }, OURS],
  ["personal accounts", { tenantId: "consumers" }, PERSONAL],
  ["an identifier in capitals", { tenantId: THEIRS.toUpperCase() }, THEIRS],
])("a token is taken: %s", async (_, options, tid) => {
  const { answer } = await signInWith(options, claimsOf(tid));
  expect(answer.status).toBe(200);
});

test("a tenant that is configured by a domain is the one that Microsoft says it is", async () => {
  const metadata = `${CLOUD}/contoso.com/v2.0/.well-known/openid-configuration`;
  const answers = { [metadata]: { issuer: `${CLOUD}/${OURS}/v2.0` } };
  const ours = await signInWith({ tenantId: "contoso.com" }, claimsOf(OURS), answers);
  expect(ours.answer.status).toBe(200);
  const theirs = await signInWith({ tenantId: "contoso.com" }, claimsOf(THEIRS), answers);
  expect(theirs.answer.status).toBe(401);
  const unknown = await signInWith({ tenantId: "contoso.com" }, claimsOf(OURS));
  expect(unknown.answer.status).toBe(401);
  const silent = await signInWith({ tenantId: "contoso.com" }, claimsOf(OURS, { iss: undefined }));
  expect(silent.answer.status).toBe(401);
});

test("an external tenant may issue in the name that its metadata has", async () => {
  const authority = "https://contoso.ciamlogin.com";
  const issuer = `https://${OURS}.ciamlogin.com/${OURS}/v2.0`;
  const answers = { [`${authority}/${OURS}/v2.0/.well-known/openid-configuration`]: { issuer } };
  const ours = await signInWith({ authority, tenantId: OURS }, claimsOf(OURS, { iss: issuer }), answers);
  expect(ours.answer.status).toBe(200);
  const iss = `https://${THEIRS}.ciamlogin.com/${THEIRS}/v2.0`;
  const theirs = await signInWith({ authority, tenantId: OURS }, claimsOf(OURS, { iss }), answers);
  expect(theirs.answer.status).toBe(401);
});

test("metadata for many tenants is read for the tenant that the token names", async () => {
  const authority = "https://login.contoso.example";
  const answers = {
    [`${authority}/common/v2.0/.well-known/openid-configuration`]: { issuer: `${CLOUD}/{tenantid}/v2.0` },
  };
  const ours = await signInWith({ authority }, claimsOf(OURS), answers);
  expect(ours.answer.status).toBe(200);
  const mixed = await signInWith({ authority }, claimsOf(OURS, { tid: THEIRS }), answers);
  expect(mixed.answer.status).toBe(401);
});

test("a code that another tenant's ID token comes for signs nobody in (advisory 75)", async () => {
  const provider = microsoft({ clientId: "client", clientSecret: "secret", tenantId: OURS });
  const exchange = { code: "c", codeVerifier: "v", redirectURI: "https://app.example/callback" };
  const tokenEndpoint = `${CLOUD}/${OURS}/oauth2/v2.0/token`;
  answerAsProvider({ [tokenEndpoint]: { access_token: "at", id_token: unsignedIdToken(claimsOf(OURS)) } });
  expect(await provider.validateAuthorizationCode(exchange)).toMatchObject({ accessToken: "at" });
  answerAsProvider({ [tokenEndpoint]: { access_token: "at", id_token: unsignedIdToken(claimsOf(THEIRS)) } });
  await expect(provider.validateAuthorizationCode(exchange)).rejects.toMatchObject({ status: "UNAUTHORIZED" });
});

test("nobody without an `oid` signs in (advisory 103)", async () => {
  const { answer } = await signInWith({}, claimsOf(OURS, { oid: undefined }));
  expect(answer).toMatchObject({ status: 401, body: { code: "FAILED_TO_GET_USER_INFO" } });
});

test.each([
  ["nothing is said", {}, false],
  ["Microsoft says so", { email_verified: true }, true],
  ["Microsoft says so in text", { email_verified: "true" }, true],
  [
    "Microsoft says no, whatever the tenant owns",
    { email_verified: false, verified_primary_email: ["alice@example.com"] },
    false,
  ],
  ["the tenant owns the domain", { verified_primary_email: ["alice@example.com"] }, true],
  ["of a further address", { verified_secondary_email: ["a@example.com", "alice@example.com"] }, true],
  ["the tenant owns another address", { verified_primary_email: ["mallory@example.com"] }, false],
  ["the tenant owns it, said as text", { verified_secondary_email: "alice@example.com" }, true],
  ["the tenant owns one that it is a part of", { verified_primary_email: "not.alice@example.com" }, false],
])("an address is verified or not: %s", async (_, claims, emailVerified) => {
  const provider = microsoft({ clientId: "client", clientSecret: "secret" });
  const idToken = unsignedIdToken(claimsOf(THEIRS, { email_verified: undefined, ...claims }));
  expect(await provider.getUserInfo({ idToken })).toMatchObject({
    user: { email: "alice@example.com", emailVerified },
  });
});

test("the address that a foreign tenant has given somebody opens nobody's account (advisory 104)", async () => {
  const { auth, browser } = await makeAuth({
    socialProviders: { microsoft: { clientId: "client", clientSecret: "secret" } },
  });
  await browser().signUp();
  const context = await auth.$context;
  await context.internalAdapter.updateUserByEmail("alice@example.com", { emailVerified: true });
  answerAsProvider({ [`${CLOUD}/common/discovery/v2.0/keys`]: keys });
  const token = await signed(claimsOf(THEIRS, { email_verified: undefined }));
  const answer = await browser("mallory").post("/sign-in/social", { provider: "microsoft", idToken: { token } });
  expect(answer).toMatchObject({ status: 401, body: { code: "OAUTH_LINK_ERROR" }, cookies: [] });

  const owned = await signed(
    claimsOf(THEIRS, { email_verified: undefined, verified_primary_email: ["alice@example.com"] }),
  );
  const control = await browser().post("/sign-in/social", { provider: "microsoft", idToken: { token: owned } });
  expect(control.status).toBe(200);
});

test("the photograph is the picture, of the size that was asked for", async () => {
  const idToken = unsignedIdToken(claimsOf(OURS));
  const photo = () => new Response(new Uint8Array([1, 2, 3]), { headers: { "content-type": "image/jpeg" } });
  const requests = answerAsProvider({ "https://graph.microsoft.com/v1.0/me/photos/96x96/": photo });
  const provider = microsoft({ clientId: "client", clientSecret: "secret", profilePhotoSize: 96 });
  const image = "data:image/jpeg;base64, AQID";
  expect(await provider.getUserInfo({ idToken, accessToken: "at" })).toMatchObject({
    user: { image },
    data: { picture: image },
  });
  expect(requests[0]?.headers.get("authorization")).toBe("Bearer at");

  const others = microsoft({ clientId: "client", clientSecret: "secret" });
  expect((await others.getUserInfo({ idToken, accessToken: "at" }))?.user.image).toBeUndefined();
  requests.length = 0;
  const none = microsoft({ clientId: "client", clientSecret: "secret", disableProfilePhoto: true });
  expect((await none.getUserInfo({ idToken, accessToken: "at" }))?.user.name).toBe("Alice");
  expect(requests).toEqual([]);
});

test("a client shows an assertion in place of a secret, for codes and for refresh tokens", async () => {
  const provider = microsoft({
    clientId: "client",
    tenantId: OURS,
    scope: ["Mail.Read"],
    clientAssertion: async ({ tokenEndpoint, grantType }) => `${grantType} at ${tokenEndpoint}`,
  });
  const requests = answerAsProvider({ [CLOUD]: { access_token: "at" } });
  await provider.validateAuthorizationCode({
    code: "c",
    codeVerifier: "v",
    redirectURI: "https://app.example/callback",
  });
  await provider.refreshAccessToken?.("rt");
  const tokenEndpoint = `${CLOUD}/${OURS}/oauth2/v2.0/token`;
  expect(requests.map(({ body }) => body.get("client_assertion"))).toEqual([
    `authorization_code at ${tokenEndpoint}`,
    `refresh_token at ${tokenEndpoint}`,
  ]);
  expect(requests[1]?.body.get("scope")).toBe("openid profile email User.Read offline_access Mail.Read");
});

test.each<[string, Partial<MicrosoftOptions>]>([
  ["clientAssertion", { clientSecret: "secret", clientAssertion: async () => "assertion" }],
  ["tenantId", { tenantId: "common/../evil" }],
  ["authority", { authority: "http://login.example" }],
])("%s that cannot work is refused at the start", (option, options) => {
  expect(() => microsoft({ clientId: "client", ...options })).toThrow(`socialProviders.microsoft.${option}`);
});

test("a key is found by its identifier", async () => {
  answerAsProvider({ [`${CLOUD}/common/discovery/v2.0/keys`]: keys });
  expect((await getMicrosoftPublicKey("k1", "common", CLOUD)).algorithm.name).toBe("RSASSA-PKCS1-v1_5");
  await expect(getMicrosoftPublicKey("k2", "common", CLOUD)).rejects.toThrow(`"k2"`);
});
