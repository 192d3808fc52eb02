import { createDecipheriv, createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatEnvelope, parseEnvelope } from "./envelope";
import { anyCharacter } from "./fixtures/any-character";
import { LEGACY, NEW, OLD, rotated } from "./fixtures/secrets";
import { symmetricDecrypt, symmetricEncrypt } from "./symmetric";

const TEXT = "pässwörd🐙";
const { legacySecret: _, ...withoutLegacy } = rotated;

/** HChaCha20 (draft-irtf-cfrg-xchacha §2.2), written for these tests. */
function hchacha20(key: Buffer, nonce: Buffer): Buffer {
  const state = new Uint32Array(16);
  state.set([0x61707865, 0x3320646e, 0x79622d32, 0x6b206574]);
  for (let i = 0; i < 8; i++) state[4 + i] = key.readUInt32LE(4 * i);
  for (let i = 0; i < 4; i++) state[12 + i] = nonce.readUInt32LE(4 * i);
  const at = (i: number) => state[i] as number;
  const mix = (to: number, from: number, into: number, bits: number) => {
    state[to] = at(to) + at(from);
    const mixed = at(into) ^ at(to);
    state[into] = (mixed << bits) | (mixed >>> (32 - bits));
  };
  const quarter = (a: number, b: number, c: number, d: number) => {
    mix(a, b, d, 16);
    mix(c, d, b, 12);
    mix(a, b, d, 8);
    mix(c, d, b, 7);
  };
  for (let round = 0; round < 10; round++) {
    for (let i = 0; i < 4; i++) quarter(i, 4 + i, 8 + i, 12 + i);
    for (let i = 0; i < 4; i++) quarter(i, 4 + ((i + 1) % 4), 8 + ((i + 2) % 4), 12 + ((i + 3) % 4));
  }
  const key2 = Buffer.alloc(32);
  [0, 1, 2, 3, 12, 13, 14, 15].forEach((from, to) => {
    key2.writeUInt32LE(at(from), 4 * to);
  });
  return key2;
}

/** Opens XChaCha20-Poly1305 with OpenSSL's ChaCha20-Poly1305 (draft-irtf-cfrg-xchacha §2.3). */
function openByHand(hex: string, secret: string): string {
  const bytes = Buffer.from(hex, "hex");
  const key = hchacha20(createHash("sha256").update(secret).digest(), bytes.subarray(0, 16));
  const nonce = Buffer.concat([Buffer.alloc(4), bytes.subarray(16, 24)]);
  const cipher = createDecipheriv("chacha20-poly1305", key, nonce, { authTagLength: 16 });
  cipher.setAuthTag(bytes.subarray(-16));
  return Buffer.concat([cipher.update(bytes.subarray(24, -16)), cipher.final()]).toString();
}

describe("encryption", () => {
  it("has the form of the contract", async () => {
    expect(
      hchacha20(
        Buffer.from("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f", "hex"),
        Buffer.from("000000090000004a0000000031415927", "hex"),
      ).toString("hex"),
      "the draft's own vector, so that the hand is right",
    ).toBe("82413b4227b27bfed30e42508a877d73a0f9e4d58a74a853c12ec41326d3ecdc");

    const data = await symmetricEncrypt({ key: OLD, data: TEXT });
    expect(data).toMatch(/^([0-9a-f]{2}){54}$/);
    expect(openByHand(data, OLD)).toBe(TEXT);
    expect(await symmetricEncrypt({ key: OLD, data: TEXT })).not.toBe(data);

    const inEnvelope = await symmetricEncrypt({ key: rotated, data: TEXT });
    expect(inEnvelope).toMatch(/^\$ba\$2\$([0-9a-f]{2}){54}$/);
    expect(openByHand(inEnvelope.slice("$ba$2$".length), NEW)).toBe(TEXT);
  });

  it("reads what the reference release stored", async () => {
    const bare =
      "c374205c7fd7a5a694dfe224067e2da104cc6403869f50137827397908d00b21b3268924ef16389779a883403a8febbd09a3ad80b78c";
    const inEnvelope =
      "$ba$2$3e58aa87f80a3a40d55e589e7cc383acbc5948580852ccc651eac91185cae266eba7ccbad3453790ce81900a7aded50063ecf12ddae0";
    expect(await symmetricDecrypt({ key: LEGACY, data: bare })).toBe(TEXT);
    expect(await symmetricDecrypt({ key: rotated, data: bare })).toBe(TEXT);
    expect(await symmetricDecrypt({ key: LEGACY, data: bare.toUpperCase() })).toBe(TEXT);
    expect(await symmetricDecrypt({ key: rotated, data: inEnvelope })).toBe(TEXT);
  });

  it("gives back any text", async () => {
    const property = fc.asyncProperty(
      fc.string({ unit: anyCharacter }),
      fc.constantFrom(OLD, rotated, withoutLegacy),
      async (data, key) => {
        expect(await symmetricDecrypt({ key, data: await symmetricEncrypt({ key, data }) })).toBe(data);
      },
    );
    await fc.assert(property, { numRuns: 100 });
    // A byte order mark is text like any other.
    const data = await symmetricEncrypt({ key: OLD, data: "\uFEFFx" });
    expect(await symmetricDecrypt({ key: OLD, data })).toBe("\uFEFFx");
  });

  it("gives nothing away to another secret, and nothing that was changed", async () => {
    const data = await symmetricEncrypt({ key: OLD, data: TEXT });
    await expect(symmetricDecrypt({ key: NEW, data })).rejects.toThrow("with another secret");
    for (const at of [0, 24, 47, 48, 80, data.length - 1]) {
      const changed = data.slice(0, at) + (data[at] === "0" ? "1" : "0") + data.slice(at + 1);
      await expect(symmetricDecrypt({ key: OLD, data: changed })).rejects.toThrow("was changed");
    }
  });

  it("says what was expected of anything else, and not what it got", async () => {
    const nonsense = ["", "zz", "abc", "plain token", "00".repeat(39), "$ba$2$", "$ba$2$zz", "$ba$x$00"];
    for (const data of nonsense) {
      await expect(symmetricDecrypt({ key: rotated, data })).rejects.toThrow(/expected hex of a nonce[^$]*$/);
    }
    for (const data of [undefined, null, 5, {}]) {
      await expect(symmetricDecrypt({ key: OLD, data: data as unknown as string })).rejects.toThrow(
        "expected encrypted",
      );
    }
  });
});

describe("encryption and secrets in rotation", () => {
  it("opens an envelope with the secret of its version only", async () => {
    const old = { ...rotated, currentVersion: 1 };
    const data = await symmetricEncrypt({ key: old, data: TEXT });
    expect(data).toMatch(/^\$ba\$1\$/);
    expect(await symmetricDecrypt({ key: rotated, data })).toBe(TEXT);
    await expect(symmetricDecrypt({ key: rotated, data: data.replace("$1$", "$2$") })).rejects.toThrow("was changed");
    await expect(symmetricDecrypt({ key: rotated, data: data.replace("$1$", "$9$") })).rejects.toThrow(
      "the secret of version 9 is not listed",
    );
  });

  it("reads bare hex of every secret that is listed, so that rotation loses nothing", async () => {
    for (const secret of [LEGACY, OLD, NEW]) {
      const data = await symmetricEncrypt({ key: secret, data: TEXT });
      expect(await symmetricDecrypt({ key: rotated, data })).toBe(TEXT);
    }
    const data = await symmetricEncrypt({ key: LEGACY, data: TEXT });
    await expect(symmetricDecrypt({ key: withoutLegacy, data })).rejects.toThrow("with another secret");
  });

  it("reads an envelope after a return to a single secret", async () => {
    const data = await symmetricEncrypt({ key: rotated, data: TEXT });
    expect(await symmetricDecrypt({ key: NEW, data })).toBe(TEXT);
    await expect(symmetricDecrypt({ key: OLD, data })).rejects.toThrow("with another secret");
  });

  it("writes nothing that could not be read again", async () => {
    await expect(symmetricEncrypt({ key: { ...rotated, currentVersion: 7 }, data: TEXT })).rejects.toThrow(
      "expected a secret of the current version 7",
    );
  });
});

describe("envelopes", () => {
  it("hold a version and a ciphertext", () => {
    expect(formatEnvelope(2, "abcd")).toBe("$ba$2$abcd");
    const property = fc.property(fc.nat(), fc.string(), (version, ciphertext) => {
      expect(parseEnvelope(formatEnvelope(version, ciphertext))).toEqual({ version, ciphertext });
    });
    fc.assert(property);
  });

  it("are nothing else", () => {
    for (const text of [
      "",
      "abcd",
      "$ba$",
      "$ba$1",
      "$ba$x$ab",
      "$ba$-1$ab",
      "$ba$1.5$ab",
      "$ba$1e3$ab",
      "$ba$ 1$ab",
    ]) {
      expect(parseEnvelope(text)).toBeNull();
    }
    expect(parseEnvelope("x$ba$1$ab")).toBeNull();
    expect(parseEnvelope(`$ba$${"9".repeat(20)}$ab`)).toBeNull();
  });
});
