// @vitest-environment happy-dom
import { atom } from "nanostores";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { getGlobalBroadcastChannel, kBroadcastChannel } from "./broadcast-channel";
import { onlineManager } from "./online-manager";
import { createSessionRefreshManager } from "./refresh-manager";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  delete (globalThis as Record<symbol, unknown>)[kBroadcastChannel];
});

function setUp(shouldPoll = true) {
  const fetchSession = vi.fn();
  const manager = createSessionRefreshManager({
    fetchSession,
    shouldPollSession: () => shouldPoll,
    sessionSignal: atom(false),
    options: { sessionOptions: { refetchInterval: 10 } },
  });
  return { fetchSession, manager };
}

it("fetches at the interval between init and cleanup, however often they are called", () => {
  const { fetchSession, manager } = setUp();
  manager.init();
  manager.init();
  vi.advanceTimersByTime(30_000);
  expect(fetchSession).toHaveBeenCalledTimes(3);
  manager.cleanup();
  manager.cleanup();
  vi.advanceTimersByTime(30_000);
  expect(fetchSession).toHaveBeenCalledTimes(3);
  expect(vi.getTimerCount()).toBe(0);
});

it("asks whether to poll", () => {
  const { fetchSession, manager } = setUp(false);
  manager.init();
  vi.advanceTimersByTime(30_000);
  manager.cleanup();
  expect(fetchSession).not.toHaveBeenCalled();
});

it("fetches when told to, unless there is no network", () => {
  const { fetchSession, manager } = setUp();
  manager.triggerRefetch();
  expect(fetchSession).toHaveBeenCalledOnce();
  onlineManager().setOnline(false);
  manager.triggerRefetch();
  expect(fetchSession).toHaveBeenCalledOnce();
  onlineManager().setOnline(true);
});

it("begins and ends where there is no page", () => {
  vi.stubGlobal("window", undefined);
  vi.stubGlobal("document", undefined);
  const { fetchSession, manager } = setUp();
  manager.init();
  vi.advanceTimersByTime(10_000);
  manager.cleanup();
  expect(fetchSession).toHaveBeenCalledOnce();
  vi.unstubAllGlobals();
});

it("tells the other tabs", () => {
  const channel = getGlobalBroadcastChannel();
  const post = vi.spyOn(channel, "post").mockImplementation(() => {});
  setUp().manager.broadcastSessionUpdate("getSession");
  expect(post).toHaveBeenCalledWith({ event: "session", data: { trigger: "getSession" }, timestamp: Date.now() });
});
