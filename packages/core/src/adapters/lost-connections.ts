/** The part of an event emitter that is used. */
interface Emitter {
  on?(event: string, listener: (argument: unknown) => void): unknown;
  listenerCount?(event: string): number;
}

/** On the pool itself, which several instances may share, and other copies of this package. */
const KEY: unique symbol = Symbol.for("better-auth.survives-lost-connections");

/** Whoever waits for a statement of it hears of the loss by that statement. */
const ignore = (): void => {};

/**
 * Keeps the loss of connections of a pool of `pg` from ending the process, as when its server starts again: `pg` emits
 * "error", for connections that are idle on the pool and for those that are lent on themselves, and an "error" that
 * nobody listens to is thrown. The pool makes new connections.
 */
export function surviveLostConnections(pool: unknown): void {
  const emitter = pool as Emitter & { [KEY]?: true };
  if (typeof emitter?.on !== "function" || emitter[KEY] === true) return;
  Object.defineProperty(emitter, KEY, { value: true });
  emitter.on("error", ignore);
  emitter.on("connect", (client) => (client as Emitter | undefined)?.on?.("error", ignore));
}

/** The same for a lent connection, which the pool may have made before anybody listened to it. */
export function surviveLostConnection(client: unknown): void {
  const emitter = client as Emitter;
  if (emitter.listenerCount?.("error") === 0) emitter.on?.("error", ignore);
}
