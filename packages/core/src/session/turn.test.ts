import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Scope } from "../context/scope";
import { delayed } from "../test-support/memory-storage";
import { advance, openStorage } from "../test-support/storage";
import { inTurn } from "./turn";

beforeEach(() => vi.useFakeTimers({ toFake: ["Date"], now: Date.UTC(2030, 0, 15) }));
afterEach(() => vi.useRealTimers());

/** What a turn needs of a process. */
function makeProcess() {
  const warnings: string[] = [];
  const logger = { warn: (message: string) => void warnings.push(message) };
  const scope = { instance: { sessionPlaces: { turns: new Map() }, logger } } as unknown as Scope;
  return { scope, warnings };
}

describe("turns", () => {
  it("are taken one after the other, in one process and across several", async () => {
    const storage = delayed(await openStorage());
    const scopes = [makeProcess().scope, makeProcess().scope, makeProcess().scope];
    let working = 0;
    let most = 0;
    await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        inTurn(scopes[index % 3] as Scope, storage, "alice", async () => {
          most = Math.max(most, ++working);
          await new Promise((resolve) => setTimeout(resolve, 5));
          working--;
        }),
      ),
    );
    expect(most).toBe(1);
  });

  it("are given back when the work fails", async () => {
    const storage = await openStorage();
    const { scope } = makeProcess();
    await expect(inTurn(scope, storage, "alice", () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    expect(await storage.keys()).toEqual([]);
  });

  it("that took longer than their time are somebody else's, and stay with him", async () => {
    const storage = await openStorage();
    await inTurn(makeProcess().scope, storage, "alice", async () => {
      await advance(11);
      expect(await storage.increment("session-turn-alice", 10)).toBe(1);
    });
    expect(await storage.keys()).toEqual(["session-turn-alice"]);
  });

  it("of a process that died hold nobody up for long", { timeout: 10_000 }, async () => {
    const storage = await openStorage();
    const { scope, warnings } = makeProcess();
    await storage.increment("session-turn-alice", 10);
    const start = performance.now();
    await inTurn(scope, storage, "alice", async () => {});
    expect(performance.now() - start).toBeLessThan(6000);
    expect(warnings).toEqual([expect.stringContaining('"session-turn-alice" was held for too long')]);
    // It was not his to end.
    expect(await storage.keys()).toEqual(["session-turn-alice"]);
  });
});
