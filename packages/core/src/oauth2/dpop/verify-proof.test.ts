import { createHash, createHmac } from "node:crypto";
import fc from "fast-check";
import { calculateJwkThumbprint } from "jose";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { BetterAuthError } from "../../error";
import { DPOP_SIGNING_ALGORITHMS } from "./constants";
import { isDpopProofError } from "./errors";
import { METHOD, makeProofMaker, type ProofMaker, URL_OF_REQUEST } from "./fixtures/proofs";
import { deriveDpopAth } from "./thumbprint";
import { type VerifyDpopProofOptions, verifyDpopProof } from "./verify-proof";

const NOW = Date.UTC(2030, 0, 15, 12) / 1000;
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: NOW * 1000 });
});
afterEach(() => {
  vi.useRealTimers();
});

let maker: ProofMaker;
let jkt: string;
beforeAll(async () => {
  maker = await makeProofMaker();
  jkt = await calculateJwkThumbprint(maker.publicJwk);
});

const verify = (proofJwt: string, more: Partial<VerifyDpopProofOptions> = {}) =>
  verifyDpopProof({ proofJwt, method: METHOD, url: URL_OF_REQUEST, ...more });

/** Why a proof is refused; fails when it is not, or when it is by another kind of error. */
async function refusal(proofJwt: string, more: Partial<VerifyDpopProofOptions> = {}): Promise<string> {
  const error: unknown = await verify(proofJwt, more).then(
    () => "it was taken",
    (reason: unknown) => reason,
  );
  expect(error).toSatisfy(isDpopProofError);
  return (error as Error).message;
}

describe("a proof that is right", () => {
  it("tells its key, its claims and what stands for it in a replay store", async () => {
    const proof = await verify(await maker.prove({ jti: "one", nonce: "n" }));
    expect(proof).toEqual({
      jwk: maker.publicJwk,
      jkt,
      jti: "one",
      htm: "GET",
      htu: URL_OF_REQUEST,
      iat: NOW,
      nonce: "n",
      replayKey: createHash("sha256").update(`${jkt}\nGET\n${URL_OF_REQUEST}\none`).digest("base64url"),
      expiresAt: new Date((NOW + 300) * 1000),
    });
  });

  it.each(DPOP_SIGNING_ALGORITHMS)("may be signed with %s", async (alg) => {
    const other = await makeProofMaker(alg);
    expect((await verify(await other.prove())).jkt).toBe(await calculateJwkThumbprint(other.publicJwk));
    const others = DPOP_SIGNING_ALGORITHMS.filter((name) => name !== alg);
    expect(await refusal(await other.prove(), { signingAlgorithms: others })).toContain("algorithm");
  });

  // RFC 9449 §5 and §7.1
  const header =
    "eyJ0eXAiOiJkcG9wK2p3dCIsImFsZyI6IkVTMjU2IiwiandrIjp7Imt0eSI6IkVDIiwieCI6Imw4dEZyaHgtMzR0VjNoUklDUkRZOXpDa0RscEJoRjQyVVFVZldWQVdCRnMiLCJ5IjoiOVZFNGpmX09rX282NHpiVFRsY3VOSmFqSG10NnY5VERWclUwQ2R2R1JEQSIsImNydiI6IlAtMjU2In19";
  it("is that of the standard's example of a token request", async () => {
    const proofJwt = `${header}.eyJqdGkiOiItQndDM0VTYzZhY2MybFRjIiwiaHRtIjoiUE9TVCIsImh0dSI6Imh0dHBzOi8vc2VydmVyLmV4YW1wbGUuY29tL3Rva2VuIiwiaWF0IjoxNTYyMjYyNjE2fQ.2-GxA6T8lP4vfrg8v-FdWP0A0zdrj8igiMLvqRMUvwnQg4PtFLbdLXiOSsX0x7NVY-FNyJK70nfbV37xRZT3Lg`;
    const proof = await verifyDpopProof({
      proofJwt,
      method: "POST",
      url: "https://server.example.com/token",
      nowSeconds: 1562262616,
    });
    expect(proof).toMatchObject({ jti: "-BwC3ESc6acc2lTc", jkt: "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I" });
  });
  it("is that of the standard's example of a resource request", async () => {
    const proofJwt = `${header}.eyJqdGkiOiJlMWozVl9iS2ljOC1MQUVCIiwiaHRtIjoiR0VUIiwiaHR1IjoiaHR0cHM6Ly9yZXNvdXJjZS5leGFtcGxlLm9yZy9wcm90ZWN0ZWRyZXNvdXJjZSIsImlhdCI6MTU2MjI2MjYxOCwiYXRoIjoiZlVIeU8ycjJaM0RaNTNFc05yV0JiMHhXWG9hTnk1OUlpS0NBcWtzbVFFbyJ9.2oW9RP35yRqzhrtNP86L-Ey71EOptxRimPPToA1plemAgR6pxHF8y6-yqyVnmcw6Fy1dqd-jfxSYoMxhAJpLjA`;
    const proof = await verifyDpopProof({
      proofJwt,
      method: "GET",
      url: "https://resource.example.org/protectedresource",
      accessToken: "Kz~8mXK1EalYznwH-LC-1fBAo.4Ljp~zsPE_NeO.gxU",
      expectedJkt: "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I",
      requireAth: true,
      nowSeconds: 1562262618,
    });
    expect(proof.ath).toBe("fUHyO2r2Z3DZ53EsNrWBb0xWXoaNy59IiKCAqksmQEo");
  });
});

describe("a proof is refused", () => {
  it.each<[string, object, object]>([
    ["typ", {}, { typ: "JWT" }],
    ["typ", {}, { typ: undefined }],
    ["public jwk", {}, { jwk: undefined }],
    ["public jwk", {}, { jwk: "text" }],
    ["public jwk", {}, { jwk: [] }],
    ["public jwk", {}, { jwk: {} }],
    ["asymmetric", {}, { jwk: { kty: "oct", k: "AAAA" } }],
    ["could not be verified", {}, { jwk: { kty: "EC", crv: "P-256" } }],
    ["could not be verified", {}, { jwk: { kty: "RSA", n: "AQAB", e: "AQAB" } }],
    ["must include", { jti: undefined }, {}],
    ["must include", { jti: "" }, {}],
    ["must include", { jti: 5 }, {}],
    ["too large", { jti: "x".repeat(513) }, {}],
    ["must include", { htm: undefined }, {}],
    ["must include", { htu: undefined }, {}],
    ["must include", { htu: [URL_OF_REQUEST] }, {}],
    ["must include", { iat: undefined }, {}],
    ["verified", { iat: "1" }, {}],
    ["method", { htm: "POST" }, {}],
    ["request URL", { htu: "https://api.example.com/other" }, {}],
    ["request URL", { htu: "https://api.example.com/posts/" }, {}],
    ["request URL", { htu: "http://api.example.com/posts" }, {}],
    ["request URL", { htu: "https://api.example.com.evil.example/posts" }, {}],
    ["request URL", { htu: "https://api.example.com:8443/posts" }, {}],
    ["absolute", { htu: "/posts" }, {}],
    ["fragment", { htu: `${URL_OF_REQUEST}#here` }, {}],
    ["fragment", { htu: `${URL_OF_REQUEST}#` }, {}],
    ["accepted window", { iat: NOW - 301 }, {}],
    ["accepted window", { iat: NOW + 6 }, {}],
    ["accepted window", { iat: 1e300 }, {}],
    ["verified", { exp: NOW - 60 }, {}],
    ["verified", { nbf: NOW + 60 }, {}],
  ])("for its %s: %o %o", async (reason, claims, header) => {
    expect(await refusal(await maker.prove(claims, header))).toContain(reason);
  });

  it("when its key is another than the one that signed, or a private one", async () => {
    const other = await makeProofMaker();
    expect(await refusal(await maker.prove({}, { jwk: other.publicJwk }))).toContain("could not be verified");
    expect(await refusal(await maker.prove({}, { jwk: maker.privateJwk }))).toContain("private key");
    for (const member of ["d", "p", "q", "dp", "dq", "qi", "oth", "k"])
      expect(await refusal(await maker.prove({}, { jwk: { ...maker.publicJwk, [member]: null } }))).toContain(
        "private",
      );
  });

  it("when it has no signature, one of a shared secret, or of an algorithm that is not on the list", async () => {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
    const claims = part({ jti: "j", htm: METHOD, htu: URL_OF_REQUEST, iat: NOW });
    const headerOf = (alg: string, jwk: object) => part({ alg, typ: "dpop+jwt", jwk });
    const none = `${headerOf("none", maker.publicJwk)}.${claims}`;
    expect(await refusal(`${none}.`)).toContain("compact");
    expect(await refusal(`${none}.AAAA`)).toContain("algorithm");
    const input = `${headerOf("HS256", { kty: "oct", k: "c2VjcmV0" })}.${claims}`;
    const hmac = `${input}.${createHmac("sha256", "secret").update(input).digest("base64url")}`;
    expect(await refusal(hmac)).toContain("algorithm");
    // Whatever the caller lists.
    for (const alg of ["HS256", "none", "ES384"])
      expect(await refusal(hmac, { signingAlgorithms: [alg as "ES256"] })).toContain("algorithm");
    const es384 = await makeProofMaker("ES384");
    expect(await refusal(await es384.prove())).toContain("algorithm");
  });

  it("when it was made for another access token, or for none", async () => {
    const accessToken = "token-of-alice";
    const ath = await deriveDpopAth(accessToken);
    expect((await verify(await maker.prove({ ath }), { accessToken, requireAth: true })).ath).toBe(ath);
    expect((await verify(await maker.prove({ ath }))).ath).toBe(ath);
    expect(await refusal(await maker.prove({ ath }), { accessToken: "token-of-bob" })).toContain("ath");
    expect(await refusal(await maker.prove({ ath: `${ath}A` }), { accessToken })).toContain("ath");
    expect(await refusal(await maker.prove(), { accessToken })).toContain("ath");
    expect(await refusal(await maker.prove(), { requireAth: true })).toContain("ath");
  });

  it("when its key is not the expected one", async () => {
    expect((await verify(await maker.prove(), { expectedJkt: jkt })).jkt).toBe(jkt);
    const other = await makeProofMaker();
    expect(await refusal(await other.prove(), { expectedJkt: jkt })).toContain("bound token");
    expect(await refusal(await maker.prove(), { expectedJkt: "" })).toContain("bound token");
  });

  it("when several came in one request", async () => {
    expect(await refusal(`${await maker.prove()}, ${await maker.prove()}`)).toContain("compact");
  });
});

describe("a proof is taken", () => {
  it("for every spelling of the same address and method", async () => {
    const urls = ["https://API.example.com:443/posts?page=2", "https://api.example.com/x/../p%6fsts", URL_OF_REQUEST];
    for (const url of urls) expect((await verify(await maker.prove(), { url })).htu).toBe(URL_OF_REQUEST);
    for (const htu of urls) expect((await verify(await maker.prove({ htu }))).htu).toBe(URL_OF_REQUEST);
    expect((await verify(await maker.prove({ htm: "get" }), { method: "gEt" })).htm).toBe("GET");
  });

  it("for five minutes, or as long as it is told, and a little before its time", async () => {
    for (const iat of [NOW - 300, NOW, NOW + 5]) expect((await verify(await maker.prove({ iat }))).iat).toBe(iat);
    const proof = await maker.prove({ iat: NOW - 11 });
    expect(await refusal(proof, { proofMaxAgeSeconds: 10 })).toContain("accepted window");
    expect((await verify(proof, { proofMaxAgeSeconds: 11 })).expiresAt).toEqual(new Date(NOW * 1000));
    expect(await refusal(proof, { nowSeconds: NOW + 1000 })).toContain("accepted window");
    for (const proofMaxAgeSeconds of [Number.NaN, 0, -1, Number.POSITIVE_INFINITY])
      await expect(verify(proof, { proofMaxAgeSeconds })).rejects.toThrow(BetterAuthError);
  });

  it("only when its replay store takes it, which is asked last", async () => {
    const reserve = vi.fn(() => true);
    const proofJwt = await maker.prove({ jti: "once" });
    const { replayKey, expiresAt } = await verify(proofJwt, { replayStore: { reserve } });
    expect(reserve.mock.calls).toEqual([[{ key: replayKey, expiresAt, now: new Date(NOW * 1000) }]]);
    await refusal(proofJwt, { replayStore: { reserve }, method: "POST" });
    await refusal(proofJwt, { replayStore: { reserve }, expectedJkt: "other" });
    await refusal(proofJwt, { replayStore: { reserve }, accessToken: "other" });
    expect(reserve).toHaveBeenCalledTimes(1);
    expect(await refusal(proofJwt, { replayStore: { reserve: () => false } })).toContain("already been used");
    const broken = { reserve: () => Promise.reject(new Error("the store is down")) };
    await expect(verify(proofJwt, { replayStore: broken })).rejects.toThrow("the store is down");
  });
});

it("whatever comes as a proof, a method or an address is refused as a proof", async () => {
  const right = await maker.prove();
  const [header = "", claims = "", signature = ""] = right.split(".");
  const part = fc.oneof(
    fc.constantFrom(header, claims, signature, ""),
    fc.string(),
    fc.json().map((json) => Buffer.from(json).toString("base64url")),
    fc
      .record({ alg: fc.constantFrom("ES256", "none", "HS256"), typ: fc.constant("dpop+jwt"), jwk: fc.jsonValue() })
      .map((members) => Buffer.from(JSON.stringify(members)).toString("base64url")),
  );
  const proof = fc.oneof(
    fc.anything(),
    fc.string({ unit: "binary" }),
    fc
      .tuple(part, part, part)
      .map((parts) => parts.join("."))
      .filter((text) => text !== right),
  );
  const property = fc.asyncProperty(proof, fc.anything(), fc.anything(), async (proofJwt, method, url) => {
    await refusal(proofJwt as string);
    await refusal(right, { method: method as string, url: url as string });
  });
  await fc.assert(property, { numRuns: 300 });
}, 30_000);
