import { createHash } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { OAuthIdTokenConfig } from "../types";
import {
  ecKey,
  hmacToken,
  rsaKey,
  type SigningKey,
  serveKeys,
  signToken,
  unsignedToken,
} from "./fixtures/signed-tokens";
import { verifyIdToken } from "./verify-id-token";

const NOW = Date.UTC(2030, 0, 15, 12) / 1000;
const KEY = rsaKey("key-1");
const OTHER = rsaKey("key-1");
const ELLIPTIC = ecKey("key-2");
const ISSUER = "https://id.example.com";
const claims = { iss: ISSUER, aud: "client", sub: "sub-1", iat: NOW - 10, exp: NOW + 3600, email: "a@example.com" };
const config: OAuthIdTokenConfig = { jwks: "https://id.example.com/jwks", issuer: ISSUER, audience: "client" };

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: NOW * 1000 });
  serveKeys(KEY, ELLIPTIC);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const good = (more: Record<string, unknown> = {}, header?: Record<string, unknown>) =>
  signToken(KEY, { ...claims, ...more }, header);
const check = (token: string, more: Partial<OAuthIdTokenConfig> = {}, nonce?: string) =>
  verifyIdToken({ ...config, ...more }, token, nonce);
async function reason(...given: Parameters<typeof check>) {
  const checked = await check(...given);
  return checked.status === "refused" ? checked.reason : checked.status;
}

describe("an ID token", () => {
  it("that is right gives its claims", async () => {
    expect(await check(good())).toEqual({ status: "valid", claims });
  });

  it("may be of any algorithm that the provider's configuration lists", async () => {
    const token = signToken(ELLIPTIC, claims);
    expect(await reason(token)).toBe("algorithm");
    expect(await reason(token, { algorithms: ["RS256", "ES256"] })).toBe("valid");
    expect(await reason(good(), { algorithms: ["ES256"] })).toBe("algorithm");
  });

  it.each([
    ["no JWT", "garbage", "malformed"],
    ["empty", "", "malformed"],
    ["of three parts that are none", "a.b.c", "malformed"],
    ["too long", `${good()}${"A".repeat(20_000)}`, "malformed"],
  ])("is refused that is %s", async (_, token, expected) => {
    expect(await reason(token)).toBe(expected);
  });

  it("is refused that is no text at all", async () => {
    for (const token of [undefined, null, 5, {}]) expect(await reason(token as never)).toBe("malformed");
  });

  it("is asked no key for when its algorithm is not listed", async () => {
    const served = serveKeys(KEY);
    await reason(unsignedToken(claims));
    await reason("garbage");
    expect(served.asked).toEqual([]);
  });
});

describe("a forged token is refused (advisory 106)", () => {
  const pem = KEY.publicKey.export({ type: "spki", format: "pem" });
  const der = KEY.publicKey.export({ type: "spki", format: "der" });
  const everything = { algorithms: ["none", "HS256", "RS256", "ES256"] };

  it.each([
    ["with no signature", () => unsignedToken(claims)],
    ["with no signature and a known key", () => unsignedToken(claims, { alg: "none", kid: "key-1" })],
    ["with no signature, but the algorithm of one", () => unsignedToken(claims, { alg: "RS256", kid: "key-1" })],
    [
      "signed with the public key as a shared secret",
      () => hmacToken(pem as string, claims, { alg: "HS256", kid: "key-1" }),
    ],
    ["the same with the key in binary", () => hmacToken(der, claims, { alg: "HS256", kid: "key-1" })],
    ["the same as if it were RSA", () => hmacToken(pem as string, claims, { alg: "RS256", kid: "key-1" })],
    ["signed with another key of the same name", () => signToken(OTHER, claims)],
    ["that says that its key is of another algorithm", () => signToken(ELLIPTIC, claims, { alg: "RS256" })],
    ["that names the key of another algorithm", () => signToken(KEY, claims, { kid: "key-2" })],
    [
      "whose claims were changed",
      () => good().replace(/\.[^.]+\./, `.${btoa(JSON.stringify({ ...claims, sub: "2" }))}.`),
    ],
  ])("%s", async (_, forge) => {
    expect(await reason(forge())).not.toBe("valid");
    expect(await reason(forge(), everything)).not.toBe("valid");
  });

  it("also where the configuration lists algorithms that anybody can sign with", async () => {
    expect(await reason(unsignedToken(claims), { algorithms: ["none"] })).toBe("algorithm");
    const secret = Buffer.alloc(32, 7);
    const shared = { algorithms: ["HS256"], jwks: async () => new Uint8Array(secret) };
    expect(await reason(hmacToken(secret, claims, { alg: "HS256" }), shared)).toBe("algorithm");
    expect(
      await reason(hmacToken("", claims, { alg: "HS256" }), { ...shared, jwks: async () => new Uint8Array() }),
    ).toBe("algorithm");
  });

  it.each([
    ["jwk", () => ({ jwk: OTHER.jwk })],
    ["jku", () => ({ jku: "https://evil.example/jwks" })],
    ["x5u", () => ({ x5u: "https://evil.example/x5u" })],
    ["x5c", () => ({ x5c: [OTHER.publicKey.export({ type: "spki", format: "der" }).toString("base64")] })],
  ])("which brings its own key as %s; nothing but the provider is asked", async (_, header) => {
    const served = serveKeys(KEY);
    expect(await reason(signToken(OTHER, claims, header()))).toBe("signature");
    expect(await reason(signToken(OTHER, claims, { ...header(), kid: "theirs" }))).toBe("unknown-key");
    expect(new Set(served.asked)).toEqual(new Set([config.jwks]));
    // The header alone is nothing against a token that the provider signed.
    expect(await reason(good({}, header()))).toBe("valid");
  });

  it.each([
    [{ crit: ["exp"], exp: 1 }],
    [{ crit: ["b64"], b64: true }],
    [{ crit: ["b64"], b64: false }],
    [{ crit: ["x"], x: 1 }],
    [{ crit: [] }],
    [{ crit: "b64" }],
  ])("which asks to be understood in a way of its own: %j", async (header) => {
    expect(await reason(good({}, header))).not.toBe("valid");
  });

  it.each(["at+jwt", "application/at+jwt", "logout+jwt", "dpop+jwt", "secevent+JWT"])(
    "of another kind: %s",
    async (typ) => {
      expect(await reason(good({}, { typ }))).toBe("type");
    },
  );

  it("but none that says it is a JWT", async () => {
    for (const typ of ["JWT", "jwt"]) expect(await reason(good({}, { typ }))).toBe("valid");
  });
});

describe("claims", () => {
  it.each<[string, Record<string, unknown>, string]>([
    ["another issuer", { iss: "https://evil.example" }, "issuer"],
    ["an issuer that begins alike", { iss: `${ISSUER}/` }, "issuer"],
    ["no issuer", { iss: undefined }, "missing-claim"],
    ["another audience", { aud: "somebody" }, "audience"],
    ["no audience", { aud: undefined }, "missing-claim"],
    ["audiences without ours", { aud: ["a", "b"] }, "audience"],
    ["an audience besides ours that we do not know", { aud: ["client", "evil"] }, "audience"],
    ["another one that it was issued to", { aud: ["client", "evil"], azp: "evil" }, "audience"],
    ["no subject", { sub: undefined }, "missing-claim"],
    ["no end", { exp: undefined }, "missing-claim"],
    ["no beginning", { iat: undefined }, "missing-claim"],
    ["an end ten seconds ago", { exp: NOW - 10 }, "expired"],
    ["an end that is now", { exp: NOW }, "expired"],
    ["an end long ago", { exp: NOW - 5000 }, "expired"],
    ["a text as end", { exp: String(NOW + 60) }, "claims"],
    ["a beginning in the future", { iat: NOW + 120 }, "not-yet-valid"],
    ["a time before which it is not valid", { nbf: NOW + 120 }, "not-yet-valid"],
  ])("with %s are refused", async (_, more, expected) => {
    expect(await reason(good(more))).toBe(expected);
  });

  it.each<[string, Record<string, unknown>]>([
    ["an end in a second", { exp: NOW + 1 }],
    ["a beginning by a clock that is half a minute ahead", { iat: NOW + 30, nbf: NOW + 30 }],
    ["our audience in a list", { aud: ["client"] }],
    ["several audiences, issued to us", { aud: ["account", "client"], azp: "client" }],
    ["one audience, issued to an application of ours", { azp: "application" }],
    ["a nonce that nobody asked for", { nonce: "n" }],
  ])("with %s are taken", async (_, more) => {
    expect(await reason(good(more))).toBe("valid");
  });

  it("may have one of several issuers and audiences", async () => {
    const several = { issuer: ["x", ISSUER], audience: ["web", "client"] };
    expect(await reason(good(), several)).toBe("valid");
    expect(await reason(good({ aud: ["web", "client"] }), several)).toBe("valid");
    expect(await reason(good({ iss: "y" }), several)).toBe("issuer");
    expect(await reason(good({ aud: "x" }), several)).toBe("audience");
    expect(await reason(good(), { audience: [] })).toBe("audience");
  });

  it("are not too old where that is said", async () => {
    expect(await reason(good({ iat: NOW - 4000 }))).toBe("valid");
    expect(await reason(good({ iat: NOW - 4000 }), { maxTokenAge: "1h" })).toBe("too-old");
    expect(await reason(good({ iat: NOW - 3500 }), { maxTokenAge: "1h" })).toBe("valid");
    expect(await reason(good({ iat: NOW + 120 }), { maxTokenAge: "1h" })).toBe("not-yet-valid");
  });

  it("are asked about last", async () => {
    const verifyClaims = vi.fn((given: Record<string, unknown>) => given.email === "a@example.com");
    expect(await reason(good(), { verifyClaims })).toBe("valid");
    expect(await reason(good({ email: "b@example.com" }), { verifyClaims })).toBe("claims");
    verifyClaims.mockClear();
    await reason(signToken(OTHER, claims), { verifyClaims });
    await reason(good({ exp: NOW - 1 }), { verifyClaims });
    await reason(good(), { verifyClaims }, "nonce");
    expect(verifyClaims).not.toHaveBeenCalled();
    const failure = new Error("no database");
    const failing = () => Promise.reject(failure);
    expect(await check(good(), { verifyClaims: failing })).toEqual({
      status: "refused",
      reason: "claims",
      cause: failure,
    });
    expect(await reason(good(), { verifyClaims: (() => "yes") as never })).toBe("claims");
  });

  it("bring no prototype along", async () => {
    const token = signToken(KEY, JSON.parse(`{"__proto__":{"admin":true},${JSON.stringify(claims).slice(1)}`));
    const checked = await check(token);
    expect(checked.status).toBe("valid");
    expect((Object.assign({}, (checked as { claims: object }).claims) as { admin?: boolean }).admin).toBeUndefined();
  });
});

describe("a nonce", () => {
  const sha256 = createHash("sha256").update("the-nonce").digest("hex");

  it.each<[string | undefined, OAuthIdTokenConfig["nonceComparison"], string]>([
    ["the-nonce", undefined, "valid"],
    ["the-nonce", "exact-or-sha256", "valid"],
    ["The-nonce", undefined, "nonce"],
    ["the-nonc", undefined, "nonce"],
    [undefined, undefined, "nonce"],
    ["", "exact-or-sha256", "nonce"],
    [sha256, undefined, "nonce"],
    [sha256, "exact-or-sha256", "valid"],
    [sha256.replace(/^./, "x"), "exact-or-sha256", "nonce"],
  ])("that comes back as %s, compared %s: %s", async (nonce, nonceComparison, expected) => {
    expect(await reason(good({ nonce }), { nonceComparison }, "the-nonce")).toBe(expected);
  });

  it("that is no text is none", async () => {
    for (const nonce of [1, true, ["the-nonce"], null])
      expect(await reason(good({ nonce }), {}, "the-nonce")).toBe("nonce");
    expect(await reason(good({ nonce: "" }), {}, "")).toBe("nonce");
  });
});

describe("what is no JWT", () => {
  it("is an access token only where the provider has such", async () => {
    expect(await reason("EAAopaque", { allowOpaqueToken: true })).toBe("opaque");
    expect(await reason("EAAopaque")).toBe("malformed");
    // Two dots make a JWT of it, which has to be right.
    expect(await reason("a.b.c", { allowOpaqueToken: true })).toBe("malformed");
    expect(await reason(signToken(OTHER, claims), { allowOpaqueToken: true })).toBe("signature");
  });
});

describe("keys that a function gives", () => {
  const kinds: Record<string, (key: SigningKey) => unknown> = {
    "a key of Node": ({ publicKey }) => publicKey,
    "a key as JSON": ({ jwk }) => jwk,
    "a set of keys": ({ jwk }) => ({ keys: [rsaKey("else").jwk, jwk] }),
  };

  it.each(Object.keys(kinds))("may be %s", async (kind) => {
    const jwks = vi.fn(async () => kinds[kind]?.(KEY));
    expect(await reason(good(), { jwks })).toBe("valid");
    expect(jwks.mock.lastCall).toEqual([{ kid: "key-1", alg: "RS256" }]);
    expect(await reason(signToken(OTHER, claims), { jwks })).toBe("signature");
  });

  it("are refused that are no keys, do not fit, or cannot be had", async () => {
    for (const given of [
      undefined,
      null,
      "key",
      5,
      {},
      { keys: "none" },
      { keys: [] },
      ELLIPTIC.publicKey,
      new Uint8Array(32),
    ]) {
      expect(await check(good(), { jwks: async () => given })).toMatchObject({ status: "refused" });
    }
    expect(await check(good(), { jwks: () => Promise.reject(new Error("no")) })).toMatchObject({ status: "refused" });
  });
});
