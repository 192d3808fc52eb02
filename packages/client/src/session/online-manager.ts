import { createEventHub, listenTo, shared } from "./event-hub";

/** Hears whether there is a network. */
export type OnlineListener = (isOnline: boolean) => void;

/** Says when the network comes back. Replace it where a page has no `window` events. */
export interface OnlineManager {
  readonly isOnline: boolean;
  setOnline(isOnline: boolean): void;
  subscribe(listener: OnlineListener): () => void;
  setup(): () => void;
}

/** The key of the online manager on `globalThis`. */
export const kOnlineManager: unique symbol = Symbol.for("better-auth:online-manager");

/** The page's online manager. */
export const onlineManager = (): OnlineManager =>
  shared(kOnlineManager, () => {
    let told: boolean | undefined;
    const hub = createEventHub<boolean>((report) => {
      // A page that Back brings to life again has slept through whatever happened, a sign-out too.
      const wake = (event: Event) => (event as PageTransitionEvent).persisted !== false && report(true);
      return [listenTo(globalThis.window, "online", wake), listenTo(globalThis.window, "pageshow", wake)];
    });
    return {
      ...hub,
      get isOnline() {
        return told ?? globalThis.navigator?.onLine !== false;
      },
      setOnline(isOnline) {
        told = isOnline;
        hub.emit(isOnline);
      },
    };
  });
