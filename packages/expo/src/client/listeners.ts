/** Passes what a device says on to listeners, from one connection however many ask for it. */
export interface Listeners<T> {
  emit(event: T): void;
  subscribe(listener: (event: T) => void): () => void;
  /** Connects. Gives back a function that disconnects, when nobody else is connected. */
  setup(): () => void;
}

/** Listeners over a connection that takes its time: `connect` gives the function that ends it. */
export function createListeners<T>(connect: (emit: (event: T) => void) => Promise<() => void>): Listeners<T> {
  const listeners = new Set<(event: T) => void>();
  const emit = (event: T) => {
    for (const listener of listeners) listener(event);
  };
  let users = 0;
  let connection: Promise<() => void> | undefined;

  return {
    emit,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    setup() {
      users++;
      connection ??= connect(emit);
      return () => {
        if (--users) return;
        connection?.then((disconnect) => disconnect());
        connection = undefined;
      };
    },
  };
}
