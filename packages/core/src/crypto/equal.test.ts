import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { constantTimeEqual } from "./equal";
import { anyCharacter } from "./fixtures/any-character";

describe("constant-time comparison (advisory 48)", () => {
  it("says whether two secrets are one", () => {
    expect(constantTimeEqual("abc", "abc")).toBe(true);
    for (const other of ["abd", "bbc", "ab", "abcd", "", "abc\0", "\0abc"]) {
      expect(constantTimeEqual("abc", other)).toBe(false);
      expect(constantTimeEqual(other, "abc")).toBe(false);
    }
    expect(constantTimeEqual("", "")).toBe(true);
    expect(constantTimeEqual("a", "a\0")).toBe(false);
  });

  it("takes text and bytes", () => {
    const bytes = new TextEncoder().encode("é");
    expect(constantTimeEqual("é", bytes)).toBe(true);
    expect(constantTimeEqual(bytes, bytes.buffer)).toBe(true);
    expect(constantTimeEqual(new Uint8Array([1, 2]), new Uint8Array([1, 3]))).toBe(false);
  });

  it("agrees with equality for any two texts", () => {
    const pair = fc.oneof(
      fc.tuple(fc.string({ unit: anyCharacter }), fc.string({ unit: anyCharacter })),
      fc.string({ unit: anyCharacter }).map((text): [string, string] => [text, text]),
    );
    fc.assert(fc.property(pair, ([a, b]) => constantTimeEqual(a, b) === (a === b)));
  });

  it("looks at every byte, wherever the first difference is", () => {
    const read: number[] = [];
    const watched = (bytes: number[]) =>
      new Proxy(new Uint8Array(bytes), {
        get(target, name) {
          if (typeof name === "string" && /^\d+$/.test(name)) read.push(Number(name));
          return Reflect.get(target, name, target);
        },
      });
    for (const [first, last] of [
      [9, 0],
      [0, 9],
      [0, 0],
    ] as const) {
      read.length = 0;
      constantTimeEqual(watched([first, 2, 3, last]), new Uint8Array([0, 2, 3, 0]));
      expect(read).toEqual([0, 1, 2, 3]);
    }
  });
});
