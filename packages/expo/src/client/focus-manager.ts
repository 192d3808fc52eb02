import { type FocusManager, kFocusManager } from "@better-auth/client";
import { createListeners } from "./listeners";
import { followAppState } from "./native";

/**
 * Has sessions fetched again when the app comes to the front. `expoClient` does it by itself on devices.
 *
 * @returns the manager of this app; the one that is there already, if any
 */
export function setupExpoFocusManager(): FocusManager {
  const place = globalThis as { [kFocusManager]?: FocusManager };
  place[kFocusManager] ??= createFocusManager();
  return place[kFocusManager];
}

function createFocusManager(): FocusManager {
  const { emit, subscribe, setup } = createListeners<boolean>(async (report) => {
    const subscription = await followAppState((state) => report(state === "active"));
    return () => subscription?.remove();
  });
  return { setFocused: emit, subscribe, setup };
}
