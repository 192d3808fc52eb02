import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { makeAuth } from "../test-support/instance";
import { advance, openStorage } from "../test-support/storage";
import type { SecondaryStorage } from "../types";

/** A storage whose counting is written down. */
async function countingStorage(over: Partial<SecondaryStorage> = {}) {
  const inner = await openStorage();
  const calls: [string, number][] = [];
  const storage: SecondaryStorage = {
    ...inner,
    increment(key, ttl) {
      calls.push([key, ttl]);
      return inner.increment(key, ttl);
    },
    ...over,
  };
  return { storage, calls };
}

const from = (address: string) => ({ headers: { "x-forwarded-for": address } });

beforeEach(() => vi.useFakeTimers({ toFake: ["Date"], now: Date.UTC(2030, 0, 15) }));
afterEach(() => vi.useRealTimers());

describe("counters in the secondary storage", () => {
  it("are used when there is one, under the address and the route, for a window from the first request on", async () => {
    const { storage, calls } = await countingStorage();
    const { browser } = await makeAuth({
      secondaryStorage: storage,
      rateLimit: { enabled: true, window: 10, max: 3 },
    });
    const answers: [number, string | null][] = [];
    for (const seconds of [0, 4, 1, 1, 1, 4]) {
      await advance(seconds);
      const { status, headers } = await browser().get("/ok", from("198.51.100.1"));
      answers.push([status, headers.get("x-retry-after")]);
    }
    expect(answers).toEqual([
      [200, null],
      [200, null],
      [200, null],
      [429, "10"],
      [429, "10"],
      [200, null],
    ]);
    expect(new Set(calls.map(String))).toEqual(new Set(["198.51.100.1|/ok,10"]));
  });

  it("let exactly max of many parallel requests through (advisory 9)", async () => {
    const { storage } = await countingStorage();
    const { browser } = await makeAuth({ secondaryStorage: storage, rateLimit: { enabled: true, max: 7 } });
    const sent = Array.from({ length: 100 }, () => browser().get("/ok", from("198.51.100.1")));
    const statuses = (await Promise.all(sent)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(7);
  });

  it("refuse when they fail, or give no count", async () => {
    const failures: Partial<SecondaryStorage>[] = [
      { increment: () => Promise.reject(new Error("down")) },
      { increment: () => undefined as unknown as number },
      { increment: () => Number.NaN },
    ];
    for (const failure of failures) {
      const { storage } = await countingStorage(failure);
      const { browser } = await makeAuth({ secondaryStorage: storage, rateLimit: { enabled: true } });
      expect((await browser().get("/ok", from("198.51.100.1"))).status).toBe(429);
    }
  });

  it("refuse where the storage cannot count or is not there, and start-up says what is missing", async () => {
    const { increment: _left, ...rest } = (await countingStorage()).storage;
    const cases = [
      [{ plugins: [{ id: "p", init: () => ({ context: { secondaryStorage: rest } }) }] }, "secondaryStorage.increment"],
      [{ rateLimit: { enabled: true, storage: "secondary-storage" } }, "secondaryStorage"],
      [{ rateLimit: { enabled: true, customStorage: { get() {}, set() {} } } }, "rateLimit.customStorage.consume"],
    ] as const;
    for (const [options, path] of cases) {
      const lines: string[] = [];
      const { browser } = await makeAuth({
        rateLimit: { enabled: true, storage: "secondary-storage" },
        ...(options as object),
        logger: { log: (level, message) => level === "error" && lines.push(message) },
      });
      expect(lines.filter((line) => line.startsWith(`${path}: `))).toHaveLength(1);
      expect((await browser().get("/ok", from("198.51.100.1"))).status).toBe(429);
    }
  });
});
