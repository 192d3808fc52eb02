import type { WritableAtom } from "nanostores";
import { broadcastSession, type SessionTrigger } from "./broadcast-channel";
import { canFetch, type SessionRefreshOptions, watchSession } from "./watch-session";

/** What {@link createSessionRefreshManager} works with. */
export interface SessionRefreshInput {
  fetchSession: () => unknown;
  /** Whether `refetchInterval` is to fetch now. @default always */
  shouldPollSession?: (() => boolean) | undefined;
  /** Flipped when another tab changed the session. */
  sessionSignal: WritableAtom<boolean>;
  options?: { sessionOptions?: SessionRefreshOptions | undefined } | undefined;
}

/** Keeps a session fresh while somebody looks at it. */
export interface SessionRefreshManager {
  init(): void;
  cleanup(): void;
  /** Fetches, unless there is no network. */
  triggerRefetch(): void;
  /** Tells the other tabs. */
  broadcastSessionUpdate(trigger: SessionTrigger): void;
}

/**
 * Fetches a session again at an interval, when the page comes to the front and when the network comes back; flips its
 * signal when another tab says that it has changed.
 *
 * @example
 * const manager = createSessionRefreshManager({ fetchSession, sessionSignal, options: { sessionOptions: { refetchInterval: 60 } } });
 * manager.init();
 * // later
 * manager.cleanup();
 */
export function createSessionRefreshManager(input: SessionRefreshInput): SessionRefreshManager {
  const { fetchSession, shouldPollSession = () => true, sessionSignal, options } = input;
  let stop: (() => void) | undefined;
  return {
    init() {
      stop ??= watchSession(fetchSession, shouldPollSession, sessionSignal, options?.sessionOptions);
    },
    cleanup() {
      stop?.();
      stop = undefined;
    },
    triggerRefetch() {
      if (canFetch(options?.sessionOptions ?? {})) fetchSession();
    },
    broadcastSessionUpdate: broadcastSession,
  };
}
