import { atom, computed, onMount, STORE_UNMOUNT_DELAY } from "nanostores";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { whileListened } from "./mount";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

// Ours has to do what the library's does.
describe.each([
  ["whileListened", whileListened],
  ["onMount of nanostores", onMount as unknown as typeof whileListened],
])("%s", (_, mount) => {
  function setUp() {
    const store = atom(1);
    const log: string[] = [];
    mount(store, () => {
      log.push("start");
      return () => void log.push("stop");
    });
    return { store, log };
  }

  it("starts with the first listener and stops a second after the last has gone", () => {
    const { store, log } = setUp();
    const stops = [store.listen(() => {}), store.subscribe(() => {})];
    expect(log).toEqual(["start"]);
    for (const stop of stops) stop();
    vi.advanceTimersByTime(STORE_UNMOUNT_DELAY - 1);
    expect(log).toEqual(["start"]);
    vi.advanceTimersByTime(1);
    expect(log).toEqual(["start", "stop"]);
  });

  it("goes on when somebody listens again in time", () => {
    const { store, log } = setUp();
    store.listen(() => {})();
    vi.advanceTimersByTime(500);
    const stop = store.listen(() => {});
    vi.advanceTimersByTime(5000);
    expect(log).toEqual(["start"]);
    stop();
    vi.advanceTimersByTime(5000);
    store.listen(() => {});
    expect(log).toEqual(["start", "stop", "start"]);
  });

  it("starts for a single look", () => {
    const { store, log } = setUp();
    expect(store.get()).toBe(1);
    vi.advanceTimersByTime(5000);
    expect(log).toEqual(["start", "stop"]);
  });

  it("starts for a store that is computed from it", () => {
    const { store, log } = setUp();
    const double = computed(store, (value) => value * 2);
    const stop = double.listen(() => {});
    expect(log).toEqual(["start"]);
    stop();
    vi.advanceTimersByTime(5000);
    expect(log).toEqual(["start", "stop"]);
  });

  it("lives beside another onMount", () => {
    const { store, log } = setUp();
    onMount(store, () => {
      log.push("other start");
      return () => log.push("other stop");
    });
    store.listen(() => {})();
    vi.advanceTimersByTime(5000);
    expect(log.sort()).toEqual(["other start", "other stop", "start", "stop"]);
  });
});
