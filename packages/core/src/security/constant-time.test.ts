import { describe, expect, it, vi } from "vitest";
import { createHmacKey } from "#hashing";
import { constantTimeEqual } from "../crypto/equal";

const timing = vi.hoisted(() => ({ calls: 0 }));
vi.mock("node:crypto", async (original) => {
  const actual = await original<typeof import("node:crypto")>();
  const timingSafeEqual: typeof actual.timingSafeEqual = (a, b) => {
    timing.calls++;
    return actual.timingSafeEqual(a, b);
  };
  return { ...actual, timingSafeEqual };
});

/** Bytes that count how many of them are looked at. */
function counted(bytes: Uint8Array): { bytes: Uint8Array; reads: () => number } {
  const read = new Set<string>();
  const proxy = new Proxy(bytes, {
    get(target, name) {
      if (typeof name === "string" && /^\d+$/.test(name)) read.add(name);
      return Reflect.get(target, name, target);
    },
  });
  return { bytes: proxy, reads: () => read.size };
}

describe("secrets are compared in constant time (advisory 48)", () => {
  it.each([0, 7, 15, null])("looks at every byte, wherever the first difference is (%s)", (difference) => {
    const secret = new Uint8Array(16).fill(1);
    const given = secret.slice();
    if (difference !== null) given[difference] = 2;
    const watched = counted(given);
    expect(constantTimeEqual(watched.bytes, secret)).toBe(difference === null);
    expect(watched.reads()).toBe(16);
  });

  it("compares what has another length, and what is text", () => {
    expect(constantTimeEqual("abc", "abcd")).toBe(false);
    expect(constantTimeEqual("", "")).toBe(true);
    expect(constantTimeEqual("ä", "ä")).toBe(true);
    expect(constantTimeEqual("ä", "a")).toBe(false);
  });

  it("leaves the comparison of signatures to the runtime's own", () => {
    const key = createHmacKey("kP3vX9qLs7TzB2nWm5RdYc8HfJ4gUe6A");
    const signature = key.sign("value") as string;
    timing.calls = 0;
    expect(key.verify("value", signature)).toBe(true);
    expect(key.verify("other", signature)).toBe(false);
    expect(timing.calls).toBe(2);
  });
});
