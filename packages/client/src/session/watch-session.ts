import type { WritableAtom } from "nanostores";
import { getGlobalBroadcastChannel } from "./broadcast-channel";
import { focusManager } from "./focus-manager";
import { onlineManager } from "./online-manager";

/** When the session is fetched again by itself. */
export interface SessionRefreshOptions {
  /** Seconds between two fetches while somebody is signed in; 0 for never. @default 0 */
  refetchInterval?: number | undefined;
  /** Fetch when the page comes to the front, at most every five seconds. @default true */
  refetchOnWindowFocus?: boolean | undefined;
  /** Also try while there is no network. @default false */
  refetchWhenOffline?: boolean | undefined;
}

/** Whether a fetch can be tried now. */
export function canFetch(options: SessionRefreshOptions): boolean {
  return options.refetchWhenOffline || onlineManager().isOnline;
}

/**
 * Has a session fetched at an interval, when the page comes to the front and when the network comes back; flips its signal
 * when another tab says that it has changed. Gives back a function that ends it.
 */
export function watchSession(
  fetchSession: () => unknown,
  hasSession: () => unknown,
  sessionSignal: WritableAtom<boolean>,
  options: SessionRefreshOptions = {},
): () => undefined {
  const { refetchInterval, refetchOnWindowFocus = true } = options;
  const online = onlineManager();
  const focus = focusManager();
  const channel = getGlobalBroadcastChannel();
  let lastFetch = Date.now();
  const fetchNow = () => {
    if (canFetch(options)) {
      lastFetch = Date.now();
      fetchSession();
    }
  };
  const poll = refetchInterval && setInterval(() => hasSession() && fetchNow(), refetchInterval * 1000);
  const stops = [
    () => clearInterval(poll as undefined),
    channel.subscribe(() => sessionSignal.set(!sessionSignal.get())),
    channel.setup(),
    online.subscribe((isOnline) => isOnline && fetchNow()),
    online.setup(),
    focus.subscribe((isFocused) => isFocused && refetchOnWindowFocus && Date.now() - lastFetch >= 5000 && fetchNow()),
    focus.setup(),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
