import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Scope } from "../context/scope";
import { createMemoryCounters } from "./memory";

const NO_SCOPE = undefined as unknown as Scope;

beforeEach(() => vi.useFakeTimers({ toFake: ["Date"], now: Date.UTC(2030, 0, 15) }));
afterEach(() => vi.useRealTimers());

describe("counters in memory", () => {
  it("go on from the last request that was let through, and start anew when none was for a window", () => {
    const consume = createMemoryCounters();
    const hits = [0, 6, 6, 1, 8, 1].map((seconds) => {
      vi.setSystemTime(Date.now() + seconds * 1000);
      return consume("a", { window: 10, max: 3 }, NO_SCOPE);
    });
    expect(hits).toEqual([null, null, null, 9, 1, null]);
  });

  it("stay within their number: what is over goes first, then the stalest", () => {
    const consume = createMemoryCounters(10);
    const hit = (key: string, window = 1000) => consume(key, { window, max: 1 }, NO_SCOPE);
    hit("short", 1);
    for (let i = 0; i < 9; i++) hit(`old ${i}`);
    vi.setSystemTime(Date.now() + 2000);
    // Full: the one that is over makes the room.
    hit("new 0");
    expect(hit("old 0")).not.toBeNull();
    // Full again: the stalest make the room, the others are still held to their limit.
    hit("new 1");
    expect(hit("old 8")).not.toBeNull();
    expect(hit("new 0")).not.toBeNull();
    expect(hit("old 0")).toBeNull();
  });
});
