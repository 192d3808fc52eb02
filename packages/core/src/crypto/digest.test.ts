import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, it } from "vitest";
import { sha256Base64url } from "./digest";
import { toBase64url } from "./encoding";
import { anyCharacter } from "./fixtures/any-character";
import { sha256 as onNode } from "./hashing-node";
import { sha256 as onTheWeb } from "./hashing-web";

it("a digest is SHA-256 in base64url without padding", () => {
  expect(sha256Base64url("reset-password:abc")).toMatch(/^[\w-]{43}$/);
  const property = fc.property(fc.string({ unit: anyCharacter }), (text) => {
    // On this runtime at once, not as a promise.
    expect(sha256Base64url(text)).toBe(createHash("sha256").update(text).digest("base64url"));
  });
  fc.assert(property);
});

it("every runtime makes the same", async () => {
  for (const text of ["", "abc", "pässwörd🐙", "x".repeat(10_000)]) {
    expect(toBase64url(await onTheWeb(text))).toBe(toBase64url(onNode(text)));
  }
});
