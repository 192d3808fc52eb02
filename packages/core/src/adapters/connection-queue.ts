import { BetterAuthError } from "../error";

/**
 * Keeps order on a database that is one connection: while a transaction is open, every other call waits, because it
 * would become part of it. With none open nobody waits, and no promise is made.
 */
export interface ConnectionQueue {
  /** Runs work outside of transactions: at once when none is open, else after those that are before it. */
  outside<T>(work: () => T | Promise<T>): T | Promise<T>;
  /**
   * Runs a transaction once those before it have ended. `touch` is called for every statement in it; after `close` nobody
   * goes past it any more, who would read what may never be committed.
   */
  transaction<T>(work: (touch: () => void, close: () => void) => Promise<T>): Promise<T>;
  /** Whether a read that has no time to wait may go past the open transaction. */
  mayPass(): boolean;
}

/** After this long without a statement of the open transaction, those who wait for it give up. */
const IDLE_MILLISECONDS = 10_000;

function giveUp(idle: number): BetterAuthError {
  return new BetterAuthError(
    `A call waited ${Math.round(idle / 1000)} s for a transaction that ran no statement in that time. ` +
      "Inside transaction(callback), use the adapter that the callback gets: calls on the outer one wait for the transaction's end.",
  );
}

/** Makes the queue of one connection. */
export function makeConnectionQueue(idleMilliseconds = IDLE_MILLISECONDS): ConnectionQueue {
  /** Settles when the last transaction that was asked for has ended; null when none is open. */
  let last: Promise<void> | null = null;
  let touched = 0;
  let isClosed = false;

  /** Waits for a transaction's end, but not for one that waits for us. */
  function after<T>(previous: Promise<void>, work: () => T | Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      let isWaiting = true;
      const watch = (seen: number): ReturnType<typeof setTimeout> =>
        setTimeout(() => {
          if (touched !== seen) {
            timer = watch(touched);
            return;
          }
          isWaiting = false;
          reject(giveUp(idleMilliseconds));
        }, idleMilliseconds);
      let timer = watch(touched);
      previous.then(() => {
        if (!isWaiting) return;
        clearTimeout(timer);
        // In this very turn: whoever comes next in the queue starts in the next one.
        try {
          resolve(work());
        } catch (error) {
          reject(error);
        }
      });
    });
  }

  function transaction<T>(work: (touch: () => void, close: () => void) => Promise<T>): Promise<T> {
    const previous = last;
    const touch = () => {
      touched++;
    };
    const close = () => {
      isClosed = true;
    };
    let release: () => void = () => {};
    const ended = new Promise<void>((resolve) => {
      release = resolve;
    });
    last = ended;
    const end = () => {
      touched++;
      isClosed = false;
      // After those who wait already: until they have had their turn, newcomers stand in line too.
      ended.then(() => {
        if (last === ended) last = null;
      });
      release();
    };
    if (previous === null) return work(touch, close).finally(end);
    const result = after(previous, () => work(touch, close));
    // Also when it gave up: those behind it then wait for the one before.
    result.then(
      () => end(),
      () => void previous.then(end),
    );
    return result;
  }

  return {
    outside: (work) => (last === null ? work() : after(last, work)),
    transaction,
    mayPass: () => !isClosed,
  };
}

/** The queue of a connection, which several adapters may share: it is kept on the connection itself. */
export function queueOf(connection: object): ConnectionQueue {
  const KEY = Symbol.for("better-auth.connection-queue");
  const holder = connection as { [KEY]?: ConnectionQueue };
  const known = holder[KEY];
  if (known) return known;
  const queue = makeConnectionQueue();
  Object.defineProperty(holder, KEY, { value: queue, enumerable: false });
  return queue;
}
