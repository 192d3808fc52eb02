import { createEventHub, listenTo, shared } from "./event-hub";

/** What changed a session in another tab. */
export type SessionTrigger = "signout" | "updateUser" | "getSession";

/** What one tab says to the others. */
export interface BroadcastMessage {
  event: "session";
  data: { trigger: SessionTrigger };
  /** Milliseconds since the epoch. */
  timestamp: number;
}

/** Hears what another tab says. */
export type BroadcastListener = (message: BroadcastMessage) => void;

/** Carries messages to the other tabs of this origin. */
export interface BroadcastChannel {
  post(message: BroadcastMessage): void;
  subscribe(listener: BroadcastListener): () => void;
  setup(): () => void;
}

/** The key of the broadcast channel on `globalThis`. */
export const kBroadcastChannel: unique symbol = Symbol.for("better-auth:broadcast-channel");

/**
 * The page's channel to the other tabs; its name is that of the first call. It uses `BroadcastChannel`, or storage events
 * where there is none.
 *
 * @example
 * const channel = getGlobalBroadcastChannel();
 * const stop = channel.subscribe(({ data }) => console.log(data.trigger));
 * const disconnect = channel.setup();
 */
export const getGlobalBroadcastChannel = (name = "better-auth.message"): BroadcastChannel =>
  shared(kBroadcastChannel, () => {
    let native: InstanceType<typeof globalThis.BroadcastChannel>;
    const hub = createEventHub<BroadcastMessage>((report) => {
      try {
        native = new globalThis.BroadcastChannel(name);
        native.onmessage = ({ data }) => report(data);
        return [() => native.close()];
      } catch {
        // There is none, or the browser keeps it from pages whose storage it blocks.
        return [
          listenTo(globalThis.window, "storage", (event) => {
            const { key, newValue } = event as StorageEvent;
            if (key === name && newValue) report(JSON.parse(newValue));
          }),
        ];
      }
    });
    return {
      ...hub,
      post(message) {
        const close = hub.setup();
        try {
          if (native) native.postMessage(message);
          else localStorage.setItem(name, JSON.stringify(message));
        } catch {
          // No storage, or none to spare: the other tabs find out when they come to the front.
        }
        close();
      },
    };
  });

/** Tells the other tabs that the session has changed. */
export function broadcastSession(trigger: SessionTrigger): void {
  getGlobalBroadcastChannel().post({ event: "session", data: { trigger }, timestamp: Date.now() });
}
