import {
  createLocalJWKSet,
  decodeJwt,
  decodeProtectedHeader,
  exportJWK,
  exportPKCS8,
  exportSPKI,
  generateKeyPair,
  jwtVerify,
} from "jose";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { BetterAuthError } from "../error";
import {
  CLIENT_ASSERTION_TYPE,
  createPrivateKeyJwtClientAssertionGetter,
  PRIVATE_KEY_JWT_SIGNING_ALGORITHMS,
  type PrivateKeyJwtSigningAlgorithm,
  resolveClientAssertionParams,
  signPrivateKeyJwtClientAssertion,
} from "./client-assertion";

const NOW = Date.UTC(2030, 0, 15, 12) / 1000;
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: NOW * 1000 });
});
afterEach(() => {
  vi.useRealTimers();
});

const to = { clientId: "client-1", tokenEndpoint: "https://id.example.com/token" };
const context = { ...to, grantType: "authorization_code" } as const;
const pairs = new Map<PrivateKeyJwtSigningAlgorithm, CryptoKeyPair>();
beforeAll(async () => {
  for (const algorithm of PRIVATE_KEY_JWT_SIGNING_ALGORITHMS)
    pairs.set(algorithm, (await generateKeyPair(algorithm, { extractable: true })) as CryptoKeyPair);
}, 60_000);
const pairOf = (algorithm: PrivateKeyJwtSigningAlgorithm) => pairs.get(algorithm) as CryptoKeyPair;
const privateJwk = (algorithm: PrivateKeyJwtSigningAlgorithm) => exportJWK(pairOf(algorithm).privateKey);

describe("a client assertion", () => {
  it.each(PRIVATE_KEY_JWT_SIGNING_ALGORITHMS)("is signed with %s, by a key as JSON or as PEM", async (algorithm) => {
    const { publicKey, privateKey } = pairOf(algorithm);
    const jwk = await signPrivateKeyJwtClientAssertion({
      ...to,
      algorithm,
      privateKeyJwk: await exportJWK(privateKey),
    });
    const pem = await signPrivateKeyJwtClientAssertion({
      ...to,
      algorithm,
      privateKeyPem: await exportPKCS8(privateKey),
    });
    const keys = createLocalJWKSet({ keys: [await exportJWK(publicKey)] });
    for (const assertion of [jwk, pem]) {
      const { payload, protectedHeader } = await jwtVerify(assertion, keys);
      expect(protectedHeader).toEqual({ alg: algorithm, typ: "JWT" });
      expect(payload).toEqual({
        iss: "client-1",
        sub: "client-1",
        aud: "https://id.example.com/token",
        iat: NOW,
        exp: NOW + 120,
        jti: expect.stringMatching(/^[0-9a-f-]{36}$/),
      });
    }
    expect(decodeJwt(jwk).jti).not.toBe(decodeJwt(pem).jti);
  });

  it("names its key and lives as long as it is told", async () => {
    const privateKeyJwk = { ...(await privateJwk("RS256")), kid: "of-the-key", alg: "RS512" };
    const plain = await signPrivateKeyJwtClientAssertion({ ...to, privateKeyJwk });
    expect(decodeProtectedHeader(plain)).toMatchObject({ kid: "of-the-key", alg: "RS512" });
    const told = await signPrivateKeyJwtClientAssertion({
      ...to,
      privateKeyJwk,
      kid: "told",
      algorithm: "PS256",
      expiresIn: 30,
    });
    expect(decodeProtectedHeader(told)).toMatchObject({ kid: "told", alg: "PS256" });
    expect(decodeJwt(told).exp).toBe(NOW + 30);
  });

  it.each(["ES256", "ES384", "ES512", "EdDSA"] as const)("takes %s from the curve of its key", async (algorithm) => {
    const assertion = await signPrivateKeyJwtClientAssertion({ ...to, privateKeyJwk: await privateJwk(algorithm) });
    expect(decodeProtectedHeader(assertion).alg).toBe(algorithm);
  });

  it("is made by no key that does not fit, and no error repeats the key", async () => {
    const rsa = await privateJwk("RS256");
    const publicPem = await exportSPKI(pairOf("RS256").publicKey);
    for (const settings of [
      {},
      { privateKeyPem: "" },
      { privateKeyPem: "no key" },
      { privateKeyPem: publicPem },
      { privateKeyJwk: await exportJWK(pairOf("RS256").publicKey) },
      { privateKeyJwk: { kty: "oct", k: "c2VjcmV0", alg: "HS256" } },
      { privateKeyJwk: { ...rsa, n: "AQAB" } },
      { privateKeyJwk: rsa, algorithm: "ES256" },
      { privateKeyJwk: rsa, algorithm: "HS256" },
      { privateKeyJwk: rsa, algorithm: "none" },
      { privateKeyJwk: { ...rsa, alg: "HS256" } },
      ...[0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY].map((expiresIn) => ({ privateKeyJwk: rsa, expiresIn })),
    ]) {
      const made = signPrivateKeyJwtClientAssertion({ ...to, ...(settings as object) });
      const error: unknown = await made.catch((reason: unknown) => reason);
      expect(error, JSON.stringify(settings)).toBeInstanceOf(BetterAuthError);
      expect((error as Error).message).not.toContain(rsa.d);
    }
  });
});

describe("a getter of client assertions", () => {
  it("reads its key once, and signs for whoever asks", async () => {
    const importKey = vi.spyOn(crypto.subtle, "importKey");
    const get = createPrivateKeyJwtClientAssertionGetter({ privateKeyJwk: await privateJwk("ES256"), kid: "k" });
    const first = await get(context);
    const second = await get({ ...context, tokenEndpoint: "https://other.example.com/token" });
    expect(importKey).toHaveBeenCalledTimes(1);
    importKey.mockRestore();
    expect(decodeProtectedHeader(first)).toEqual({ alg: "ES256", typ: "JWT", kid: "k" });
    expect(decodeJwt(second)).toMatchObject({ aud: "https://other.example.com/token", iss: "client-1" });
    expect(decodeJwt(first).jti).not.toBe(decodeJwt(second).jti);
  });

  it("refuses settings at once", () => {
    expect(() => createPrivateKeyJwtClientAssertionGetter({})).toThrow(BetterAuthError);
  });

  it("gives what a token endpoint is sent, told what it is for in either way", async () => {
    const getClientAssertion = vi.fn(async () => "a.b.c");
    const params = { client_assertion_type: CLIENT_ASSERTION_TYPE, client_assertion: "a.b.c" };
    expect(await resolveClientAssertionParams({ getClientAssertion, ...context })).toEqual(params);
    expect(await resolveClientAssertionParams({ getClientAssertion, context })).toEqual(params);
    expect(getClientAssertion.mock.calls).toEqual([[context], [context]]);
    expect(CLIENT_ASSERTION_TYPE).toBe("urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
  });

  it.each(["", undefined, null, 5])("that gives %o is a mistake", async (given) => {
    const getClientAssertion = async () => given as string;
    await expect(resolveClientAssertionParams({ getClientAssertion, ...context })).rejects.toThrow(BetterAuthError);
  });
});
