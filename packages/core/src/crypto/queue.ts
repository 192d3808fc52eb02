/** Runs work a few at a time, in the order of arrival. */
export type Queue = <T>(work: () => Promise<T>) => Promise<T>;

/**
 * A bounded queue for work that keeps a core and memory busy, such as password hashing.
 *
 * @param parallel how many run at once
 * @param mostWaiting how many may wait; past that `refuse` makes the error, because refusing some is kinder than
 * letting all of them time out
 */
export function createQueue(parallel: number, mostWaiting: number, refuse: () => Error): Queue {
  let running = 0;
  const waiting: (() => void)[] = [];

  return async (work) => {
    if (running < parallel) running++;
    else if (waiting.length >= mostWaiting) throw refuse();
    // The place is handed on by whoever ends, not given back, so that nobody overtakes.
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running--;
    }
  };
}
