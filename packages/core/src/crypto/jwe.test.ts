import { createDecipheriv, createHash, createHmac, hkdfSync } from "node:crypto";
import fc from "fast-check";
import { EncryptJWT } from "jose";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { anyCharacter } from "./fixtures/any-character";
import { LEGACY, NEW, OLD, rotated } from "./fixtures/secrets";
import { symmetricDecodeJWT, symmetricEncodeJWT } from "./jwe";
import { createKeyring } from "./keyring";

const SALT = "better-auth-session";
const NOW = Date.UTC(2030, 0, 15, 12) / 1000;
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: NOW * 1000 });
});
afterEach(() => {
  vi.useRealTimers();
});

const keyOf = (secret: string, salt = SALT, bytes = 64) =>
  Buffer.from(hkdfSync("sha256", secret, salt, "BetterAuth.js Generated Encryption Key", bytes));
const thumbprint = (key: Buffer) =>
  createHash("sha256")
    .update(`{"k":"${key.toString("base64url")}","kty":"oct"}`)
    .digest("base64url");

/** Opens a token as RFC 7518 §5.2 says, without the library. */
function openByHand(token: string, key: Buffer) {
  const parts = token.split(".");
  const [header, encryptedKey, iv, ciphertext, tag] = parts.map((part) => Buffer.from(part, "base64url")) as [
    Buffer,
    Buffer,
    Buffer,
    Buffer,
    Buffer,
  ];
  const aad = Buffer.from(parts[0] as string);
  const bits = Buffer.alloc(8);
  bits.writeUInt32BE(aad.length * 8, 4);
  const mac = createHmac("sha512", key.subarray(0, 32));
  const expected = mac.update(aad).update(iv).update(ciphertext).update(bits).digest().subarray(0, 32);
  expect(tag.equals(expected)).toBe(true);
  expect(encryptedKey.length).toBe(0);
  const cipher = createDecipheriv("aes-256-cbc", key.subarray(32), iv);
  return {
    header: JSON.parse(header.toString()),
    claims: JSON.parse(Buffer.concat([cipher.update(ciphertext), cipher.final()]).toString()),
  };
}

/** A token as somebody else might make it. */
const encrypt = (header: Record<string, unknown>, claims: Record<string, unknown> = { b: 1 }, key = keyOf(OLD)) =>
  new EncryptJWT(claims).setProtectedHeader({ alg: "dir", enc: "A256CBC-HS512", ...header }).encrypt(key);

describe("encrypted tokens", () => {
  it("have the form of the contract", async () => {
    const token = await symmetricEncodeJWT({ b: 1, iat: 1, exp: 2, jti: "x" }, OLD, SALT);
    const { header, claims } = openByHand(token, keyOf(OLD));
    expect(header).toEqual({ alg: "dir", enc: "A256CBC-HS512", kid: thumbprint(keyOf(OLD)) });
    expect(claims).toEqual({
      b: 1,
      iat: NOW,
      exp: NOW + 3600,
      jti: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/),
    });
  });

  it("of the reference release are read, made with one secret or with secrets in rotation", async () => {
    const single =
      "eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2Q0JDLUhTNTEyIiwia2lkIjoiUmJmYUUzQmVNekZGTG5hVUtGM1pudk94TG9hd2ZNNUw0RmhDdTQtOXROcyJ9..KQg1c2jGmnU7q7aQ-_VYfw.AH6g3gF0HH6k_nKG9Poo-uhAMGFiTKIVyhwJBAMZPunaAC9z9yqKZs5HNX2OkG6aofwBONvIIhntCKp9N-maYar_qu3XGaZWCbi5Ip28u5DIUcvN4alP_UyOHUanrDfy54uOyLJu__JT_R85ic7PNw.tNMCn8gy2FGE4E1ViowbN7nTrFkYBpsxYZWw7z1dU6k";
    const config =
      "eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2Q0JDLUhTNTEyIiwia2lkIjoiUzJwaGxQLURqUU45QnoyUW5qX3A0bVJzaHRUMUQxN3BBcmhBM1FPbzNOYyJ9.._PbrJBMWKCiV6ntNTUu8RQ.G9ohEiwxIOlsKRGCK_0bdc3paQjRXymL7ZnwC5yEhWAyUP2roKkiCoFc0UpIdjSNAOLfvDhrRP1amnk8VyB_Bk1bitZy1usYFyrtN-fhYlrcBXETOdCXX9iv-9-GMEc3Pbr9NSY2AIVf6nW8nMP_lg.omFKAb1G_CZ02-BSD8ipbEdtMC8HbscYV1aOeIHTptQ";
    const claims = { email: "alice@example.com" };
    expect(await symmetricDecodeJWT(single, OLD, SALT)).toMatchObject(claims);
    expect(await symmetricDecodeJWT(single, rotated, SALT)).toMatchObject(claims);
    expect(await symmetricDecodeJWT(config, rotated, "better-auth-account")).toMatchObject(claims);
    expect(await symmetricDecodeJWT(config, NEW, "better-auth-account")).toMatchObject(claims);
  });

  it("give back any claims that JSON can hold", async () => {
    const claims = fc.dictionary(
      fc.string().filter((name) => !["iat", "exp", "nbf", "aud", "iss", "sub", "jti", "__proto__"].includes(name)),
      fc.jsonValue(),
    );
    const property = fc.asyncProperty(claims, async (payload) => {
      const token = await symmetricEncodeJWT(payload, OLD, SALT);
      const read = await symmetricDecodeJWT(token, OLD, SALT, { mostCharacters: Number.POSITIVE_INFINITY });
      expect(read).toMatchObject(JSON.parse(JSON.stringify(payload)));
    });
    await fc.assert(property, { numRuns: 50 });
  });

  it("are valid until they expire, with 15 seconds between clocks", async () => {
    const token = await symmetricEncodeJWT({}, OLD, SALT, 60);
    vi.setSystemTime((NOW + 74) * 1000);
    expect(await symmetricDecodeJWT(token, OLD, SALT)).not.toBeNull();
    vi.setSystemTime((NOW + 75) * 1000);
    expect(await symmetricDecodeJWT(token, OLD, SALT)).toBeNull();
  });

  it("do not open with another secret, nor for another use", async () => {
    const token = await symmetricEncodeJWT({}, OLD, SALT);
    expect(await symmetricDecodeJWT(token, NEW, SALT)).toBeNull();
    expect(await symmetricDecodeJWT(token, OLD, "better-auth-account")).toBeNull();
  });
});

describe("encrypted tokens and secrets in rotation", () => {
  it("are made with the current one, and read with every one that is listed", async () => {
    const token = await symmetricEncodeJWT({ b: 1 }, rotated, SALT);
    expect(openByHand(token, keyOf(NEW)).header.kid).toBe(thumbprint(keyOf(NEW)));
    for (const secret of [NEW, OLD, LEGACY]) {
      const one = await symmetricEncodeJWT({ b: 1 }, secret, SALT);
      expect(await symmetricDecodeJWT(one, rotated, SALT)).toMatchObject({ b: 1 });
    }
    expect(await symmetricDecodeJWT(await symmetricEncodeJWT({}, "another secret", SALT), rotated, SALT)).toBeNull();
  });

  it("that name no key are tried with each, and those that name another one with none", async () => {
    expect(await symmetricDecodeJWT(await encrypt({}), rotated, SALT)).toEqual({ b: 1 });
    expect(await symmetricDecodeJWT(await encrypt({ kid: thumbprint(keyOf(OLD)) }), rotated, SALT)).toEqual({ b: 1 });
    expect(await symmetricDecodeJWT(await encrypt({ kid: thumbprint(keyOf(NEW)) }), rotated, SALT)).toBeNull();
    expect(await symmetricDecodeJWT(await encrypt({ kid: "bogus" }), rotated, SALT)).toBeNull();
    expect(await symmetricDecodeJWT(await encrypt({ kid: null }), rotated, SALT)).toBeNull();
  });
});

describe("encrypted tokens of somebody else", () => {
  it("may be encrypted with A256GCM, and a key of its length", async () => {
    const key = keyOf(OLD, SALT, 32);
    for (const kid of [{}, { kid: thumbprint(key) }]) {
      const token = await encrypt({ enc: "A256GCM", ...kid }, { b: 1 }, key);
      expect(await symmetricDecodeJWT(token, rotated, SALT)).toEqual({ b: 1 });
      expect(await symmetricDecodeJWT(token, NEW, SALT)).toBeNull();
    }
  });

  it("pass with no other algorithm, not compressed, and without unknown extensions", async () => {
    expect(await symmetricDecodeJWT(await encrypt({}), OLD, SALT)).toEqual({ b: 1 });
    const refused = [
      await encrypt({ enc: "A128CBC-HS256" }, {}, keyOf(OLD, SALT, 32)),
      await encrypt({ enc: "A192GCM" }, {}, keyOf(OLD, SALT, 24)),
      await encrypt({ enc: "A128GCM" }, {}, keyOf(OLD, SALT, 16)),
      await encrypt({ alg: "A256KW", enc: "A256GCM" }, {}, keyOf(OLD, SALT, 32)),
      await encrypt({ alg: "A256GCMKW", enc: "A256GCM" }, {}, keyOf(OLD, SALT, 32)),
      await encrypt({ zip: "DEF" }),
    ];
    for (const token of refused) expect(await symmetricDecodeJWT(token, OLD, SALT)).toBeNull();
    for (const enc of ["__proto__", "constructor", "", null, 5]) {
      const header = Buffer.from(JSON.stringify({ alg: "dir", enc })).toString("base64url");
      expect(await symmetricDecodeJWT(`${header}....`, OLD, SALT)).toBeNull();
    }
  });

  it("are refused unread when they are too long", async () => {
    const long = await symmetricEncodeJWT({ x: "y".repeat(50_000) }, OLD, SALT);
    expect(long.length).toBeGreaterThan(65_536);
    expect(await symmetricDecodeJWT(long, OLD, SALT)).toBeNull();
    expect(await symmetricDecodeJWT(long, OLD, SALT, { mostCharacters: long.length })).not.toBeNull();
  });

  it("are null and no error, whatever a client sends", async () => {
    for (const value of ["", ".", "....", "a.b.c.d.e", undefined, null, 5, {}]) {
      expect(await symmetricDecodeJWT(value as string, rotated, SALT)).toBeNull();
    }
    const token = await symmetricEncodeJWT({ email: "a@example.com" }, OLD, SALT);
    const lastOfParts = [...token.matchAll(/.(?=\.|$)/g)].map((found) => found.index);
    const changed = fc.asyncProperty(
      fc.nat(token.length - 1),
      fc.string({ unit: anyCharacter, maxLength: 3 }),
      async (at, text) => {
        const other = token.slice(0, at) + text + token.slice(at + 1);
        fc.pre(other !== token);
        const claims = await symmetricDecodeJWT(other, rotated, SALT);
        // The last character of a part in base64url may hold bits that say nothing.
        if (claims !== null) expect(lastOfParts).toContain(at);
      },
    );
    await fc.assert(changed, { numRuns: 200 });
  });
});

it("a keyring gives the same keys, and derives each once", async () => {
  const { tokenKeyOf } = createKeyring(rotated);
  const derive = vi.spyOn(crypto.subtle, "deriveBits");
  const token = await symmetricEncodeJWT({ b: 1 }, rotated, SALT, 60, tokenKeyOf);
  for (let i = 0; i < 5; i++) {
    expect(await symmetricDecodeJWT(token, rotated, SALT, { keyOf: tokenKeyOf })).toMatchObject({ b: 1 });
  }
  expect(derive).toHaveBeenCalledTimes(1);
  expect(await symmetricDecodeJWT(token, rotated, SALT)).toMatchObject({ b: 1 });
  expect(await symmetricDecodeJWT(token, rotated, "another", { keyOf: tokenKeyOf })).toBeNull();
  derive.mockRestore();
});
