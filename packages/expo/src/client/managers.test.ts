import { kFocusManager, kOnlineManager } from "@better-auth/client";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { device } from "./device.test-support";
import { setupExpoFocusManager } from "./focus-manager";
import { setupExpoOnlineManager } from "./online-manager";

vi.mock("react-native", async () => (await import("./device.test-support")).reactNative);
vi.mock("expo-network", async () => (await import("./device.test-support")).network);

const own = globalThis as { [kFocusManager]?: unknown; [kOnlineManager]?: unknown };
const forget = () => {
  delete own[kFocusManager];
  delete own[kOnlineManager];
};
beforeEach(forget);
afterEach(forget);

const say = <T>(listeners: Set<(value: T) => void>, value: T) => {
  for (const listener of listeners) listener(value);
};

it("says when the app comes to the front", async () => {
  const manager = setupExpoFocusManager();
  expect(own[kFocusManager]).toBe(manager);
  expect(setupExpoFocusManager()).toBe(manager);
  const heard: boolean[] = [];
  const stop = manager.subscribe((isFocused) => heard.push(isFocused));
  const disconnect = [manager.setup(), manager.setup()];
  await vi.waitFor(() => expect(device.appState.size).toBe(1), 10_000);
  say(device.appState, "background");
  say(device.appState, "active");
  manager.setFocused(false);
  expect(heard).toEqual([false, true, false]);
  stop();
  say(device.appState, "active");
  expect(heard).toHaveLength(3);
  disconnect[0]?.();
  expect(device.appState.size).toBe(1);
  disconnect[1]?.();
  await vi.waitFor(() => expect(device.appState.size).toBe(0), 10_000);
});

it("says when the network comes back", async () => {
  const manager = setupExpoOnlineManager();
  expect(own[kOnlineManager]).toBe(manager);
  expect(setupExpoOnlineManager()).toBe(manager);
  expect(manager.isOnline).toBe(true);
  const heard: boolean[] = [];
  manager.subscribe((isOnline) => heard.push(isOnline));
  const disconnect = manager.setup();
  await vi.waitFor(() => expect(device.network.size).toBe(1), 10_000);
  say(device.network, { isConnected: true, isInternetReachable: false });
  expect(manager.isOnline).toBe(false);
  say(device.network, { isConnected: true });
  say(device.network, { isConnected: true });
  say(device.network, { isConnected: false });
  expect(heard).toEqual([false, true, false]);
  disconnect();
  await vi.waitFor(() => expect(device.network.size).toBe(0), 10_000);
});
