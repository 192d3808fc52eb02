import { describe, expect, it } from "vitest";
import { generateId, generateRandomString } from "./random";

describe("random strings", () => {
  it("keeps to its alphabets", () => {
    expect(generateId()).toMatch(/^[a-zA-Z0-9]{32}$/);
    expect(generateRandomString(500, "a-z")).toMatch(/^[a-z]{500}$/);
    expect(generateRandomString(500)).toMatch(/^[\w-]{500}$/);
    expect(generateRandomString(500, "0-9", "-_")).toMatch(/^[\d_-]{500}$/);
  });

  it("is as long as wanted, also longer than what WebCrypto gives at once", () => {
    expect(generateRandomString(200_000, "0-9")).toMatch(/^\d{200000}$/);
    expect(generateId(70_000)).toHaveLength(70_000);
  });

  it("refuses what makes no secret", () => {
    for (const length of [0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => generateRandomString(length)).toThrow("expected a positive whole number as length");
    }
    expect(() => generateRandomString(8, "a-f" as "a-z")).toThrow('as alphabet, got "a-f"');
  });

  it("takes each character equally often", () => {
    const counts = new Map<string, number>();
    for (const character of Array.from({ length: 62 }, () => generateId(1000)).join(""))
      counts.set(character, (counts.get(character) ?? 0) + 1);
    expect(counts.size).toBe(62);
    // Expected 1,000 each; 6 standard deviations are 190. A modulo of bytes would give some 1,210.
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(190);
  });
});
