import { describe, expect, it } from "vitest";
import { makeStatementCache } from "./statement-cache";

describe("kept statements", () => {
  it("are made once for a key, and the oldest goes when there are too many", () => {
    const cache = makeStatementCache(2);
    const made: string[] = [];
    const get = (key: string) => cache.get(key, () => made.push(key));
    for (const key of ["a", "b", "a", "c", "b", "a"]) get(key);
    expect(made).toEqual(["a", "b", "c", "a"]);
  });

  it("are not kept when making one failed", () => {
    const cache = makeStatementCache();
    const fail = () => {
      throw new Error("no such table");
    };
    expect(() => cache.get("a", fail)).toThrow("no such table");
    expect(cache.get("a", () => 1)).toBe(1);
  });
});
