import { kOnlineManager, type OnlineManager } from "@better-auth/client";
import { createListeners } from "./listeners";
import { followNetworkState } from "./native";

/**
 * Has sessions fetched again when the network comes back, and not while there is none. `expoClient` does it by itself on
 * devices; without `expo-network` there always seems to be a network.
 *
 * @returns the manager of this app; the one that is there already, if any
 */
export function setupExpoOnlineManager(): OnlineManager {
  const place = globalThis as { [kOnlineManager]?: OnlineManager };
  place[kOnlineManager] ??= createOnlineManager();
  return place[kOnlineManager];
}

function createOnlineManager(): OnlineManager {
  let isOnline = true;
  const setOnline = (isNow: boolean) => {
    if (isNow === isOnline) return;
    isOnline = isNow;
    listeners.emit(isNow);
  };
  const listeners = createListeners<boolean>(async () => {
    const subscription = await followNetworkState(({ isConnected, isInternetReachable }) =>
      setOnline(isInternetReachable ?? isConnected ?? true),
    );
    return () => subscription?.remove();
  });
  return {
    get isOnline() {
      return isOnline;
    },
    setOnline,
    subscribe: listeners.subscribe,
    setup: listeners.setup,
  };
}
