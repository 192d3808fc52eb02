// What one release signs, encrypts or hashes, the other one reads: with one secret, and with secrets in rotation.
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";

const REFERENCE = "better-auth-reference/crypto";
const OURS = "better-auth/crypto";
const OLD = "kP3vX9qLs7TzB2nWm5RdYc8HfJ4gUe6A";
const NEW = "Zr8mQ1wEt6YuI3oPa5SdFg7HjK9lXc2V";
const LEGACY = "Bn4vM7xZq1WsE9rTy2UiO6pAh3DjGk5L";
const rotated = {
  keys: new Map([
    [2, NEW],
    [1, OLD],
  ]),
  currentVersion: 2,
  legacySecret: LEGACY,
};

const modules = {};
beforeAll(async () => {
  // The reference takes seconds to import on a busy machine.
  modules[REFERENCE] = await import("better-auth-reference/crypto");
  modules[OURS] = await import("better-auth/crypto");
}, 60_000);

/** A few values, each through a property that both directions have to hold. */
const forAny = (values, property) => fc.assert(fc.asyncProperty(values, property), { numRuns: 25 });
const claims = fc.record({ email: fc.string(), nested: fc.jsonValue({ maxDepth: 2 }), count: fc.nat() });
const asJSON = (value) => JSON.parse(JSON.stringify(value));
const secrets = [
  ["one secret", OLD, OLD],
  ["secrets in rotation", rotated, rotated],
  ["one secret, then rotation with it as an older one", OLD, rotated],
  ["one secret, then rotation with it as the single one of before", LEGACY, rotated],
];

it("ours has everything that the reference has, and no more", () => {
  expect(Object.keys(modules[OURS]).sort()).toEqual(Object.keys(modules[REFERENCE]).sort());
});

describe.each([
  [REFERENCE, OURS],
  [OURS, REFERENCE],
])("made with %s, read with %s", (first, second) => {
  const makes = (name) => modules[first][name];
  const reads = (name) => modules[second][name];

  it.each(secrets)("encrypted tokens: %s", async (_name, making, reading) => {
    await forAny(claims, async (payload) => {
      const token = await makes("symmetricEncodeJWT")(payload, making, "better-auth-session", 60);
      const read = await reads("symmetricDecodeJWT")(token, reading, "better-auth-session");
      expect(read).toMatchObject(asJSON(payload));
      expect(read.exp - read.iat).toBe(60);
      expect(await reads("symmetricDecodeJWT")(token, reading, "better-auth-account")).toBeNull();
      expect(await reads("symmetricDecodeJWT")(token, "another secret", "better-auth-session")).toBeNull();
    });
  });

  it.each([
    ["one secret", OLD, OLD],
    ["secrets in rotation", rotated, rotated],
    ["one secret, then rotation with it as the single one of before", LEGACY, rotated],
  ])("encrypted text: %s", async (_name, making, reading) => {
    await forAny(fc.string(), async (data) => {
      const stored = await makes("symmetricEncrypt")({ key: making, data });
      expect(await reads("symmetricDecrypt")({ key: reading, data: stored })).toBe(data);
      await expect(reads("symmetricDecrypt")({ key: "another secret", data: stored })).rejects.toThrow();
    });
  });

  it("signed tokens", async () => {
    await forAny(claims, async (payload) => {
      const token = await makes("signJWT")(payload, OLD, 60);
      expect(await reads("verifyJWT")(token, OLD)).toMatchObject(asJSON(payload));
      expect(await reads("verifyJWT")(token, NEW)).toBeNull();
    });
    expect(await reads("verifyJWT")(await makes("signJWT")({}, OLD, -1), OLD)).toBeNull();
  });

  it("signatures and their keys", async () => {
    await forAny(fc.string(), async (value) => {
      const signature = await makes("makeSignature")(value, OLD);
      expect(signature).toBe(await reads("makeSignature")(value, OLD));
      const key = await reads("getCryptoKey")(OLD);
      const bytes = Buffer.from(signature, "base64");
      expect(await crypto.subtle.verify("HMAC", key, bytes, Buffer.from(value))).toBe(true);
    });
  });

  it("passwords", async () => {
    const hash = await makes("hashPassword")("pässwörd🐙");
    expect(await reads("verifyPassword")({ hash, password: "pässwörd🐙".normalize("NFD") })).toBe(true);
    expect(await reads("verifyPassword")({ hash, password: "another" })).toBe(false);
  });

  it("envelopes", () => {
    const property = fc.property(fc.nat(), fc.string(), (version, ciphertext) => {
      expect(reads("parseEnvelope")(makes("formatEnvelope")(version, ciphertext))).toEqual({ version, ciphertext });
    });
    fc.assert(property);
    for (const text of ["", "abc", "$ba$1", "$ba$x$ab", "$ba$-1$ab"]) expect(reads("parseEnvelope")(text)).toBeNull();
  });
});
