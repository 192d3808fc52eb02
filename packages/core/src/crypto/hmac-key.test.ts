import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { createHmacKey as createNodeKey } from "./hashing-node";
import { createHmacKey as createWebKey } from "./hashing-web";

const SECRET = "kP3vX9qLs7TzB2nWm5RdYc8HfJ4gUe6A";
const BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const OTHERS = [..."-_=~. \t\n%é", "\u0141", "🦊"];

describe.each([
  ["node:crypto", createNodeKey],
  ["WebCrypto", createWebKey],
])("a key for HMAC with %s", (_runtime, createKey) => {
  const key = createKey(SECRET);
  const bytesOf = (signature: string) => Buffer.from(signature, "base64");

  it("signs in standard base64 with padding, and knows its signature again", async () => {
    for (const value of ["", "token", "pässwörd🦊"]) {
      const signature = await key.sign(value);
      expect(signature).toBe(createHmac("sha256", SECRET).update(value).digest("base64"));
      expect(await key.verify(value, signature)).toBe(true);
      expect(await key.verify(`${value}x`, signature)).toBe(false);
    }
  });

  it("knows a signature in one spelling, though base64 has others for the same bytes (RFC 4648 §3.5)", async () => {
    let othersOfTheSameBytes = 0;
    for (let n = 0; n < 16; n++) {
      const value = `value ${n}`;
      const signature = await key.sign(value);
      for (let at = 0; at < signature.length; at++) {
        for (const put of at === 42 ? [...BASE64, ...OTHERS] : OTHERS) {
          if (put === signature[at]) continue;
          const spelled = signature.slice(0, at) + put + signature.slice(at + 1);
          if (bytesOf(spelled).equals(bytesOf(signature))) othersOfTheSameBytes++;
          expect(await key.verify(value, spelled), spelled).toBe(false);
        }
      }
      for (const spelled of [
        signature.slice(0, -1),
        `${signature}=`,
        ` ${signature.slice(0, -1)}`,
        `${signature.slice(0, 20)}\n${signature.slice(20, -1)}`,
        signature.replaceAll("+", "-").replaceAll("/", "_"),
      ]) {
        if (spelled !== signature) expect(await key.verify(value, spelled), spelled).toBe(false);
      }
    }
    expect(othersOfTheSameBytes).toBeGreaterThanOrEqual(16 * 3);
  });
});
