import { createECDH, generateKeyPairSync } from "node:crypto";
import { isoCBOR } from "@simplewebauthn/server/helpers";
import { expect, it } from "vitest";
import { isUsableKey } from "./public-key";

const bytes = (text = "") => new Uint8Array(Buffer.from(text, "base64url"));
const cose = (...members: [number, number | Uint8Array<ArrayBuffer>][]) => isoCBOR.encode(new Map(members));

const ec = generateKeyPairSync("ec", { namedCurve: "P-256" }).publicKey.export({ format: "jwk" });
const okp = generateKeyPairSync("ed25519").publicKey.export({ format: "jwk" });
const rsa = (modulusLength: number) => {
  const { n, e } = generateKeyPairSync("rsa", { modulusLength }).publicKey.export({ format: "jwk" });
  return cose([1, 3], [3, -257], [-1, bytes(n)], [-2, bytes(e)]);
};

it("takes keys of the algorithms that are offered", async () => {
  expect(await isUsableKey(cose([1, 2], [3, -7], [-1, 1], [-2, bytes(ec.x)], [-3, bytes(ec.y)]))).toBe(true);
  expect(await isUsableKey(cose([1, 1], [3, -8], [-1, 6], [-2, bytes(okp.x)]))).toBe(true);
  expect(await isUsableKey(rsa(2048))).toBe(true);
});

it("refuses what could check nothing", async () => {
  const p384 = createECDH("secp384r1").generateKeys();
  const keys = [
    new Uint8Array(),
    bytes("AAAA"),
    isoCBOR.encode("text"),
    cose([1, 2], [3, -7], [-1, 1], [-2, bytes(ec.x)], [-3, bytes(ec.y).slice(1)]),
    cose([1, 2], [3, -7], [-1, 1], [-2, bytes(ec.x)], [-3, bytes(ec.x)]),
    cose([1, 2], [3, -7], [-1, 1], [-2, new Uint8Array(p384.subarray(1, 49))], [-3, new Uint8Array(p384.subarray(49))]),
    cose([1, 2], [3, -7], [-1, 1]),
    cose([1, 1], [3, -8], [-1, 6], [-2, bytes(okp.x).slice(1)]),
    cose([1, 3], [3, -257]),
    cose([1, 3], [3, -257], [-1, new Uint8Array(1025).fill(255)], [-2, bytes("AQAB")]),
    rsa(1024),
    cose([1, 7], [3, -48]),
  ];
  for (const key of keys) expect(await isUsableKey(key)).toBe(false);
});
