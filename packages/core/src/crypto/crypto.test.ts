import { describe, expect, it } from "vitest";
import { constantTimeEqual } from "./equal";
import { hashPassword, verifyPassword } from "./password";
import { createQueue } from "./queue";
import { generateId, generateRandomString } from "./random";

describe("passwords", () => {
  // Stored by the reference release for "correct horse 1".
  const STORED =
    "b8ce164b27255f30e136adb865065148:5b3ca649a3dd0a58c7e03715af09d258b784614302731277b7d21e39efaf4cfc99119272411753cd6ae3740c2e3a0e3d5c36c20373bea3df453d569d4430a1a3";

  it("accepts what the reference stored", async () => {
    expect(await verifyPassword({ hash: STORED, password: "correct horse 1" })).toBe(true);
    expect(await verifyPassword({ hash: STORED, password: "correct horse 2" })).toBe(false);
  });

  it("stores in the same form, with a salt of its own each time", async () => {
    const [one, two] = await Promise.all([hashPassword("pässwörd🐙"), hashPassword("pässwörd🐙")]);
    expect(one).toMatch(/^[0-9a-f]{32}:[0-9a-f]{128}$/);
    expect(one).not.toBe(two);
    expect(await verifyPassword({ hash: one, password: "pässwörd🐙".normalize("NFD") })).toBe(true);
  });

  it("takes a hash of another form for a wrong password", async () => {
    for (const hash of ["", ":", "abc", "abc:", ":abc", "$argon2id$v=19$x"]) {
      expect(await verifyPassword({ hash, password: "x" })).toBe(false);
    }
  });
});

describe("random strings", () => {
  it("keeps to its alphabets", () => {
    expect(generateId()).toMatch(/^[a-zA-Z0-9]{32}$/);
    expect(generateRandomString(500, "a-z")).toMatch(/^[a-z]{500}$/);
    expect(generateRandomString(500)).toMatch(/^[\w-]{500}$/);
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

describe("constant-time comparison", () => {
  it("says whether two secrets are one", () => {
    expect(constantTimeEqual("abc", "abc")).toBe(true);
    for (const other of ["abd", "ab", "abcd", ""]) expect(constantTimeEqual("abc", other)).toBe(false);
    expect(constantTimeEqual("", "")).toBe(true);
  });
});

describe("queue", () => {
  it("runs no more at once than it may, in the order of arrival, and refuses what it cannot hold", async () => {
    const inTurn = createQueue(2, 3, () => new Error("full"));
    let running = 0;
    let most = 0;
    const order: number[] = [];
    const work = (n: number) => async () => {
      most = Math.max(most, ++running);
      order.push(n);
      await new Promise((resolve) => setTimeout(resolve, 5));
      running--;
    };
    const all = [1, 2, 3, 4, 5].map((n) => inTurn(work(n)));
    await expect(inTurn(work(6))).rejects.toThrow("full");
    await Promise.all(all);
    expect(most).toBe(2);
    expect(order).toEqual([1, 2, 3, 4, 5]);
  });

  it("goes on after a failure", async () => {
    const inTurn = createQueue(1, 10, () => new Error("full"));
    await expect(inTurn(() => Promise.reject(new Error("broken")))).rejects.toThrow("broken");
    expect(await inTurn(async () => "next")).toBe("next");
  });
});
