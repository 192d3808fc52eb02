import { createHmac } from "node:crypto";
import fc from "fast-check";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { utf8 } from "./encoding";
import { anyCharacter } from "./fixtures/any-character";
import { LEGACY, NEW, OLD, rotated } from "./fixtures/secrets";
import { openJWT, signJWT, verifyJWT, verifyJWTWithAny } from "./jwt";

const NOW = Date.UTC(2030, 0, 15, 12) / 1000;
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: NOW * 1000 });
});
afterEach(() => {
  vi.useRealTimers();
});

/** A token put together by hand. */
function token(header: unknown, payload: unknown, secret = OLD, hash = "sha256"): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const input = `${part(header)}.${part(payload)}`;
  return `${input}.${createHmac(hash, secret).update(input).digest("base64url")}`;
}
const HEADER = { alg: "HS256" };

describe("signed tokens", () => {
  it("have the form of the contract", async () => {
    expect(await signJWT({ email: "a@example.com", exp: 5, iat: 4 }, OLD)).toBe(
      token(HEADER, { email: "a@example.com", exp: NOW + 3600, iat: NOW }),
    );
    expect(await signJWT({ b: 1 }, OLD, 60)).toBe(token(HEADER, { b: 1, iat: NOW, exp: NOW + 60 }));
  });

  it("of the reference release are read", async () => {
    const theirs =
      "eyJhbGciOiJIUzI1NiJ9.eyJlbWFpbCI6ImFsaWNlQGV4YW1wbGUuY29tIiwiaWF0IjoxNzk1NjMzMDk5LCJleHAiOjMzNzI0MzMwOTl9.n6PejlNyP9w6tBlAJWHiJG0hluvm9L407K77laHQ8g8";
    expect(await verifyJWT(theirs, OLD)).toEqual({
      email: "alice@example.com",
      iat: 1795633099,
      exp: 3372433099,
    });
  });

  it("give back any claims that JSON can hold", async () => {
    const claims = fc.dictionary(
      fc.string().filter((name) => !["iat", "exp", "nbf", "aud", "iss", "sub", "jti", "__proto__"].includes(name)),
      fc.jsonValue(),
    );
    const property = fc.asyncProperty(claims, async (payload) => {
      const signed = await signJWT(payload, OLD);
      expect(await verifyJWT(signed, OLD, Number.POSITIVE_INFINITY)).toEqual({
        ...JSON.parse(JSON.stringify(payload)),
        iat: NOW,
        exp: NOW + 3600,
      });
    });
    await fc.assert(property, { numRuns: 50 });
  });

  it("are valid until they expire, to the second", async () => {
    const signed = await signJWT({}, OLD, 60);
    vi.setSystemTime((NOW + 59) * 1000);
    expect(await verifyJWT(signed, OLD)).not.toBeNull();
    vi.setSystemTime((NOW + 60) * 1000);
    expect(await verifyJWT(signed, OLD)).toBeNull();
  });

  it("are not valid before their time", async () => {
    expect(await verifyJWT(token(HEADER, { nbf: NOW + 60 }), OLD)).toBeNull();
    expect(await verifyJWT(token(HEADER, { nbf: NOW }), OLD)).not.toBeNull();
  });

  it("say nothing to another secret", async () => {
    expect(await verifyJWT(await signJWT({}, OLD), NEW)).toBeNull();
  });
});

describe("forged tokens", () => {
  it("pass with no other algorithm than ours, whatever the key would allow", async () => {
    expect(await verifyJWT(token(HEADER, { b: 1 }), OLD)).toEqual({ b: 1 });
    const long = "k".repeat(64);
    expect(await verifyJWT(token({ alg: "HS384" }, {}, long, "sha384"), long)).toBeNull();
    expect(await verifyJWT(token({ alg: "HS512" }, {}, long, "sha512"), long)).toBeNull();
    for (const alg of ["none", "None", "NONE", "hs256", "", null, 1, undefined]) {
      const [header, payload, signature] = token({ alg }, {}).split(".");
      expect(await verifyJWT(`${header}.${payload}.${signature}`, OLD)).toBeNull();
      expect(await verifyJWT(`${header}.${payload}.`, OLD)).toBeNull();
    }
  });

  it("do not pass with a public key as secret", async () => {
    const { publicKey, privateKey } = await generateKeyPair("RS256");
    const signed = await new SignJWT({}).setProtectedHeader({ alg: "RS256" }).sign(privateKey);
    expect(await verifyJWT(signed, JSON.stringify(await exportJWK(publicKey)))).toBeNull();
  });

  it("do not pass with extensions that we do not know (RFC 7515 §4.1.11)", async () => {
    expect(await verifyJWT(token({ ...HEADER, crit: ["x"], x: 1 }, {}), OLD)).toBeNull();
    expect(await verifyJWT(token({ ...HEADER, crit: ["b64"], b64: false }, {}), OLD)).toBeNull();
  });

  it("keep their typ to themselves", async () => {
    expect(await verifyJWT(token({ ...HEADER, typ: "anything" }, { b: 1 }), OLD)).toEqual({ b: 1 });
  });

  it("are refused unread when they are longer than a client has reason to send", async () => {
    const fits = await signJWT({ x: "y".repeat(6000) }, OLD);
    const long = await signJWT({ x: "y".repeat(6200) }, OLD);
    expect(fits.length).toBeLessThan(8192);
    expect(long.length).toBeGreaterThan(8192);
    expect(await verifyJWT(fits, OLD)).not.toBeNull();
    expect(await verifyJWT(long, OLD)).toBeNull();
    expect(await verifyJWT(long, OLD, 10_000)).not.toBeNull();
  });

  it("are null and no error, whatever a client sends", async () => {
    for (const value of ["", ".", "..", "a.b.c", "....", undefined, null, 5, {}, []]) {
      expect(await verifyJWT(value as string, OLD)).toBeNull();
    }
    for (const payload of [null, 5, "text", [], { exp: "soon" }, { nbf: {} }, { iat: [] }]) {
      expect(await verifyJWT(token(HEADER, payload), OLD)).toBeNull();
    }
    const signed = await signJWT({ email: "a@example.com" }, OLD);
    const changed = fc.asyncProperty(
      fc.nat(signed.length - 1),
      fc.string({ unit: anyCharacter, maxLength: 3 }),
      async (at, text) => {
        const other = signed.slice(0, at) + text + signed.slice(at + 1);
        fc.pre(other !== signed);
        const claims = await verifyJWT(other, OLD);
        // The last character of base64url holds bits that say nothing.
        if (claims !== null) expect(at).toBe(signed.length - 1);
      },
    );
    await fc.assert(changed, { numRuns: 200 });
  });
});

describe("tokens and secrets in rotation", () => {
  it("are signed with the current one, and read with every one that is listed", async () => {
    const current = await signJWT({ b: 1 }, rotated);
    expect(await verifyJWT(current, NEW)).toMatchObject({ b: 1 });
    for (const secret of [NEW, OLD, LEGACY]) {
      expect(await verifyJWTWithAny(await signJWT({ b: 1 }, secret), rotated)).toMatchObject({ b: 1 });
    }
    expect(await verifyJWTWithAny(await signJWT({ b: 1 }, "another secret"), rotated)).toBeNull();
    expect(await verifyJWTWithAny(current, NEW)).toMatchObject({ b: 1 });
    expect(await verifyJWTWithAny(current, OLD)).toBeNull();
  });

  it("expire all the same", async () => {
    expect(await verifyJWTWithAny(await signJWT({}, OLD, 0), rotated)).toBeNull();
  });

  it("are told apart when they are only too old: with a secret that is listed, and no other", async () => {
    expect(await openJWT(await signJWT({ b: 1 }, OLD), rotated)).toMatchObject({ status: "valid", claims: { b: 1 } });
    for (const secret of [NEW, OLD, LEGACY]) {
      expect(await openJWT(await signJWT({}, secret, 0), rotated)).toEqual({ status: "expired" });
    }
    expect(await openJWT(await signJWT({}, "another secret", 0), rotated)).toEqual({ status: "invalid" });
    expect(await openJWT(token({ alg: "HS384" }, { exp: NOW - 1 }, OLD, "sha384"), rotated)).toEqual({
      status: "invalid",
    });
  });
});

it("the key is the text of the secret in UTF-8", async () => {
  const signed = await new SignJWT({ b: 1 }).setProtectedHeader({ alg: "HS256" }).sign(utf8("sécret🐙"));
  expect(await verifyJWT(signed, "sécret🐙")).toEqual({ b: 1 });
});
