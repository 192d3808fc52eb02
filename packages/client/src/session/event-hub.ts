import { atom } from "nanostores";

/** Passes events of the page on to listeners, from one connection however many ask for it. */
export interface EventHub<T> {
  emit(event: T): void;
  /** Gives back a function that ends the subscription. */
  subscribe(listener: (event: T) => void): () => void;
  /** Connects to the page. Gives back a function that disconnects, when nobody else is connected. */
  setup(): () => void;
}

/** An event hub over a connection that is opened when it is needed, and closed by the functions that opening gives back. */
export function createEventHub<T>(connect: (emit: (event: T) => void) => (() => void)[]): EventHub<T> {
  const last = atom(undefined as T);
  last.eq = () => false; // the same event again is another event
  let users = 0;
  let stops: (() => void)[];
  return {
    emit: last.set,
    subscribe: last.listen,
    setup() {
      if (!users++) stops = connect(last.set);
      return () => {
        if (!--users) for (const stop of stops) stop();
      };
    },
  };
}

/** Listens on `window` or `document`, where there is one. */
export function listenTo(target: EventTarget | undefined, type: string, listener: (event: Event) => void): () => void {
  // React Native has a window without events.
  target?.addEventListener?.(type, listener);
  return () => target?.removeEventListener?.(type, listener);
}

/** What stands at a key of `globalThis`; made when nothing does. */
export function shared<T>(key: symbol, make: () => T): T {
  return ((globalThis as Record<symbol, unknown>)[key] ??= make()) as T;
}
