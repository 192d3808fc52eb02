import { expect, it } from "vitest";
import { fromBase32, toBase32 } from "./base32";
import { codeAt, stepOf, totpURI } from "./totp";

// RFC 6238, Appendix B, SHA-1.
const SECRET = "12345678901234567890";
const FORM = { digits: 8, period: 30 };

it.each([
  [59, "94287082"],
  [1111111109, "07081804"],
  [1111111111, "14050471"],
  [1234567890, "89005924"],
  [2000000000, "69279037"],
  [20000000000, "65353130"],
])("makes the code of RFC 6238 at %i s", async (seconds, code) => {
  expect(await codeAt(SECRET, Math.floor(seconds / 30), FORM)).toBe(code);
  expect(await stepOf(code, SECRET, FORM, seconds * 1000)).toBe(Math.floor(seconds / 30));
});

// RFC 4226, Appendix D.
it.each(["755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871", "520489"])(
  "makes the code of RFC 4226: %s",
  async (code) => {
    const codes = await Promise.all(
      Array.from({ length: 10 }, (_, count) => codeAt(SECRET, count, { digits: 6, period: 30 })),
    );
    expect(codes).toContain(code);
    expect(new Set(codes).size).toBe(10);
  },
);

it("takes the steps beside the present one, and no others", async () => {
  const now = 1_234_567_890_000;
  const present = Math.floor(now / 30_000);
  for (const [offset, taken] of [
    [-2, false],
    [-1, true],
    [0, true],
    [1, true],
    [2, false],
  ] as const) {
    const code = await codeAt(SECRET, present + offset, FORM);
    expect(await stepOf(code, SECRET, FORM, now)).toBe(taken ? present + offset : null);
  }
  expect(await stepOf("", SECRET, FORM, now)).toBeNull();
});

// RFC 4648 §10, without padding.
it.each([
  ["", ""],
  ["f", "MY"],
  ["fo", "MZXQ"],
  ["foo", "MZXW6"],
  ["foob", "MZXW6YQ"],
  ["fooba", "MZXW6YTB"],
  ["foobar", "MZXW6YTBOI"],
])("writes and reads base32: %j", (text, encoded) => {
  const bytes = new TextEncoder().encode(text);
  expect(toBase32(bytes)).toBe(encoded);
  expect(fromBase32(encoded)).toEqual(bytes);
  expect(fromBase32(`${encoded.toLowerCase()}==`)).toEqual(bytes);
});

it("refuses what is no base32", () => {
  expect(() => fromBase32("ABC1")).toThrow("base32");
});

it("reads secrets that were made elsewhere", async () => {
  const imported = `base32:${toBase32(new TextEncoder().encode(SECRET))}`;
  expect(await codeAt(imported, 1, FORM)).toBe(await codeAt(SECRET, 1, FORM));
});

it("writes an address that authenticator apps read", () => {
  expect(totpURI("ab", { digits: 6, period: 30 }, { issuer: "My: App/é", account: "a+b@example.com" })).toBe(
    "otpauth://totp/My%3A%20App%2F%C3%A9:a%2Bb%40example.com?secret=MFRA&issuer=My%3A%20App%2F%C3%A9&digits=6&period=30",
  );
});
