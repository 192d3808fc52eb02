import { createHmac } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createHmacKey as createNodeKey } from "../../crypto/hashing-node";
import { createHmacKey as createWebKey } from "../../crypto/hashing-web";
import { decodeCompact, encodeCompact } from "./compact";

const SECRET = "kP3vX9qLs7TzB2nWm5RdYc8HfJ4gUe6A";
const OTHER = "another secret altogether 123456";
const PAYLOAD = { session: { token: "t" }, user: { name: "Zoë 🦊" }, updatedAt: 1_894_708_800_009, version: "1" };
const END = 1_894_709_100_009;

/** The contract's recipe, written again. */
function byRecipe(payload: object, expiresAt: number, secret: string): string {
  const signature = createHmac("sha256", secret)
    .update(JSON.stringify({ ...payload, expiresAt }))
    .digest("base64url");
  return Buffer.from(JSON.stringify({ session: payload, expiresAt, signature })).toString("base64url");
}

describe.each([
  ["node:crypto", createNodeKey],
  ["WebCrypto", createWebKey],
])("the compact format with %s", (_runtime, createKey) => {
  const keys = { current: createKey(SECRET), older: [] };

  it("is the contract's, to the byte", async () => {
    expect(await encodeCompact(PAYLOAD, END, keys.current)).toBe(byRecipe(PAYLOAD, END, SECRET));
  });

  it("opens what the recipe gives, whatever is in the payload", async () => {
    const payload = fc.dictionary(fc.string(), fc.jsonValue(), { minKeys: 1 });
    await fc.assert(
      fc.asyncProperty(payload, fc.integer({ min: 0, max: 10 ** 14 }), async (made, expiresAt) => {
        const plain = JSON.parse(JSON.stringify(made));
        fc.pre(!("expiresAt" in plain));
        const opened = await decodeCompact(byRecipe(plain, expiresAt, SECRET), keys);
        expect(opened).toEqual({ payload: plain, expiresAt, isOlder: false });
      }),
      { numRuns: 100 },
    );
  });

  it("is not opened after a change of any byte", async () => {
    const value = byRecipe(PAYLOAD, END, SECRET);
    for (let at = 0; at < value.length; at++) {
      for (const put of ["A", "_", "+", "=", " ", "é"]) {
        if (value[at] === put) continue;
        expect(await decodeCompact(value.slice(0, at) + put + value.slice(at + 1), keys)).toBeNull();
      }
      expect(await decodeCompact(value.slice(0, at), keys)).toBeNull();
    }
  });

  it("is not opened after a change of any byte of what the base64url stands for", async () => {
    const text = Buffer.from(byRecipe(PAYLOAD, END, SECRET), "base64url");
    for (let at = 0; at < text.length; at++) {
      const changed = Buffer.from(text);
      changed[at] = (changed[at] as number) ^ 1;
      expect(await decodeCompact(changed.toString("base64url"), keys)).toBeNull();
    }
  });

  it("is not opened with another secret, and with an older one it says so", async () => {
    const value = byRecipe(PAYLOAD, END, OTHER);
    expect(await decodeCompact(value, keys)).toBeNull();
    expect(await decodeCompact(value, { ...keys, older: [createKey("x"), createKey(OTHER)] })).toEqual({
      payload: PAYLOAD,
      expiresAt: END,
      isOlder: true,
    });
  });

  it("never throws, whatever a client sends", async () => {
    const envelope = (text: string) => Buffer.from(text).toString("base64url");
    const hostile = [
      "",
      "=",
      "garbage",
      "\u0000",
      "%",
      envelope("{}"),
      envelope("null"),
      envelope('{"session":'),
      envelope('{"session":{"a":1},"expiresAt":1,"signature":""}'),
      envelope(`{"session":{"a":1},"expiresAt":1e9,"signature":"${"A".repeat(43)}"}`),
      envelope(`{"session":,"expiresAt":1,"signature":"${"A".repeat(43)}"}`),
      envelope(`{"expiresAt":1,"signature":"${"A".repeat(43)}"}`),
      Buffer.from([0xff, 0xfe, 0xc3]).toString("base64url"),
    ];
    for (const value of hostile) expect(await decodeCompact(value, keys)).toBeNull();
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string(), fc.base64String()), async (value) => {
        expect(await decodeCompact(value, keys)).toBeNull();
      }),
      { numRuns: 50 },
    );
  });
});

it("is opened and made without a promise where HMAC is synchronous", () => {
  const key = createNodeKey(SECRET);
  const value = encodeCompact(PAYLOAD, END, key);
  expect(value).toBeTypeOf("string");
  expect(decodeCompact(value as string, { current: key, older: [] })).toMatchObject({ payload: PAYLOAD });
});
